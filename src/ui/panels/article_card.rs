//! What is said of the article at hand as a whole, over the list of articles.

use egui::Ui;

use super::articles;
use super::articles_data::{ArticleRow, ArticlesData};
use crate::model::article::Article;
use crate::model::id::ArticleId;
use crate::session::Session;
use crate::session::pages::OpenPage;
use crate::ui::attributes::{Owner, attributes_ui};
use crate::ui::context::Ctx;
use crate::ui::theme::Theme;
use crate::ui::view_state::ViewState;
use crate::ui::widgets::Elided;

/// Draws the card, if the caret stands in an article and the schema asks for something.
pub fn article_card_ui(
    ui: &mut Ui,
    ctx: Ctx<'_>,
    session: &Session,
    view: &mut ViewState,
    page: &OpenPage,
) {
    let defs = &session.schema().article_attributes;
    let Some(article) = article_at_hand(view, page).filter(|_| !defs.is_empty()) else {
        return;
    };
    let data = articles::data_of(session, page, view.page.caret(), &mut view.articles);
    let line = heading(ctx, data, article.id);
    let theme = Theme::of(ui);
    theme.card().show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Elided::new(&line).size(theme.size.text).bold());
        ui.add_space(2.0);
        let (owner, values) = (Owner::Article(article.id), &article.attributes);
        let (pending, focus) = (&mut view.attribute, &mut view.focus_attribute);
        attributes_ui(ui, ctx, owner, defs, values, pending, focus);
    });
    ui.add_space(8.0);
}

/// Number and title of an article, as the list below has them.
fn heading(ctx: Ctx<'_>, data: &ArticlesData, article: ArticleId) -> String {
    let head = data.rows.iter().find_map(|row| match row {
        ArticleRow::Head {
            id, number, title, ..
        } if *id == article => Some((number, title)),
        _ => None,
    });
    let Some((number, title)) = head else {
        return String::new();
    };
    let title: String = title.chars().take(200).collect();
    let shown = [
        ("number", number as &dyn std::fmt::Display),
        ("title", &title),
    ];
    ctx.tr.with("articles.head", &shown)
}

/// The article that the caret stands in.
pub fn article_at_hand<'p>(view: &ViewState, page: &'p OpenPage) -> Option<&'p Article> {
    let segment = page.annotations.segment_at(view.page.caret())?;
    page.annotations.article(segment.article()?)
}
