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
fn a_paper_of_other_habits_is_learned_too() {
    let [without, with] = leave_one_out(&pages_of("石岭矿工"));
    println!("grouping, roles, order, paragraphs, furniture: {without:.3?}, taught {with:.3?}");
    let gains: [f64; 5] = std::array::from_fn(|at| with[at] - without[at]);
    let [grouping, roles, order, paragraphs, furniture] = gains;
    assert!(
        grouping > 0.2 && roles > 0.1 && furniture > 0.5,
        "{gains:?}"
    );
    assert!(order >= 0.0 && paragraphs >= 0.0, "{gains:?}");
}

#[test]
fn pages_of_many_papers_do_one_another_no_harm() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/pages");
    let pages = pages_in(&folder, &folder);
    let (even, odd): (Vec<_>, Vec<_>) = pages.iter().enumerate().partition(|(at, _)| at % 2 == 0);
    let mean = |pages: &[(usize, &Page)], learned: Option<&Learned>| {
        let each = pages.iter().map(|(_, page)| {
            let [grouping, roles, order, _] = super::gold::figures(page, &proposal(page, learned));
            grouping + roles + order
        });
        each.sum::<f64>() / (3 * pages.len()) as f64
    };
    for (taught, asked) in [(&even, &odd), (&odd, &even)] {
        let learned = learned(taught.iter().map(|(_, page)| *page));
        let (fresh, taught) = (mean(asked, None), mean(asked, Some(&learned)));
        assert!(taught > fresh - 0.005, "{fresh} {taught}");
    }
}

#[test]
fn what_the_paper_does_each_time_is_known_on_the_next_page() {
    // The ninth page has a column head that was never seen before; the fifth has none.
    let pages = &pages()[..5];
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

#[test]
fn only_the_last_pages_are_learned_from() {
    let pages = pages_of("石岭矿工");
    let last = || {
        pages
            .iter()
            .skip(1)
            .take(1)
            .cycle()
            .take(Learned::MOST_PAGES)
    };
    let others = pages.first().into_iter().chain(last());
    assert_eq!(learned(others), learned(last()));
}
