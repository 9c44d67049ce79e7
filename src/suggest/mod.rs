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
pub mod tagger;

pub use segmentation::Learned;

use std::collections::BTreeMap;

use corrections::Suggested;
use entities::{Entities, Known};
use strum::IntoEnumIterator as _;

use crate::model::annotations::Annotations;
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
    /// Mentions of cities, officials and initiatives, and relations between them.
    Entities,
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

/// What engines go by beside the text of a page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Given<'a> {
    /// What accepted pages of the same project taught, if there are any.
    pub learned: Option<&'a Learned>,
    /// What the editor's layer says of the page: mentions are looked for in its articles
    /// as they read, if it has some, else in those that are proposed.
    pub mine: Option<&'a Annotations>,
    /// The things that can be named.
    pub known: Known<'a>,
}

/// Proposes what the given engines find for one page of which nothing is said yet; as
/// [`propose_given`].
///
/// `learned` is what accepted pages of the same project taught, if there are any.
pub fn propose(
    source: &SourceText,
    schema: &Schema,
    engines: &[Engine],
    learned: Option<&Learned>,
) -> Proposal {
    let given = Given {
        learned,
        ..Given::default()
    };
    propose_given(source, schema, engines, given)
}

/// Proposes what the given engines find for one page. Takes a few milliseconds for
/// a newspaper page and grows linearly with it.
pub fn propose_given(
    source: &SourceText,
    schema: &Schema,
    engines: &[Engine],
    given: Given<'_>,
) -> Proposal {
    let wants = |engine| engines.contains(&engine);
    let mine = given.mine.filter(|mine| mine.article_count() > 0);
    if engines == [Engine::Entities]
        && let Some(mine) = mine
    {
        let found = entities::entities(source, mine, schema, &given.known);
        return with_entities(Proposal::default(), found);
    }
    // Each engine goes by what the lines are, whether that is wanted or not.
    let whole = segmentation::segment(source, schema, given.learned);
    let corrected = wants(Engine::Corrections) || wants(Engine::Entities) && mine.is_none();
    let found = corrected.then(|| {
        let options = corrections::Options::default();
        corrections::corrections(source, &whole.annotations, options)
    });
    let whole = with_corrections(whole, found.unwrap_or_default());
    let entities = wants(Engine::Entities).then(|| {
        let articles = mine.unwrap_or(&whole.annotations);
        entities::entities(source, articles, schema, &given.known)
    });
    let mut proposal = without(whole, |subject| match subject {
        Subject::LineBreak(_) => !wants(Engine::LineBreaks),
        Subject::Correction(_) => !wants(Engine::Corrections),
        _ => !wants(Engine::Segmentation),
    });
    if !wants(Engine::Segmentation) {
        proposal.open.clear();
    }
    match entities {
        Some(found) => with_entities(proposal, found),
        None => proposal,
    }
}

/// The proposal with corrections added.
fn with_corrections(mut proposal: Proposal, found: Vec<Suggested>) -> Proposal {
    if found.is_empty() {
        return proposal;
    }
    let mut parts = proposal.annotations.to_parts();
    for suggested in found {
        let id = CorrectionId::new();
        let Evidence { score, reasons } = suggested.evidence;
        let score = calibration::correction(score);
        let evidence = Evidence { score, reasons };
        proposal.evidence.insert(Subject::Correction(id), evidence);
        parts.corrections.push(Correction {
            id,
            span: suggested.span,
            replacement: suggested.replacement,
        });
    }
    proposal.annotations = Annotations::from_parts(parts);
    proposal
}

/// The proposal with mentions and relations added.
fn with_entities(mut proposal: Proposal, found: Entities) -> Proposal {
    let mut parts = proposal.annotations.to_parts();
    let mut evidence = std::mem::take(&mut proposal.evidence);
    let mut places = BTreeMap::new();
    for mention in found.mentions {
        if let Some(code) = mention.key.filter(|_| mention.entity.authority.is_none()) {
            places.insert(mention.entity.id, code);
        }
        evidence.insert(Subject::Entity(mention.entity.id), mention.evidence);
        parts.entities.push(mention.entity);
    }
    for (relation, why) in found.relations {
        evidence.insert(Subject::Relation(relation.id), why);
        parts.relations.push(relation);
    }
    Proposal {
        annotations: Annotations::from_parts(parts),
        evidence,
        open: proposal.open,
        places,
    }
}

/// The proposal without the things that are not wanted.
fn without(proposal: Proposal, unwanted: impl Fn(&Subject) -> bool) -> Proposal {
    let mut parts = proposal.annotations.to_parts();
    parts
        .articles
        .retain(|it| !unwanted(&Subject::Article(it.id)));
    parts
        .segments
        .retain(|it| !unwanted(&Subject::Segment(it.id)));
    parts
        .line_breaks
        .retain(|it| !unwanted(&Subject::LineBreak(it.line)));
    parts
        .corrections
        .retain(|it| !unwanted(&Subject::Correction(it.id)));
    let mut evidence = proposal.evidence;
    evidence.retain(|subject, _| !unwanted(subject));
    Proposal {
        annotations: Annotations::from_parts(parts),
        evidence,
        open: proposal.open,
        places: proposal.places,
    }
}
