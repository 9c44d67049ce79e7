//! Drawings are well-formed whatever the names and numbers are.

use proptest::prelude::*;

use super::*;
use crate::format::chart::Series;

/// Walks over the tags and gives the texts between them; panics where the text is not XML.
fn texts(svg: &str) -> Vec<String> {
    let (mut open, mut texts, mut rest) = (Vec::new(), Vec::new(), svg);
    while let Some((text, after)) = rest.split_once('<') {
        assert!(!text.contains('>'), "{text}");
        for part in text.split('&').skip(1) {
            let entity = part.split_once(';').expect("an entity ends").0;
            assert!(["amp", "lt", "gt", "quot", "#39"].contains(&entity));
        }
        texts.push(text.to_owned());
        let (tag, after) = after.split_once('>').expect("a tag ends");
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
        } else if !tag.ends_with(['/', '?']) {
            open.push(tag.split(' ').next().unwrap().to_owned());
        }
        rest = after;
    }
    assert!(open.is_empty() && rest.trim().is_empty());
    texts
}

fn along(form: Form, names: &[&str], values: &[u64]) -> Chart {
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    let series = Series {
        name: "a \"part\"".to_owned(),
        color: [200, 10, 10],
        values: values.to_vec(),
    };
    Chart {
        title: "<Titel> & 'mehr'".to_owned(),
        unit: "n".to_owned(),
        body: Body::Along(Along::even(form, names, vec![series.clone(), series])),
    }
}

#[test]
fn names_and_numbers_are_in_the_drawing() {
    for form in [Form::Bars, Form::Columns, Form::Lines] {
        let drawn = svg(&along(form, &["甲<县>", "乙市"], &[3, 1]));
        let texts = texts(&drawn);
        assert!(texts.iter().any(|it| it == "甲&lt;县&gt;"), "{form:?}");
        assert!(texts.iter().any(|it| it == "乙市"));
        assert!(drawn.contains("#c80a0a"), "the colour of the part");
        assert!(texts.iter().any(|it| it.contains("&lt;Titel&gt; &amp;")));
    }
    let drawn = svg(&along(Form::Bars, &["甲"], &[3]));
    assert!(texts(&drawn).iter().any(|it| it == "6"), "the sum of a bar");
}

#[test]
fn a_heat_map_is_stronger_where_there_is_more() {
    let heat = Heat {
        rows: vec!["甲".to_owned()],
        columns: vec!["乙".to_owned(), "丙&".to_owned()],
        values: vec![4, 0],
        color: [0, 0, 0],
    };
    let drawn = svg(&Chart {
        body: Body::Heat(heat),
        ..Chart::default()
    });
    assert!(texts(&drawn).iter().any(|it| it == "甲 × 丙&amp;: 0"));
    assert!(drawn.contains("#000000") && drawn.contains("#f5f5f5"));
}

proptest! {
    #[test]
    fn hostile_values_leave_it_well_formed(
        names in prop::collection::vec(any::<String>(), 0..6),
        values in prop::collection::vec(any::<u64>(), 0..8),
        form in 0_usize..4,
    ) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let form = [Form::Bars, Form::Columns, Form::Lines].get(form).copied();
        let chart = match form {
            Some(form) => along(form, &names, &values),
            None => Chart {
                body: Body::Heat(Heat {
                    rows: names.iter().map(|it| (*it).to_owned()).collect(),
                    columns: names.iter().map(|it| (*it).to_owned()).collect(),
                    values,
                    color: [1, 2, 3],
                }),
                ..Chart::default()
            },
        };
        let drawn = svg(&chart);
        texts(&drawn);
        prop_assert!(!drawn.contains("NaN") && !drawn.contains("inf"));
    }
}
