//! Engines that propose annotations: pure functions over a text, without
//! network and without model files.
//!
//! An engine looks at one page and answers with a
//! [`Proposal`]: annotations like an editor's own, with
//! a probability and reasons for each part. Nothing here knows projects; what is
//! learned from a project's accepted pages comes in as a value.

mod calibration;
pub mod continuation;
pub mod corrections;
pub mod entities;
pub mod gazetteer;
pub mod lexicon;
pub mod segmentation;

pub use segmentation::Learned;

use corrections::Suggested;
use strum::IntoEnumIterator as _;

use crate::model::annotations::{Annotations, Parts};
use crate::model::correction::Correction;
use crate::model::evidence::{Evidence, Proposal, Subject};
use crate::model::id::CorrectionId;
use crate::model::schema::Schema;
use crate::text::source::SourceText;

/// What can be proposed.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Engine {
    /// Articles with their segments and roles, and furniture.
    Segmentation,
    /// What line ends inside articles mean.
    LineBreaks,
    /// Corrections of the text.
    Corrections,
}

impl Engine {
    /// The name by which people ask for it.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// Two lines that look like much that engines look for.
const FIRST_PAGE: &str =
    "健 康 新 区\n本报讯（记者 王小明 通讯员 李红）3月12日，全区召开座谈会。\n";

/// Loads the dictionary and compiles the expressions that engines use, so that the first page
/// needs no longer than others.
pub fn warm_up() {
    lexicon::dictionary();
    let engines: Vec<Engine> = Engine::iter().collect();
    let page = SourceText::new(FIRST_PAGE);
    drop(propose(&page, &Schema::newspaper(), &engines, None));
}

/// Proposes what the given engines find for one page. Takes a few milliseconds for
/// a newspaper page and grows linearly with it.
///
/// `learned` is what accepted pages of the same project taught, if there are any.
pub fn propose(
    source: &SourceText,
    schema: &Schema,
    engines: &[Engine],
    learned: Option<&Learned>,
) -> Proposal {
    let wants = |engine| engines.contains(&engine);
    // Each engine goes by what the lines are, whether that is wanted or not.
    let whole = segmentation::segment(source, schema, learned);
    let found = wants(Engine::Corrections).then(|| {
        let options = corrections::Options::default();
        corrections::corrections(source, &whole.annotations, options)
    });
    let mut proposal = without(whole, |subject| match subject {
        Subject::LineBreak(_) => !wants(Engine::LineBreaks),
        _ => !wants(Engine::Segmentation),
    });
    if !wants(Engine::Segmentation) {
        proposal.open.clear();
    }
    with_corrections(proposal, found.unwrap_or_default())
}

/// The proposal with corrections added.
fn with_corrections(proposal: Proposal, found: Vec<Suggested>) -> Proposal {
    if found.is_empty() {
        return proposal;
    }
    let mut evidence = proposal.evidence;
    let mut corrections = Vec::with_capacity(found.len());
    for suggested in found {
        let id = CorrectionId::new();
        let Evidence { score, reasons } = suggested.evidence;
        let score = calibration::correction(score);
        evidence.insert(Subject::Correction(id), Evidence { score, reasons });
        corrections.push(Correction {
            id,
            span: suggested.span,
            replacement: suggested.replacement,
        });
    }
    let all = &proposal.annotations;
    let annotations = Annotations::from_parts(Parts {
        articles: all.articles().cloned().collect(),
        segments: all.segments().cloned().collect(),
        line_breaks: all.line_breaks().collect(),
        corrections,
        ..Parts::default()
    });
    Proposal {
        annotations,
        evidence,
        ..proposal
    }
}

/// The proposal without the things that are not wanted.
fn without(proposal: Proposal, unwanted: impl Fn(&Subject) -> bool) -> Proposal {
    let all = &proposal.annotations;
    let articles = all
        .articles()
        .filter(|it| !unwanted(&Subject::Article(it.id)));
    let segments = all
        .segments()
        .filter(|it| !unwanted(&Subject::Segment(it.id)));
    let breaks = all
        .line_breaks()
        .filter(|it| !unwanted(&Subject::LineBreak(it.line)));
    let annotations = Annotations::from_parts(Parts {
        articles: articles.cloned().collect(),
        segments: segments.cloned().collect(),
        line_breaks: breaks.collect(),
        ..Parts::default()
    });
    let mut evidence = proposal.evidence;
    evidence.retain(|subject, _| !unwanted(subject));
    Proposal {
        annotations,
        evidence,
        open: proposal.open,
    }
}
