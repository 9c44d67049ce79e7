//! Whether probabilities can be taken at their word: what engines claim, how sure they
//! are, and whether annotators agree.
//!
//! An article is right if its running text is of one article of gold, a segment if it has the
//! role that gold gives it in the article of gold that most of its article is of, furniture
//! if it is of no article. Line ends that gold does not decide do not count.

use std::collections::{BTreeMap, HashMap};

use broadsheet::model::annotations::Annotations;
use broadsheet::model::article::{Place, Segment};
use broadsheet::model::evidence::{Proposal, Subject};
use broadsheet::model::id::{ArticleId, Role};

use super::gold_pages::GoldPage;

/// What a character is part of in gold; `None` where it is in no article.
type Home<'a> = Option<(ArticleId, &'a Role)>;

/// The share of the running text of an article, by ink, that must be of one of gold.
const WHOLE: f64 = 0.97;
/// The share of a segment, by ink, that must be as gold says.
const MOST: f64 = 0.9;
/// How many classes of scores there are.
pub const BINS: usize = 10;

/// Something that is proposed.
pub struct Claim {
    /// What kind of thing it is.
    pub kind: &'static str,
    /// How sure the engine is, 0 to 1.
    pub score: f64,
    /// Whether gold agrees.
    pub right: bool,
}

/// Claims of about the same score.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bin {
    /// How many there are.
    pub count: f64,
    /// The sum of their scores.
    pub score: f64,
    /// How many are right.
    pub right: f64,
}

/// The claims by kind and class of scores.
pub fn bins(claims: &[Claim]) -> BTreeMap<&'static str, [Bin; BINS]> {
    let mut all: BTreeMap<_, [Bin; BINS]> = BTreeMap::new();
    for claim in claims {
        let class = ((claim.score * BINS as f64) as usize).min(BINS - 1);
        let bin = &mut all.entry(claim.kind).or_default()[class];
        bin.count += 1.0;
        bin.score += claim.score;
        bin.right += f64::from(u8::from(claim.right));
    }
    all
}

/// The expected calibration error (Naeini et al. 2015): how far scores are from shares, a
/// claim on average.
pub fn error(bins: &[Bin]) -> f64 {
    let count: f64 = bins.iter().map(|bin| bin.count).sum();
    let missed = bins.iter().map(|bin| (bin.score - bin.right).abs());
    missed.sum::<f64>() / count.max(1.0)
}

/// What a proposal claims about a page.
pub fn claims(page: &GoldPage, proposal: &Proposal) -> Vec<Claim> {
    let judge = Judge::new(page, proposal);
    let all = proposal.evidence.iter();
    all.filter_map(|(subject, evidence)| {
        let (kind, right) = judge.judge(*subject)?;
        let score = evidence.score;
        Some(Claim { kind, score, right })
    })
    .collect()
}

struct Judge<'a> {
    page: &'a GoldPage,
    found: &'a Annotations,
    places: Vec<Home<'a>>,
    ink: Vec<bool>,
}

impl<'a> Judge<'a> {
    fn new(page: &'a GoldPage, proposal: &'a Proposal) -> Self {
        let text = page.source.text();
        let mut places = vec![None; text.chars().count()];
        for segment in page.gold.segments() {
            if let Place::Article { article, role, .. } = &segment.place {
                let range = segment.span.start().0 as usize..segment.span.end().0 as usize;
                places[range].fill(Some((*article, role)));
            }
        }
        Self {
            page,
            found: &proposal.annotations,
            places,
            ink: text.chars().map(|c| !c.is_whitespace()).collect(),
        }
    }

    fn judge(&self, subject: Subject) -> Option<(&'static str, bool)> {
        match subject {
            Subject::Article(id) => {
                let is_text = |role: &Role| matches!(role.as_str(), "body" | "dateline");
                let (_, most, all) = self.home(id, is_text);
                (all > 0.0).then_some(("article", most >= WHOLE * all))
            }
            Subject::Segment(id) => self.segment(self.found.segment(id)?),
            Subject::LineBreak(line) => {
                let right = self.page.gold.line_break(line)? == self.found.line_break(line)?;
                Some(("line end", right))
            }
            Subject::Correction(id) => {
                let found = self.found.correction(id)?;
                let mut all = self.page.gold.corrections();
                let right = all
                    .any(|gold| gold.span == found.span && gold.replacement == found.replacement);
                Some(("correction", right))
            }
            Subject::Entity(_) | Subject::Relation(_) => None,
        }
    }

    fn segment(&self, segment: &Segment) -> Option<(&'static str, bool)> {
        let places: Vec<_> = self.places_of(segment).collect();
        let share = |is: &dyn Fn(Home<'_>) -> bool| {
            places.iter().filter(|place| is(**place)).count() as f64 / places.len() as f64
        };
        let Place::Article { article, role, .. } = &segment.place else {
            return Some(("furniture", share(&|place| place.is_none()) >= MOST));
        };
        let kind = match role.as_str() {
            "kicker" | "headline" | "subheadline" | "heading" => "title",
            "byline" => "byline",
            "caption" => "caption",
            "dateline" => "dateline",
            "body" => "body",
            _ => return None,
        };
        let home = self.home(*article, |_| true).0?;
        let right = share(&|place| place == Some((home, role))) >= MOST;
        Some((kind, right))
    }

    /// The article of gold that most of an article is of, how much of it that is, and
    /// how much there is of it; only what has roles that count.
    fn home(
        &self,
        article: ArticleId,
        counts_role: impl Fn(&Role) -> bool,
    ) -> (Option<ArticleId>, f64, f64) {
        let mut counts: HashMap<ArticleId, f64> = HashMap::new();
        let mut all = 0.0;
        let segments = self.found.segments_of(article);
        for segment in segments.filter(|it| it.role().is_some_and(&counts_role)) {
            for place in self.places_of(segment) {
                all += 1.0;
                if let Some((article, _)) = place {
                    *counts.entry(article).or_default() += 1.0;
                }
            }
        }
        let most = counts.into_iter().max_by(|a, b| a.1.total_cmp(&b.1));
        let (home, most) = most.unzip();
        (home, most.unwrap_or(0.0), all)
    }

    fn places_of(&self, segment: &Segment) -> impl Iterator<Item = Home<'a>> {
        let range = segment.span.start().0 as usize..segment.span.end().0 as usize;
        let places = self.places[range.clone()].iter().zip(&self.ink[range]);
        places.filter(|(_, ink)| **ink).map(|(place, _)| *place)
    }
}
