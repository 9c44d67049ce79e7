//! What accepted pages teach, on pages of two papers with habits of their own: each page is
//! proposed after the others of its paper were accepted.

use std::path::Path;

use super::gold::{Page, leave_one_out, pages_in, proposal};
use crate::model::annotations::Annotations;
use crate::suggest::Learned;

fn pages_of(paper: &str) -> Vec<Page> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/pages/one-paper");
    let mut pages = pages_in(&folder, &folder);
    pages.retain(|page| page.name.starts_with(paper));
    pages
}

fn pages() -> Vec<Page> {
    pages_of("渡口周报")
}

fn learned<'a>(pages: impl IntoIterator<Item = &'a Page>) -> Learned {
    let pages = pages.into_iter();
    Learned::train(pages.map(|page| (&page.source, &page.gold)))
}

/// The texts of the parts with a role; those of furniture for the empty role.
fn texts(page: &Page, all: &Annotations, role: &str) -> Vec<String> {
    let of_role = all
        .segments()
        .filter(|it| it.role().map_or("", |role| role.as_str()) == role);
    of_role
        .map(|it| page.source.slice(it.span).to_string())
        .collect()
}

#[test]
fn the_next_page_is_proposed_better_than_the_first() {
    let [without, with] = leave_one_out(&pages());
    println!("grouping, roles, order, paragraphs, furniture: {without:.3?}, taught {with:.3?}");
    let [grouping, roles, order, paragraphs, furniture] =
        std::array::from_fn(|at| with[at] - without[at]);
    assert!(grouping > 0.1, "articles: {grouping}");
    assert!(roles > 0.05, "roles: {roles}");
    assert!(furniture > 0.5, "furniture: {furniture}");
    assert!(order >= 0.0 && paragraphs >= 0.0, "{order} {paragraphs}");
    assert!(with.iter().all(|figure| *figure > 0.95), "{with:?}");
}

#[test]
fn what_the_paper_does_each_time_is_known_on_the_next_page() {
    let pages = pages();
    let (last, others) = pages.split_last().unwrap();
    let found = proposal(last, Some(&learned(others)));
    for role in ["", "kicker", "headline", "heading", "byline"] {
        let wanted = texts(last, &last.gold, role);
        assert!(!wanted.is_empty());
        assert_eq!(texts(last, &found, role), wanted, "{role:?}");
    }
}

#[test]
fn one_accepted_page_teaches_column_heads_and_imprint() {
    let pages = pages();
    let (first, next) = (&pages[0], &pages[1]);
    let imprint = |page: &Page| page.source.line(0).trim().to_owned();
    assert_ne!(imprint(first), imprint(next), "the number changes");
    let fresh = texts(next, &proposal(next, None), "");
    let taught = texts(next, &proposal(next, Some(&learned([first]))), "");
    assert!(!fresh.contains(&imprint(next)) && taught.contains(&imprint(next)));
}

#[test]
fn pages_of_other_papers_teach_this_one_nothing_wrong() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/pages");
    let others: Vec<Page> = pages_in(&sample, &sample).into_iter().take(5).collect();
    let learned = learned(&others);
    for page in pages() {
        let fresh = super::gold::figures(&page, &proposal(&page, None));
        let taught = super::gold::figures(&page, &proposal(&page, Some(&learned)));
        let mean = |figures: [f64; 4]| figures.iter().sum::<f64>() / 4.0;
        assert!(
            mean(taught) > mean(fresh) - 0.02,
            "{}: {fresh:?} {taught:?}",
            page.name
        );
    }
}
