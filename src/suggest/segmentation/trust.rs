//! How far what was learned is trusted: as far as it proves right on accepted pages that
//! are left out, for pages of the same paper and for others each.

use super::features::Feature;

/// What must be added to the agreement with editors, a page on average, to be trusted
/// on pages of the paper.
const WORTH: f64 = 0.004;
/// And on pages that show nothing of it: these may be another paper's.
const WORTH_STRANGE: f64 = 0.01;
/// Fewer strange pages than this tell nothing.
const ENOUGH_STRANGE: usize = 3;

/// How far what was learned counts; not at all by default. Furniture seen before always
/// counts.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Trust {
    /// Whether habits count.
    pub habits: bool,
    /// The share of the learned weights that counts.
    pub weights: f32,
    /// Whether they also say to what a head belongs.
    pub heads: bool,
}

impl Trust {
    /// Whether it is nothing but habits that count.
    pub fn adds_habits_only(self) -> bool {
        self == CAREFUL
    }
}

/// How far it counts on pages of the paper, and on others.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Trusts {
    pub known: Trust,
    pub strange: Trust,
}

/// The ways to trust that are tried, from nothing to everything.
pub(super) const WAYS: [Trust; 5] = [
    Trust {
        habits: false,
        weights: 0.0,
        heads: false,
    },
    CAREFUL,
    Trust {
        habits: true,
        weights: 0.5,
        heads: false,
    },
    Trust {
        habits: true,
        weights: 1.0,
        heads: false,
    },
    Trust {
        habits: true,
        weights: 1.0,
        heads: true,
    },
];

/// What is trusted of pages of the paper as long as nothing shows otherwise.
const CAREFUL: Trust = Trust {
    habits: true,
    weights: 0.0,
    heads: false,
};

/// How well each of the [`WAYS`] did on a page that was left out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trial {
    /// Whether the page is one of the paper.
    pub known: bool,
    /// The agreement with its editor, 0 to 1, by way.
    pub agreement: [f64; WAYS.len()],
}

/// Whether a page, given by the signs of its lines, is one of the paper that was learned:
/// it has furniture that was seen before, such as not every paper has.
pub(super) fn is_known(signs: &[Vec<Feature>]) -> bool {
    const COMMON: [Feature; 3] = [Feature::Folio, Feature::Junk, Feature::Continued];
    signs.iter().any(|signs| {
        signs.contains(&Feature::KnownFurniture)
            && !COMMON.iter().any(|common| signs.contains(common))
    })
}

/// What the trials say. Without any, habits count on pages of the paper and nothing on others.
pub(super) fn decide(trials: &[Trial]) -> Trusts {
    let (known, strange): (Vec<Trial>, Vec<Trial>) = trials.iter().partition(|it| it.known);
    let mut trusts = Trusts {
        known: CAREFUL,
        strange: Trust::default(),
    };
    if !known.is_empty() {
        trusts.known = best(&known, WORTH, |better, worse| better > worse);
    }
    if strange.len() >= ENOUGH_STRANGE {
        trusts.strange = best(&strange, WORTH_STRANGE, |_, worse| worse == 0);
    }
    trusts
}

/// The way that does best, the most careful of those that do about equally well. A way must
/// do better than a more careful one by `worth` a page, and please in how many pages
/// it is better and worse than nothing.
fn best(trials: &[Trial], worth: f64, pleases: impl Fn(usize, usize) -> bool) -> Trust {
    let total = |way: usize| trials.iter().map(|it| it.agreement[way]).sum::<f64>();
    let mut best = 0;
    for way in 1..WAYS.len() {
        let gains = || trials.iter().map(|it| it.agreement[way] - it.agreement[0]);
        let better = gains().filter(|gain| *gain > WORTH).count();
        let worse = gains().filter(|gain| *gain < -WORTH).count();
        let enough = total(way) > total(best) + worth * trials.len() as f64;
        if enough && pleases(better, worse) {
            best = way;
        }
    }
    WAYS[best]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trials(known: bool, agreement: [[f64; 5]; 3]) -> Vec<Trial> {
        agreement
            .map(|agreement| Trial { known, agreement })
            .to_vec()
    }

    #[test]
    fn what_helps_on_pages_of_the_paper_is_trusted_there_only() {
        let found = decide(&trials(true, [[0.8, 0.8, 0.85, 0.9, 0.97]; 3]));
        assert_eq!(
            found,
            Trusts {
                known: WAYS[4],
                strange: WAYS[0]
            }
        );
    }

    #[test]
    fn what_harms_is_not_trusted() {
        let found = decide(&trials(true, [[0.9, 0.8, 0.85, 0.89, 0.9]; 3]));
        assert_eq!(found.known, WAYS[0]);
    }

    #[test]
    fn one_strange_page_that_gets_worse_is_too_many() {
        let better = [0.8, 0.9, 0.9, 0.9, 0.9];
        assert_eq!(decide(&trials(false, [better; 3])).strange, WAYS[1]);
        let worse = [0.8, 0.7, 0.7, 0.7, 0.7];
        assert_eq!(
            decide(&trials(false, [better, better, worse])).strange,
            WAYS[0]
        );
    }

    #[test]
    fn without_trials_one_is_careful() {
        assert_eq!(
            decide(&[]),
            Trusts {
                known: CAREFUL,
                strange: WAYS[0]
            }
        );
    }
}
