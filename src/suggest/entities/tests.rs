//! What is proposed for pages as a whole.

use proptest::prelude::*;

use super::*;

fn surfaces(page: &str) -> Vec<String> {
    let source = SourceText::new(page);
    let annotations = Annotations::default();
    let found = entities(
        &source,
        &annotations,
        &Schema::newspaper(),
        &Known::default(),
    );
    let mentions = found.mentions.iter();
    mentions
        .map(|it| source.slice(it.entity.span).to_owned())
        .collect()
}

#[test]
fn a_name_that_a_line_end_cuts_is_one_mention() {
    let page = "会议指出，要坚持党的领导，全面加强党的建设。在陇南\n\n市政协主席的带领下，委员们昨天上午走访了两当\n\n\
                县的六个村庄，同那里的农民谈了心，听了意见。\n";
    assert_eq!(surfaces(page), ["陇南\n\n市", "两当\n\n县"]);
}

#[test]
fn only_what_the_schema_has_is_proposed() {
    let mut schema = Schema::newspaper();
    schema.labels.retain(|it| it.id != "CITY");
    let source = SourceText::new("陇南市召开会议。");
    let found = entities(&source, &Annotations::default(), &schema, &Known::default());
    assert!(found.mentions.is_empty());
}

proptest! {
    #[test]
    fn mentions_lie_in_the_text_and_those_of_a_label_do_not_overlap(
        page in "([陇南市礼县和平区、两三州 　\r\n《》讯本报主席“”行动]|\\PC){0,80}",
    ) {
        let source = SourceText::new(page.as_str());
        let found = entities(&source, &Annotations::default(), &Schema::newspaper(), &Known::default());
        let mut ends: BTreeMap<Label, u32> = BTreeMap::new();
        for it in &found.mentions {
            let span = it.entity.span;
            prop_assert!(source.contains(span) && !span.is_empty());
            let end = ends.entry(it.entity.label.clone()).or_default();
            prop_assert!(*end <= span.start().0);
            *end = span.end().0;
        }
    }
}
