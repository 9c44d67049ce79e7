//! Ranks for a list in a new order that change as few rows as will do.

use crate::model::article::RANK_STEP;

/// The ranks of a list: `old` has for each place the rank of the thing that now
/// stands there, `None` for a newcomer. The answer grows strictly.
///
/// The old ranks are dealt out in order, so that what did not move keeps its own;
/// newcomers share the room between their neighbours. If there is none, or old
/// ranks were equal, all are spread anew.
pub(super) fn ranks(old: &[Option<i64>]) -> Vec<i64> {
    dealt(old).unwrap_or_else(|| {
        (1..)
            .map(|place| place * RANK_STEP)
            .take(old.len())
            .collect()
    })
}

fn dealt(old: &[Option<i64>]) -> Option<Vec<i64>> {
    let mut kept: Vec<i64> = old.iter().copied().flatten().collect();
    kept.sort_unstable();
    if kept.windows(2).any(|pair| pair.first() == pair.last()) {
        return None;
    }
    let mut kept = kept.into_iter();
    let mut ranks = Vec::with_capacity(old.len());
    let mut below = None;
    for run in old.chunk_by(|_, next| next.is_none()) {
        // A run is one thing with a rank and the newcomers after it; only the first
        // may be newcomers alone.
        let newcomers = run.iter().filter(|rank| rank.is_none()).count();
        if run.len() > newcomers {
            below = kept.next();
            ranks.extend(below);
        }
        fill(
            &mut ranks,
            below,
            kept.as_slice().first().copied(),
            newcomers,
        )?;
    }
    Some(ranks)
}

/// Adds ranks for `count` newcomers between two ranks.
fn fill(ranks: &mut Vec<i64>, below: Option<i64>, above: Option<i64>, count: usize) -> Option<()> {
    let count = i64::try_from(count).ok()?;
    let (first, step) = match (below, above) {
        (Some(below), Some(above)) => {
            let step = above.checked_sub(below)? / (count + 1);
            (below, step)
        }
        (Some(below), None) => (below, RANK_STEP),
        (None, Some(above)) => {
            let room = RANK_STEP.checked_mul(count + 1)?;
            (above.checked_sub(room)?, RANK_STEP)
        }
        (None, None) => (0, RANK_STEP),
    };
    if count > 0 && step == 0 {
        return None;
    }
    for place in 1..=count {
        ranks.push(first.checked_add(step.checked_mul(place)?)?);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_stays_keeps_its_rank() {
        let step = RANK_STEP;
        assert_eq!(ranks(&[Some(10), None, Some(20)]), [10, 15, 20]);
        assert_eq!(ranks(&[None, Some(0)]), [-step, 0]);
        assert_eq!(ranks(&[Some(5), None, None]), [5, 5 + step, 5 + 2 * step]);
        assert_eq!(ranks(&[Some(10), Some(30), Some(20)]), [10, 20, 30]);
        assert_eq!(ranks(&[Some(1), None, Some(2)]), [step, 2 * step, 3 * step]);
    }

    proptest! {
        #[test]
        fn ranks_always_grow(old in prop::collection::vec(prop::option::of(any::<i64>()), 0..12)) {
            let new = ranks(&old);
            prop_assert_eq!(new.len(), old.len());
            prop_assert!(new.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", new);
        }
    }
}
