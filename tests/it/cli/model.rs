//! `model`: what was learned as a file, and the page to annotate next.

use super::annotated;

#[test]
fn what_was_learned_is_exported_imported_told_and_forgotten() {
    let desk = annotated();
    let model = |more: &[&str]| {
        let args = [&["model", "p.broadsheet"], more].concat();
        desk.run(&args)
    };
    model(&["export", "m.tagger"]).expect_sentence(2, &["nothing was learned"]);
    desk.write("junk.tagger", [0_u8; 64]);
    model(&["import", "junk.tagger"]).expect_sentence(2, &["not a tagger", "junk.tagger"]);
    model(&["import", "none.tagger"]).expect_sentence(2, &["none.tagger"]);
    model(&["forget"]).expect_sentence(2, &["no tagger"]);
    let info = model(&["info"]).expect_fine().out;
    assert!(
        info.contains("in use: nothing") && info.contains("imported: none"),
        "{info}"
    );
    let next = model(&["next"]).expect_fine();
    assert!(
        ["a.txt\n", "b.txt\n"].contains(&next.out.as_str()),
        "{}",
        next.out
    );
    assert!(next.err.contains("2 of 2 pages"), "{}", next.err);
    desk.expect_sound();
}
