//! The probabilities of proposals can be taken at their word, on the pages to develop on.

use std::path::Path;

use broadsheet::model::schema::Schema;
use broadsheet::suggest::{Engine, propose};
use strum::IntoEnumIterator as _;

use crate::support::gold_pages::{GoldPage, pages};
use crate::support::reliability::{Bin, Claim, bins, claims, error};

/// Fewer claims than this tell nothing.
const ENOUGH: f64 = 20.0;

#[test]
fn what_is_called_sure_is_right() {
    let all = development();
    let sure = |claim: &&Claim| claim.score >= 0.9;
    let mut kinds = 0;
    for (kind, bins) in bins(&all) {
        let sure: Vec<&Claim> = all
            .iter()
            .filter(|it| it.kind == kind)
            .filter(sure)
            .collect();
        let right = sure.iter().filter(|it| it.right).count() as f64;
        if sure.len() as f64 >= ENOUGH {
            kinds += 1;
            let share = right / sure.len() as f64;
            assert!(share >= 0.9, "{kind}: {share} of {}: {bins:?}", sure.len());
        }
    }
    assert!(kinds >= 3, "something is called sure: {kinds}");
}

#[test]
fn probabilities_are_near_the_shares_that_are_right() {
    for (kind, bins) in bins(&development()) {
        let count: f64 = bins.iter().map(|bin: &Bin| bin.count).sum();
        let error = error(&bins);
        // Shares of few cases are far from probabilities by chance.
        let chance = 1.0 / count.sqrt();
        assert!(
            count < ENOUGH || error < 0.05 + chance,
            "{kind}: {error}: {bins:?}"
        );
    }
}

/// What is claimed about the pages in Chinese that probabilities were measured on.
fn development() -> Vec<Claim> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("tests/it/fixtures/pages");
    let mut all = pages(&folder, &folder);
    all.extend(pages(&root.join("assets/sample"), &folder.join("sample")));
    all.retain(GoldPage::is_wide);
    let engines: Vec<_> = Engine::iter().collect();
    let schema = Schema::newspaper();
    let of_page = |page: &GoldPage| {
        let claims = claims(page, &propose(&page.source, &schema, &engines, None));
        assert!(!claims.is_empty(), "nothing is proposed for {}", page.name);
        claims
    };
    all.iter().flat_map(of_page).collect()
}
