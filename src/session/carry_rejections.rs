//! What was turned down and ignored on a page, when its text is replaced.

use std::collections::{BTreeMap, BTreeSet};

use super::{Session, SessionError};
use crate::edit::apply::{Ground, apply_changes};
use crate::edit::draft::Page;
use crate::edit::op::{Change, Op};
use crate::edit::reanchor::Move;
use crate::model::annotations::Annotations;
use crate::model::evidence::OpenBlock;
use crate::model::id::{DocumentId, LayerId};
use crate::model::layer::Scope;
use crate::model::rejection::{PROBLEMS, Rejection};
use crate::review::carried::{self, Renamed};
use crate::review::difference::{Options, Question, Theirs, difference};
use crate::review::problems::{Context, problems};
use crate::text::align::{Alignment, Mapped};
use crate::text::projection::BreakContext;
use crate::text::source::SourceText;

/// A text that takes the place of another.
#[derive(Clone, Copy)]
pub(super) struct Replacing<'a> {
    pub from: DocumentId,
    pub to: DocumentId,
    pub alignment: &'a Alignment,
}

impl Session {
    /// What keeps a layer from being asked again, on the new text, what it has turned
    /// down or ignored on the old one.
    pub(super) fn carry_rejections(
        &self,
        layer: LayerId,
        replacing: Replacing<'_>,
    ) -> Result<Vec<Op>, SessionError> {
        let from = Scope {
            document: replacing.from,
            layer,
        };
        let people = self.own_layers().map(|other| other.id);
        let others = people.filter(|other| *other != layer);
        let sources = self.suggestions_layer().into_iter().chain(others);
        let mut ops = Vec::new();
        for source in sources.chain([PROBLEMS]) {
            let rejections = self.rejections(from, source)?;
            if rejections.is_empty() {
                continue;
            }
            let mine = self.store.annotations(from)?;
            let renamed = if source == PROBLEMS {
                self.rename_problems(from, &mine, replacing)?
            } else {
                self.rename_questions(from, source, &mine, replacing)?
            };
            ops.extend(insertions(rejections, &renamed, replacing.to));
        }
        Ok(ops)
    }

    fn rename_questions(
        &self,
        from: Scope,
        source: LayerId,
        mine: &Annotations,
        replacing: Replacing<'_>,
    ) -> Result<Renamed, SessionError> {
        let alignment = replacing.alignment;
        let there = Scope {
            layer: source,
            ..from
        };
        let (theirs, open, options) = if self.suggestions_layer() == Some(source) {
            let Some((proposal, _)) = self.store.proposal(there)? else {
                return Ok(Renamed::new());
            };
            (proposal.annotations, proposal.open, Options::suggestions())
        } else {
            let theirs = self.store.annotations(there)?;
            (theirs, Vec::new(), Options::colleagues())
        };
        let asked = |text: &SourceText, mine: &Annotations, theirs: Theirs<'_>| -> Vec<Question> {
            difference(text, &self.schema, mine, theirs, &options, &BTreeSet::new())
        };
        let with = |annotations, open| Theirs {
            annotations,
            evidence: None,
            open,
        };
        let before = asked(alignment.old(), mine, with(&theirs, &open));
        let mine = self.moved(mine, alignment);
        let (theirs, open) = (
            self.moved(&theirs, alignment),
            moved_blocks(&open, alignment),
        );
        let now = asked(alignment.new_text(), &mine, with(&theirs, &open));
        let rejected = self.rejected(from, source)?;
        Ok(carried::questions(&before, &now, &rejected, alignment))
    }

    fn rename_problems(
        &self,
        from: Scope,
        mine: &Annotations,
        replacing: Replacing<'_>,
    ) -> Result<Renamed, SessionError> {
        let alignment = replacing.alignment;
        let continued = self.continued_articles(from.layer)?;
        let found = |document, source: &SourceText, annotations: &Annotations| {
            let page = Page {
                scope: Scope { document, ..from },
                source,
                annotations,
                schema: &self.schema,
            };
            let breaks = BreakContext::of(source);
            let context = Context {
                breaks: &breaks,
                continued: &continued,
            };
            problems(page, context)
        };
        let before = found(replacing.from, alignment.old(), mine);
        let mine = self.moved(mine, alignment);
        let now = found(replacing.to, alignment.new_text(), &mine);
        let ignored = self.rejected(from, PROBLEMS)?;
        Ok(carried::problems(&before, &now, &ignored, alignment))
    }

    /// What is said of the old text, said of the new one.
    fn moved(&self, annotations: &Annotations, alignment: &Alignment) -> Annotations {
        let carrying = Move {
            annotations,
            alignment,
            schema: &self.schema,
        };
        let ground = Ground {
            source: alignment.new_text(),
            schema: &self.schema,
        };
        let mut moved = Annotations::default();
        if let Err(error) = apply_changes(&mut moved, ground, &carrying.carry().changes) {
            log::warn!("what was turned down is asked again: {error}");
        }
        moved
    }
}

fn moved_blocks(open: &[OpenBlock], alignment: &Alignment) -> Vec<OpenBlock> {
    let moved = |block: &OpenBlock| match alignment.map(block.span) {
        Mapped::Exact(span) => Some(OpenBlock {
            span,
            ..block.clone()
        }),
        Mapped::Partial { .. } | Mapped::Lost => None,
    };
    open.iter().filter_map(moved).collect()
}

/// The rejections under their new names, each once.
fn insertions(
    rejections: Vec<Rejection>,
    renamed: &Renamed,
    document: DocumentId,
) -> impl Iterator<Item = Op> {
    let mut new: BTreeMap<String, Rejection> = BTreeMap::new();
    for rejection in rejections {
        if let Some(fingerprint) = renamed.get(&rejection.fingerprint) {
            let scope = Scope {
                document,
                ..rejection.scope
            };
            let fingerprint = fingerprint.clone();
            let carried = Rejection {
                scope,
                fingerprint: fingerprint.clone(),
                ..rejection
            };
            new.insert(fingerprint, carried);
        }
    }
    let new = new.into_values();
    new.map(|rejection| Op::Rejection(Change::Insert(rejection)))
}
