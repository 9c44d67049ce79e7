//! What holds for the difference of any two layers of any page.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{Options, Question, Theirs, difference};
use crate::model::annotations::Annotations;
use crate::review::accept::accept;
use crate::review::same::says_the_same;
use crate::review::samples::{Desk, layer, pairs, texts};

fn ask(desk: &Desk, theirs: &Annotations, options: &Options) -> Vec<Question> {
    difference(
        &desk.source,
        &desk.schema,
        &desk.mine,
        Theirs::from(theirs),
        options,
        &BTreeSet::new(),
    )
}

fn invariants(desk: &Desk) -> Result<(), TestCaseError> {
    let spans: Vec<_> = desk.mine.segments().map(|segment| segment.span).collect();
    prop_assert!(
        spans
            .windows(2)
            .all(|pair| pair[0].end() <= pair[1].start())
    );
    for article in desk.mine.articles() {
        prop_assert!(
            desk.mine.segments_of(article.id).next().is_some(),
            "empty article"
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn accepting_everything_makes_layers_say_the_same(text in texts(), (mine, theirs) in pairs()) {
        let (mine, theirs) = (layer(&text, &mine), layer(&text, &theirs));
        let mut desk = Desk::new(&text, mine);
        let before = desk.mine.clone();
        let options = Options::colleagues();
        let questions = ask(&desk, &theirs, &options);
        let same = says_the_same(&desk.source, &desk.mine, &theirs);
        prop_assert_eq!(questions.is_empty(), same);
        if same {
            return Ok(());
        }
        let transaction = accept(desk.page(), &theirs, &questions).unwrap();
        desk.apply(&transaction).unwrap();
        invariants(&desk)?;
        prop_assert!(says_the_same(&desk.source, &desk.mine, &theirs), "{:#?} {:#?}", &desk.mine, &theirs);
        prop_assert_eq!(ask(&desk, &theirs, &options), []);
        prop_assert_eq!(ask(&desk, &theirs, &Options::suggestions()), []);
        desk.apply(&transaction.inverse()).unwrap();
        prop_assert_eq!(desk.mine, before);
    }

    #[test]
    fn any_subset_in_any_order_is_legal_and_comes_to_an_end(
        text in texts(), (mine, theirs) in pairs(), complete in any::<bool>(),
        picks in prop::collection::vec(any::<prop::sample::Index>(), 12),
    ) {
        let (mine, theirs) = (layer(&text, &mine), layer(&text, &theirs));
        let mut desk = Desk::new(&text, mine);
        let options = if complete { Options::colleagues() } else { Options::suggestions() };
        let mut stale = ask(&desk, &theirs, &options);
        for pick in &picks {
            // Also what was asked before something else was accepted.
            if stale.is_empty() {
                break;
            }
            let question = stale.swap_remove(pick.index(stale.len()));
            let before = desk.mine.clone();
            if let Ok(transaction) = accept(desk.page(), &theirs, &[question]) {
                desk.apply(&transaction).unwrap();
                invariants(&desk)?;
                let after = desk.mine.clone();
                desk.apply(&transaction.clone().inverse()).unwrap();
                prop_assert_eq!(&desk.mine, &before);
                desk.apply(&transaction).unwrap();
                prop_assert_eq!(&desk.mine, &after);
            }
        }
        // One by one, each answer settles its question.
        let mut rounds = 0;
        loop {
            let questions = ask(&desk, &theirs, &options);
            let Some(first) = questions.first() else { break };
            let transaction = accept(desk.page(), &theirs, std::slice::from_ref(first)).unwrap();
            desk.apply(&transaction).unwrap();
            invariants(&desk)?;
            let again = ask(&desk, &theirs, &options);
            prop_assert!(again.iter().all(|one| one.fingerprint != first.fingerprint), "{:?}", first);
            rounds += 1;
            prop_assert!(rounds < 200, "no end: {:?}", first);
        }
        if complete {
            prop_assert!(says_the_same(&desk.source, &desk.mine, &theirs));
        }
    }

    #[test]
    fn equal_layers_differ_in_nothing(text in texts(), (plan, _) in pairs()) {
        let desk = Desk::new(&text, layer(&text, &plan));
        // The same with other ids.
        let theirs = layer(&text, &plan);
        prop_assert_eq!(ask(&desk, &theirs, &Options::colleagues()), []);
        prop_assert_eq!(ask(&desk, &theirs, &Options::suggestions()), []);
    }

    #[test]
    fn fingerprints_do_not_depend_on_ids_and_keep_the_rejected_away(
        text in texts(), (mine, theirs) in pairs(), complete in any::<bool>(),
    ) {
        let desk = Desk::new(&text, layer(&text, &mine));
        let options = if complete { Options::colleagues() } else { Options::suggestions() };
        let one = ask(&desk, &layer(&text, &theirs), &options);
        let theirs = layer(&text, &theirs);
        let other = ask(&desk, &theirs, &options);
        let prints = |list: &[Question]| -> BTreeSet<String> {
            list.iter().map(|one| one.fingerprint.clone()).collect()
        };
        prop_assert_eq!(prints(&one), prints(&other));
        prop_assert_eq!(prints(&one).len(), one.len(), "two questions have one fingerprint");
        let mut rejected: BTreeSet<String> = one.iter().flat_map(|one| one.parts.clone()).collect();
        // Line ends that came with an article are asked by themselves without it.
        for _ in 0..2 {
            let left = difference(&desk.source, &desk.schema, &desk.mine, Theirs::from(&theirs), &options, &rejected);
            prop_assert!(left.iter().all(|one| !prints(&other).contains(&one.fingerprint)));
            rejected.extend(left.iter().flat_map(|one| one.parts.clone()));
        }
        let left = difference(&desk.source, &desk.schema, &desk.mine, Theirs::from(&theirs), &options, &rejected);
        prop_assert_eq!(left, []);
    }
}
