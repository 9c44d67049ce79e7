//! Equal names and many mentions: what is offered, and doing it.

use super::super::mentions_wish::MentionsWish;
use crate::edit::likeness::Likeness;
use crate::edit::verbs::Refusal;
use crate::edit::verbs::articles::article_at;
use crate::edit::verbs::many::name_of;
use crate::jobs::Ticket;
use crate::model::id::EntityId;
use crate::session::mentions::{Chosen, Fate, Tagged};
use crate::session::pages::OpenPage;
use crate::session::propagate::{Extent, LikeFound};
use crate::ui::alike::{Alike, MOST_AT_ONCE};
use crate::ui::app::{App, Project};
use crate::ui::command::Command;
use crate::ui::dialogs::alike::AlikeForm;
use crate::ui::dialogs::mentions::MentionsForm;
use crate::ui::dialogs::open::OpenDialog;
use crate::ui::tasks::Work;
use crate::ui::view_state::Mode;

impl App {
    /// Keeps what is offered in step with the mention at hand.
    pub(super) fn follow_alike(&mut self) {
        let wanted = self.mention_at_hand();
        let Some(Project { session, view }) = &mut self.project else {
            return;
        };
        let offers = matches!(view.mode, Mode::Entities | Mode::Read);
        let scope = view.current.as_ref().map(|current| current.scope);
        let Some((id, scope)) = wanted.zip(scope).filter(|_| offers) else {
            view.alike = None;
            return;
        };
        let made_for = (scope, id, session.revision());
        if view
            .alike
            .as_ref()
            .is_some_and(|it| it.made_for == made_for)
        {
            return;
        }
        let Some(page) = session.page(scope) else {
            return;
        };
        let before = view.alike.take();
        let small = page.source.len() <= MOST_AT_ONCE;
        let entity = page.annotations.entity(id);
        let Some((like, entity)) = page.likeness(id).zip(entity) else {
            return;
        };
        let article = article_at(page.look(session.schema()), entity.span.start()).ok();
        let count = |within| found_on(session, page, &like, within);
        // What is the same name still stands where it stood on the other pages.
        let same = before.filter(|it| it.like == like);
        view.alike = Some(Alike {
            made_for,
            article,
            in_article: article.filter(|_| small).map(|id| count(Some(id))),
            in_document: small.then(|| count(None)),
            counting: same.as_ref().is_some_and(|it| it.counting),
            in_project: same.and_then(|it| it.in_project),
            like,
        });
    }

    /// The mention that a key means now.
    pub(super) fn mention_at_hand(&self) -> Option<EntityId> {
        let Project { view, .. } = self.project.as_ref()?;
        let page = self.open_page()?;
        let selected = view
            .entity
            .filter(|&id| page.annotations.entity(id).is_some());
        let there = || page.annotations.entities_at(view.page.caret());
        selected.or_else(|| there().first().map(|entity| entity.id))
    }

    /// Begins to count the places of the name at hand in all documents.
    pub(super) fn count_alike(&mut self) {
        let work = self.work();
        let wake = self.wake.clone();
        let Some(alike) = self.parts().and_then(|(_, view)| view.alike.as_mut()) else {
            return;
        };
        alike.in_project = None;
        alike.counting = work.is_some();
        let like = alike.like.clone();
        if let Some(work) = work {
            self.tasks.count_alike(work, like, wake);
        }
    }

    /// Takes what was counted, if it is still asked for.
    pub(super) fn counted_alike(&mut self, found: Option<Box<(Likeness, LikeFound)>>) {
        let found = found.map(|it| *it);
        if let Some(alike) = self.parts().and_then(|(_, view)| view.alike.as_mut()) {
            alike.counting = false;
            if let Some((_, found)) = found.as_ref().filter(|(like, _)| *like == alike.like) {
                alike.in_project = Some(found.clone());
            }
        }
        for dialog in &mut self.dialogs {
            if let OpenDialog::Alike(form) = dialog {
                form.alike.counting = false;
                if let Some((_, found)) =
                    found.as_ref().filter(|(like, _)| *like == form.alike.like)
                {
                    form.alike.in_project = Some(found.clone());
                }
            }
        }
    }

    /// A key for tagging equal names: done at once where what will happen is on
    /// screen, otherwise asked.
    pub(super) fn alike(&mut self, command: Command) {
        self.follow_alike();
        let Some(alike) = self.view().and_then(|view| view.alike.clone()) else {
            self.refuse(Refusal::NoEntityHere);
            return;
        };
        let document = alike.made_for.0.document;
        let extent = match command {
            Command::TagAlikeArticle => match alike.article {
                Some(article) => Extent::Article(document, article),
                None => {
                    self.refuse(Refusal::NoArticleHere);
                    return;
                }
            },
            Command::TagAlikeDocument => Extent::Document(document),
            _ => Extent::Project,
        };
        let known = alike.found(extent);
        let asks = extent == Extent::Project && known.is_none_or(|it| it.conflict_count > 0);
        if command == Command::ShowAlike || asks {
            self.open_alike(alike, extent);
        } else {
            self.tag_alike(&alike.like, extent);
        }
    }

    fn open_alike(&mut self, mut alike: Alike, extent: Extent) {
        if alike.in_project.is_none() && !alike.counting {
            self.count_alike();
            alike.counting = true;
        }
        let form = AlikeForm { alike, extent };
        self.dialogs.push(OpenDialog::Alike(Box::new(form)));
    }

    /// Tags all places of a name: of a page at once, of more in a job.
    pub(super) fn tag_alike(&mut self, like: &Likeness, extent: Extent) {
        if self.refuse_while_busy() {
            return;
        }
        let small = self
            .open_page()
            .is_some_and(|page| page.source.len() <= MOST_AT_ONCE);
        if extent == Extent::Project || !small {
            if let Some(work) = self.work() {
                let wake = self.wake.clone();
                self.tasks.tag_alike(work, like.clone(), extent, wake);
            }
            return;
        }
        let outcome = self
            .parts()
            .map(|(session, _)| session.tag_like(like, extent, &Ticket::default()));
        match outcome {
            Some(Ok(found)) => self.tagged_alike(&found),
            Some(Err(error)) => self.fail("error.change", &error),
            None => {}
        }
    }

    /// Says what was done.
    pub(super) fn tagged_alike(&mut self, found: &LikeFound) {
        self.after_change();
        let (places, documents) = (found.places(), found.documents.len());
        let sum = Tagged {
            tagged: places,
            already: found.already,
            conflicts: found.conflict_count,
            cancelled: found.cancelled,
        };
        self.tell_tagged(sum, documents);
        // The rest of the corpus has as many places less.
        let counted = self.view().and_then(|view| view.alike.as_ref());
        if counted.is_some_and(|it| it.in_project.is_some()) {
            self.count_alike();
        }
    }

    /// Says how many places were tagged and how many were spoken for.
    pub(super) fn tell_tagged(&mut self, sum: Tagged, documents: usize) {
        let tr = self.tr();
        if sum.cancelled {
            self.toasts
                .info(tr.with("toast.many-stopped", &[("n", &sum.tagged)]));
            return;
        }
        if sum.tagged == 0 && sum.conflicts == 0 {
            self.toasts.info(tr.get("alike.nothing"));
            return;
        }
        let values = [
            ("n", &sum.tagged as &dyn std::fmt::Display),
            ("documents", &documents),
            ("conflicts", &sum.conflicts),
        ];
        let key = match (sum.conflicts, documents) {
            (0, 0 | 1) => "toast.tagged",
            (0, _) => "toast.tagged-documents",
            _ => "toast.tagged-conflicts",
        };
        self.toasts.success(tr.with(key, &values));
    }

    /// Opens the form for relabelling or removing many mentions.
    pub(super) fn open_mentions(&mut self, command: Command) {
        let at_hand = self.mention_at_hand();
        let Some(Project { session, view }) = &self.project else {
            return;
        };
        let Some(page) = self.open_page() else { return };
        let entity = at_hand.and_then(|id| page.annotations.entity(id));
        let caret = entity.map_or(view.page.caret(), |entity| entity.span.start());
        let name = |entity: &crate::model::entity::Entity| {
            let stretch = page.readings().stretch(entity.span);
            name_of(stretch.text())
        };
        let record = entity.and_then(|entity| session.authority(entity.authority?));
        let document = page.scope.document;
        let form = MentionsForm::new(
            command == Command::RemoveAll,
            MentionsWish {
                text: entity.map(name).unwrap_or_default(),
                regex: false,
                label: entity.map(|entity| entity.label.clone()),
                authority: None,
                extent: Extent::Document(document),
            },
            article_at(page.look(session.schema()), caret)
                .ok()
                .map(|id| Extent::Article(document, id)),
            record.map(|record| (record.id, record.canonical.clone())),
        );
        self.dialogs.push(OpenDialog::Mentions(Box::new(form)));
    }

    /// Counts the mentions that a form means.
    pub(super) fn count_mentions(&mut self, wish: MentionsWish) {
        if let Some(work) = self.work() {
            let wake = self.wake.clone();
            self.tasks.count_mentions(work, wish, wake);
        }
    }

    /// Gives the open form what was counted.
    pub(super) fn counted_mentions(&mut self, found: Option<Box<(MentionsWish, Chosen)>>) {
        let found = found.map(|it| *it);
        for dialog in &mut self.dialogs {
            if let OpenDialog::Mentions(form) = dialog {
                form.take(found.as_ref());
            }
        }
    }

    /// Relabels or removes many mentions.
    pub(super) fn change_mentions(&mut self, wish: MentionsWish, fate: Fate) {
        if self.refuse_while_busy() {
            return;
        }
        if let Some(work) = self.work() {
            let wake = self.wake.clone();
            self.tasks.change_mentions(work, wish, fate, wake);
        }
    }

    /// Says how many mentions were changed.
    pub(super) fn changed_mentions(&mut self, fate: &Fate, done: &Chosen) {
        self.after_change();
        if done.cancelled {
            let text = self
                .tr()
                .with("toast.many-stopped", &[("n", &done.mentions())]);
            self.toasts.info(text);
            return;
        }
        let key = match fate {
            Fate::Relabel(_) => "toast.relabelled",
            Fate::Remove => "toast.removed-mentions",
        };
        let (n, documents) = (done.mentions(), done.documents.len());
        let text = self.tr().with(key, &[("n", &n), ("documents", &documents)]);
        self.toasts.success(text);
    }

    /// The project file, who works and in which layer, for a job.
    pub(super) fn work(&self) -> Option<Work> {
        let (project, author, layer) = self.project_layer()?;
        Some(Work {
            project,
            author,
            layer,
        })
    }
}

/// Where a name stands on a page, or in one article of it.
fn found_on(
    session: &crate::session::Session,
    page: &OpenPage,
    like: &Likeness,
    within: Option<crate::model::id::ArticleId>,
) -> LikeFound {
    let mut found = LikeFound::default();
    let places = page.places_like(session.schema(), like, within);
    match session.document(page.scope.document) {
        Ok(document) => found.add(&document, page, &places),
        Err(error) => log::warn!("the places of a name are not known: {error}"),
    }
    found
}
