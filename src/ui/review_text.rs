//! Questions of a review in words.

use super::context::name_in;
use super::i18n::Tr;
use crate::format::title::title_of;
use crate::model::annotations::Annotations;
use crate::model::evidence::Reason;
use crate::model::id::{ArticleId, Label, RelationType, Role};
use crate::model::schema::{Names, Schema};
use crate::review::difference::{ArticleRef, Choice, Kind, Question};
use crate::session::pages::OpenPage;
use crate::session::review::Review;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// Code points of a text that is quoted; no pane is wider.
const QUOTE: usize = 40;

/// A kind of questions in one or two words.
pub fn kind_name(tr: Tr, kind: &str) -> &'static str {
    tr.get(&format!("kind.{kind}"))
}

/// What is needed to say a question.
#[derive(Clone, Copy)]
pub struct Teller<'a> {
    /// Texts.
    pub tr: Tr,
    /// Names of roles and labels.
    pub schema: &'a Schema,
    /// The page.
    pub page: &'a OpenPage,
    /// The comparison that asks.
    pub review: &'a Review,
}

impl Teller<'_> {
    /// The kind of a question in one or two words.
    pub fn kind(&self, question: &Question) -> &'static str {
        kind_name(self.tr, question.kind.name())
    }

    /// What is asked, as one line.
    pub fn sentence(&self, question: &Question) -> String {
        let n = question.spans.len();
        let quote = self.quote(question.place());
        let about = |key: &str, what: &str| self.tr.with(key, &[("what", &what)]);
        let numbered = |key: &str, article: &ArticleRef| {
            let number = self.number(*article);
            self.tr.with(key, &[("number", &number)])
        };
        match &question.kind {
            Kind::NewArticle { article, .. } => self.title(*article),
            Kind::Assign { article, role } => {
                let (number, role) = (self.number(*article), self.role(role));
                let values: [(&str, &dyn std::fmt::Display); 3] =
                    [("n", &n), ("role", &role), ("number", &number)];
                if n == 1 {
                    self.tr.with("question.assign-one", &values)
                } else {
                    self.tr.with("question.assign", &values)
                }
            }
            Kind::Role { from, role, .. } => {
                let from = from.as_ref().map_or("?", |role| self.role(role));
                let role = self.role(role);
                self.tr
                    .with("question.role", &[("from", &from), ("role", &role)])
            }
            Kind::Cut { article } => numbered("question.cut", article),
            Kind::Order { article } => numbered("question.order", article),
            Kind::ArticleOrder => self.tr.get("question.article-order").to_owned(),
            Kind::Furniture => quote,
            Kind::Free { article, whole } => match article {
                Some(article) if *whole => numbered("question.no-article", article),
                Some(article) => numbered("question.free", article),
                None => about("question.free-furniture", &quote),
            },
            Kind::Choose { .. } => quote,
            Kind::LineBreaks { .. } => self.line_breaks(question),
            Kind::Correct { replacement } | Kind::Uncorrect { replacement } => {
                self.correction(question, replacement)
            }
            Kind::Title { title, .. } => match title {
                Some(title) => about("question.title", title),
                None => self.tr.get("question.no-title").to_owned(),
            },
            Kind::Attributes { article, names } => {
                let defs = self.schema.article_attributes.iter();
                let named = defs.filter(|def| names.contains(&def.id));
                let named: Vec<_> = named
                    .map(|def| name_in(self.tr.language(), &def.name))
                    .collect();
                let number = self.number(*article);
                let what = named.join(self.tr.get("records.comma"));
                let values = [
                    ("number", &number as &dyn std::fmt::Display),
                    ("what", &what),
                ];
                self.tr.with("question.article-attributes", &values)
            }
            Kind::Continues { article, .. } => numbered("question.continues", article),
            _ => self.mention(question, &quote),
        }
    }

    fn line_breaks(&self, question: &Question) -> String {
        let Kind::LineBreaks {
            soft,
            para,
            undecided,
            ..
        } = &question.kind
        else {
            return String::new();
        };
        let counted = |key: &str, n: &usize| self.tr.with(key, &[("n", n)]);
        match (soft, para, undecided) {
            (0, 1, 0) => self
                .tr
                .with("question.para", &[("where", &self.lines(question))]),
            (1, 0, 0) => self
                .tr
                .with("question.soft", &[("where", &self.lines(question))]),
            (0, n, 0) => counted("question.paras", n),
            (n, 0, 0) => counted("question.softs", n),
            (0, 0, n) => counted("question.undecided", n),
            (soft, para, _) => self
                .tr
                .with("question.line-ends", &[("soft", soft), ("para", para)]),
        }
    }

    fn correction(&self, question: &Question, replacement: &str) -> String {
        let raw = self.quote(question.place());
        let key = match (&question.kind, replacement) {
            (Kind::Uncorrect { .. }, _) => "question.uncorrect",
            (_, "") => "question.delete",
            _ => "question.correct",
        };
        let right = one_line(replacement);
        self.tr.with(key, &[("raw", &raw), ("right", &right)])
    }

    fn mention(&self, question: &Question, quote: &str) -> String {
        let label = |label: &Label| {
            let def = self.schema.label(label);
            def.map_or(label.as_str(), |def| self.name(&def.name))
                .to_owned()
        };
        let relation = |relation: &RelationType| {
            let def = self.schema.relation(relation);
            def.map_or(relation.as_str(), |def| self.name(&def.name))
                .to_owned()
        };
        let (key, what) = match &question.kind {
            Kind::Tag { label: name } => ("question.tag", label(name)),
            // The same label: what differs is where it ends, or what else is said of it.
            Kind::Retag { from, label, was } if from == label => {
                if self.is_link(question.place(), label) {
                    ("question.record", String::new())
                } else if *was == question.place() {
                    ("question.attributes", String::new())
                } else {
                    ("question.ends", self.quote(*was))
                }
            }
            Kind::Retag { label: name, .. } => ("question.retag", label(name)),
            Kind::Untag { label: name } => ("question.untag", label(name)),
            Kind::Relate { relation: name } => ("question.relate", relation(name)),
            Kind::Unrelate { relation: name } => ("question.unrelate", relation(name)),
            _ => return quote.to_owned(),
        };
        let theirs = self.review.theirs.annotations();
        let ends = question.relation_ends(&self.page.annotations, theirs);
        let text = match ends.map(|ends| ends.map(|end| self.quote(end))) {
            Some(ends) => ends.join(self.tr.get("question.to")),
            None => quote.to_owned(),
        };
        self.tr.with(key, &[("text", &text), ("what", &what)])
    }

    /// Whether a mention that is mine already would only get a record.
    fn is_link(&self, place: Span, label: &Label) -> bool {
        let in_layer = |layer: &Annotations| {
            let mut there = layer.entities_in(place);
            let same = there.find(|it| it.span == place && it.label == *label);
            same.map(|it| it.authority.is_some())
        };
        let theirs = in_layer(self.review.theirs.annotations());
        theirs == Some(true) && in_layer(&self.page.annotations) == Some(false)
    }

    /// Where it is and how much it is, as one line.
    pub fn measure(&self, question: &Question) -> String {
        let mut parts = vec![self.lines(question)];
        match &question.kind {
            Kind::NewArticle {
                segments,
                line_breaks,
                ..
            } => {
                parts.push(self.tr.with("question.segments", &[("n", segments)]));
                if *line_breaks > 0 {
                    parts.push(self.tr.with("question.with-breaks", &[("n", line_breaks)]));
                }
            }
            _ if question.spans.len() > 1 => {
                let n = question.spans.len();
                parts.push(self.tr.with("question.places", &[("n", &n)]));
            }
            _ => {}
        }
        parts.retain(|part| !part.is_empty());
        parts.join(" · ")
    }

    /// The lines that it stands on.
    pub fn lines(&self, question: &Question) -> String {
        let source = &self.page.source;
        let ends = question.spans.iter().map(|span| span.end()).max();
        let (Some(first), Some(end)) = (question.spans.first(), ends) else {
            return String::new();
        };
        let whole = source.lines_of(Span::between(first.start(), end));
        let (first, last) = (whole.start() + 1, whole.end() + 1);
        if first == last {
            self.tr.with("question.line", &[("line", &first)])
        } else {
            let values: [(&str, &dyn std::fmt::Display); 2] = [("first", &first), ("last", &last)];
            self.tr.with("question.lines", &values)
        }
    }

    /// What speaks for it, as one line; empty for layers of people.
    pub fn reasons(&self, question: &Question) -> String {
        let reason = |Reason { cue, detail }: &Reason| {
            let name = self.tr.get(&format!("cue.{}", cue.as_str()));
            if detail.is_empty() {
                return name.to_owned();
            }
            let detail = one_line(detail);
            self.tr
                .with("question.reason", &[("cue", &name), ("detail", &detail)])
        };
        let all: Vec<_> = question.reasons.iter().map(reason).collect();
        all.join(" · ")
    }

    /// An article among those to choose from. It is not called by its number, which
    /// is another one than that of the key that chooses it.
    pub fn choice(&self, choice: &Choice) -> String {
        self.title(choice.article)
    }

    /// The number that an article has, or will have once it is mine; 0 if unknown.
    pub fn number(&self, article: ArticleRef) -> usize {
        let mine = article
            .mine
            .and_then(|id| self.page.annotations.article_number(id));
        let coming = || {
            let id = self.review.coming(article)?;
            self.review.preview.article_number(id)
        };
        mine.or_else(coming).unwrap_or(0)
    }

    /// The number from which an article takes its colour on the page; 0 if unknown.
    pub fn hue(&self, article: ArticleRef) -> usize {
        let mine = article
            .mine
            .and_then(|id| self.page.annotations.article_number(id));
        let coming = || {
            let id = self.review.coming(article)?;
            self.review.newcomers.get(&id).copied()
        };
        mine.or_else(coming).unwrap_or(0)
    }

    /// The title of an article, or how it begins.
    fn title(&self, article: ArticleRef) -> String {
        let theirs = self.review.theirs.annotations();
        let of = |layer: &Annotations, id: ArticleId| {
            let found = layer.article(id)?;
            let title = title_of(&self.page.source, layer, found);
            if !title.is_empty() {
                return Some(title);
            }
            let first = layer.segments_of(id).next()?;
            Some(self.quote(first.span))
        };
        let title = article.mine.and_then(|id| of(&self.page.annotations, id));
        title
            .or_else(|| of(theirs, article.theirs?))
            .unwrap_or_default()
    }

    fn role(&self, role: &Role) -> &str {
        let def = self.schema.role(role);
        match def {
            Some(def) => self.name(&def.name),
            None => "?",
        }
    }

    fn name<'n>(&self, names: &'n Names) -> &'n str {
        name_in(self.tr.language(), names)
    }

    /// The text that a question is about, on one line of at most `most` code points:
    /// how it begins, or for a line end what stands on both sides of it.
    pub fn excerpt(&self, question: &Question, most: usize) -> String {
        let source = &self.page.source;
        let place = question.place();
        if !matches!(question.kind, Kind::LineBreaks { .. }) {
            return quoted(source, place, most);
        }
        let line = source.line_span(source.line_of(place.start()));
        let rest = Span::between(line.end(), source.span().end());
        let below = source.trim(rest).map_or_else(String::new, |below| {
            let first = source.line_span(source.line_of(below.start()));
            quoted(source, first, most / 2)
        });
        let upper = source.trim(line).unwrap_or(line);
        let from = upper.start().max(upper.end().back(most as u32 / 2));
        let above = one_line(source.slice(Span::between(from, upper.end())));
        format!("{above} / {below}")
    }

    /// How a stretch begins, on one line.
    pub fn quote(&self, span: Span) -> String {
        quoted(&self.page.source, span, QUOTE)
    }
}

/// The first `most` code points of a stretch, on one line.
pub fn quoted(source: &SourceText, span: Span, most: usize) -> String {
    let end = span.end().min(span.start() + most as u32);
    one_line(source.slice(Span::between(span.start(), end)))
}

fn one_line(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}
