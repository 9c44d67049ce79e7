//! The editor's hand: puts the caret, presses keys, and pays for both.

use broadsheet::edit::apply::{Ground, apply_changes};
use broadsheet::edit::draft::Page;
use broadsheet::edit::op::{Op, PageChange};
use broadsheet::edit::transaction::Transaction;
use broadsheet::edit::verbs::{Outcome, articles, line_breaks, segments};
use broadsheet::jobs::Ticket;
use broadsheet::model::annotations::Annotations;
use broadsheet::model::id::{ArticleId, Role, SegmentId};
use broadsheet::model::layer::Scope;
use broadsheet::model::schema::Schema;
use broadsheet::session::Session;
use broadsheet::session::documents::DocumentFilter;
use broadsheet::session::import::ImportRequest;
use broadsheet::session::import_pages::PagesRequest;
use broadsheet::session::reading::effective_break;
use broadsheet::text::offset::CharOffset;
use broadsheet::text::projection::BreakContext;
use broadsheet::text::source::SourceText;
use broadsheet::text::span::Span;

use super::gold::Gold;
use super::{GoldPage, Price};

/// The layer that gold is imported into.
const GOLD: &str = "gold";

/// Where a key acts.
#[derive(Debug, Clone, Copy)]
pub enum Place {
    /// With the caret exactly here.
    At(CharOffset),
    /// On this text, as a caret or as a selection.
    Over(Span),
    /// On this selection as it is.
    Selected(Span),
    /// On a row of the inspector, which is dragged.
    Inspector,
}

/// What a key does.
#[derive(Debug, Clone)]
pub enum Key {
    /// `B`: an article starts at the line.
    Start,
    /// `Shift+B`: an article starts at the caret.
    StartHere,
    /// A digit: the text belongs to that article.
    Assign(ArticleId),
    /// `J`: the segment joins the article above.
    JoinAbove,
    /// `Shift+J`: the article joins the one before it.
    MergeAbove,
    /// `X`: furniture.
    Furniture,
    /// `U`: belongs to nothing.
    Unassign,
    /// `H`, `K` …: the role.
    Role(Role),
    /// `/`: cut the segment at the caret.
    Split,
    /// `Alt+Up` or `Alt+Down`: the segment is read earlier or later.
    Nudge(isize),
    /// `Alt+Shift+Up` or `Alt+Shift+Down`: the article comes earlier or later.
    NudgeArticle(isize),
    /// `P`: soft or paragraph end.
    Break,
    /// No key: a segment is dragged to that place of its article.
    Drag(SegmentId, ArticleId, usize),
    /// No key: an article is dragged to that place of the page.
    DragArticle(ArticleId, usize),
}

/// A page, the hand over it, and what it has cost so far.
pub struct Editor {
    pub session: Session,
    pub scope: Scope,
    pub source: SourceText,
    pub gold: Gold,
    pub price: Price,
    inferred: BreakContext,
    selection: Span,
}

/// A page as it would be after some steps.
pub struct Trial {
    pub annotations: Annotations,
    pub price: Price,
}

impl Editor {
    /// Imports a raw page into a project of its own, gold beside it into a layer that
    /// only [`Gold`] is read from.
    pub fn open(page: &GoldPage) -> Self {
        let mut session = Session::in_memory(&Schema::newspaper()).expect("a project");
        let ticket = Ticket::default();
        let raw = ImportRequest {
            paths: vec![page.raw.clone()],
            ..ImportRequest::default()
        };
        session.import(&raw, &ticket).expect("the raw page");
        let gold = PagesRequest {
            paths: vec![page.gold.clone()],
            layer: GOLD.to_owned(),
        };
        let report = session.import_pages(&gold, &ticket).expect("gold");
        assert_eq!(report.pages, 1, "{page:?}: {:?}", report.problems);
        let documents = session.documents(&DocumentFilter::default());
        let [document] = &documents.expect("documents")[..] else {
            panic!("{page:?} is not one document");
        };
        let scope = session.scope_of(document.id);
        let gold = Scope {
            layer: session.layer_named(GOLD).expect("gold's layer").id,
            ..scope
        };
        let gold = session.load(gold).expect("gold's page").annotations.clone();
        let page = session.load(scope).expect("the page");
        let source = page.source.clone();
        let inferred = page.inferred_breaks().clone();
        Self {
            gold: Gold::new(&source, &inferred, &gold),
            session,
            scope,
            source,
            inferred,
            price: Price::default(),
            selection: Span::caret(CharOffset(0)),
        }
    }

    /// The page as it is.
    pub fn annotations(&self) -> &Annotations {
        self.page().annotations
    }

    /// The page as verbs look at it.
    pub fn page(&self) -> Page<'_> {
        let open = self.session.page(self.scope).expect("the page is open");
        open.look(self.session.schema())
    }

    /// What undecided line ends seem to be.
    pub fn inferred(&self) -> &BreakContext {
        &self.inferred
    }

    /// Whether the page says what gold says.
    pub fn is_done(&self) -> bool {
        self.gold
            .is_said(&self.source, &self.inferred, self.annotations())
    }

    /// Presses keys that do nothing to the page by themselves.
    pub fn press(&mut self, keys: usize) {
        self.price.keys += u32::try_from(keys).expect("few keys");
    }

    /// Puts the caret somewhere or selects.
    pub fn reach(&mut self, place: Place) {
        let (selection, clicks) = reach(self.page(), self.selection, place);
        self.selection = selection;
        self.price.clicks += clicks;
    }

    /// Goes somewhere and presses a key; `false` if the verb refuses.
    pub fn act(&mut self, place: Place, key: &Key) -> bool {
        self.reach(place);
        self.press(keys_of(self.page(), key));
        let outcome = ask(self.page(), &self.inferred, self.selection, key);
        outcome.is_ok_and(|transaction| {
            self.carry_out(transaction);
            true
        })
    }

    /// Has the session make a change.
    pub fn carry_out(&mut self, transaction: Transaction) {
        self.session.edit(transaction).expect("a legal change");
    }

    /// How the page would be after these steps, and what they would cost; `None` if a
    /// verb would refuse.
    pub fn attempt(&self, steps: &[(Place, Key)]) -> Option<Trial> {
        let mut annotations = self.annotations().clone();
        let mut selection = self.selection;
        let mut price = Price::default();
        for (place, key) in steps {
            let page = Page {
                annotations: &annotations,
                ..self.page()
            };
            let (reached, clicks) = reach(page, selection, *place);
            selection = reached;
            price.clicks += clicks;
            price.keys += keys_of(page, key) as u32;
            let transaction = ask(page, &self.inferred, selection, key).ok()?;
            annotations = self.after(&annotations, &transaction);
        }
        Some(Trial { annotations, price })
    }

    /// `annotations` as a transaction leaves them.
    pub fn after(&self, annotations: &Annotations, transaction: &Transaction) -> Annotations {
        let changes: Vec<PageChange> = transaction
            .ops
            .iter()
            .filter_map(|op| match op {
                Op::Page { change, .. } => Some(change.clone()),
                _ => None,
            })
            .collect();
        let ground = Ground {
            source: &self.source,
            schema: self.session.schema(),
        };
        let mut after = annotations.clone();
        apply_changes(&mut after, ground, &changes).expect("a legal change");
        after
    }
}

/// The selection that a place asks for, and the clicks it takes from `now`.
fn reach(page: Page<'_>, now: Span, place: Place) -> (Span, u32) {
    match place {
        Place::Inspector => (now, 2),
        Place::Selected(span) => (span, 2),
        Place::At(caret) => {
            let caret = Span::caret(caret);
            (caret, u32::from(now != caret))
        }
        Place::Over(span) => {
            let means = |selection| segments::target(page, selection) == Ok(span);
            let caret = Span::caret(span.start());
            if means(now) {
                (now, 0)
            } else if means(caret) {
                (caret, 1)
            } else {
                (span, 2)
            }
        }
    }
}

/// How many keys it is.
fn keys_of(page: Page<'_>, key: &Key) -> usize {
    match key {
        Key::Assign(article) => match page.annotations.article_number(*article) {
            Some(number) if number > 9 => 4,
            _ => 1,
        },
        Key::Drag(..) | Key::DragArticle(..) => 0,
        _ => 1,
    }
}

/// What the verb behind a key answers.
fn ask(page: Page<'_>, inferred: &BreakContext, selection: Span, key: &Key) -> Outcome {
    let caret = selection.start();
    match key {
        Key::Start => articles::start(page, caret, articles::Start::Line),
        Key::StartHere => articles::start(page, caret, articles::Start::Caret),
        Key::Assign(article) => segments::assign(page, selection, *article),
        Key::JoinAbove => segments::join_above(page, caret),
        Key::MergeAbove => articles::merge_above(page, caret),
        Key::Furniture => segments::toggle_furniture(page, selection),
        Key::Unassign => segments::unassign(page, selection),
        Key::Role(role) => segments::set_role(page, selection, role),
        Key::Split => segments::split(page, caret),
        Key::Nudge(step) => segments::nudge(page, caret, *step),
        Key::NudgeArticle(step) => {
            let article = articles::article_at(page, caret)?;
            articles::nudge(page, article, *step)
        }
        Key::Break => {
            let effective = |line| effective_break(page, inferred, line);
            line_breaks::toggle(page, selection, &effective)
        }
        Key::Drag(segment, article, at) => segments::move_to(page, *segment, *article, *at),
        Key::DragArticle(article, at) => articles::move_to(page, *article, *at),
    }
}
