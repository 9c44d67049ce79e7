//! What annotating costs: a simulated editor brings raw pages to exactly what gold
//! says of them, and suggestions save actions.

use std::path::Path;

use crate::support::effort::{Effort, GoldPage, Way, size, work};

/// The cheapest of the ways that use suggestions.
fn suggested(page: &GoldPage) -> Effort {
    let ways = Way::SUGGESTED.map(|way| work(page, way));
    for (effort, way) in ways.iter().zip(Way::SUGGESTED) {
        assert!(effort.exact, "{way:?} did not reach gold on {page:?}");
    }
    let cheapest = ways.into_iter().min_by_key(|effort| effort.price.total());
    cheapest.unwrap()
}

fn expect_less_work(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/pages");
    let page = GoldPage::new(&folder, &folder, name);
    let (articles, segments) = size(&page);
    assert!(
        articles > 1 && segments > articles,
        "{name} is a page of several articles"
    );
    let alone = work(&page, Way::Alone);
    assert!(alone.exact, "gold was not reached on {name}");
    let suggested = suggested(&page);
    let (with, without) = (suggested.price.total(), alone.price.total());
    assert!(with < without, "{name}: {with} actions against {without}");
}

#[test]
fn suggestions_save_work_on_a_page_of_briefs() {
    expect_less_work("briefs-double-spaced");
}

#[test]
fn suggestions_save_work_on_a_page_of_two_features() {
    expect_less_work("two-features-captions-apart");
}
