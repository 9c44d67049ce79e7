//! `broadsheet schema`: printed, changed with what uses it, refused with the counts.

use super::annotated;

const COMMAND: [&str; 2] = ["schema", "p.broadsheet"];

#[test]
fn what_is_printed_can_be_set_again() {
    let desk = annotated();
    let ron = desk.run(&COMMAND).expect_fine().out;
    desk.write("s.ron", &ron);
    let set = [&COMMAND[..], &["--set", "s.ron"]].concat();
    let run = desk.run(&set).expect_fine();
    assert_eq!(run.out, "the schema changed, 0 rows\n");
    assert_eq!(desk.run(&COMMAND).out, ron);
}

#[test]
fn names_are_changed_with_all_that_use_them() {
    let desk = annotated();
    let ron = desk.run(&COMMAND).expect_fine().out;
    desk.write("s.ron", ron.replace("\"CITY\"", "\"PLACE\""));
    let set = [&COMMAND[..], &["--set", "s.ron"]].concat();
    let run = desk.run(&set);
    assert_eq!(run.code, 2, "{}{}", run.out, run.err);
    let in_use = "label:CITY is in use: 2 in 2 documents, 1 record, such as \"青禾市\" in a.txt";
    assert!(run.err.contains(in_use), "{}", run.err);
    assert_eq!(desk.run(&COMMAND).out, ron, "nothing has changed");

    let rename = [&set[..], &["--rename", "label:CITY=PLACE"]].concat();
    let dry = desk
        .run(&[&rename[..], &["--dry-run"]].concat())
        .expect_fine();
    assert!(
        dry.out
            .starts_with("label:CITY to PLACE: 2 in 2 documents, 1 record\n")
    );
    assert_eq!(desk.run(&COMMAND).out, ron, "nothing has changed");
    let warned = "recognisers know label:CITY by this name";
    assert!(dry.err.contains(warned), "{}", dry.err);
    let done = desk.run(&rename).expect_fine();
    assert!(
        done.out.ends_with("the schema changed, 3 rows\n"),
        "{}",
        done.out
    );
    assert_eq!(desk.stats()["layers"][0]["by_label"]["PLACE"], 2);
    desk.expect_sound();
}

#[test]
fn mistakes_are_one_sentence() {
    let desk = annotated();
    desk.write("bad.ron", "(name: \"x\",\n roles: [}");
    let set = |file: &'static str, more: &[&'static str]| {
        desk.run(&[&COMMAND[..], &["--set", file], more].concat())
    };
    set("bad.ron", &[]).expect_sentence(2, &["line 2", "bad.ron"]);
    set("none.ron", &[]).expect_sentence(2, &["no such file", "none.ron"]);
    let ron = desk.run(&COMMAND).expect_fine().out;
    desk.write("s.ron", ron);
    let rename = |what| set("s.ron", &["--rename", what, "--quiet"]);
    rename("CITY=PLACE").expect_sentence(2, &["label:NAME"]);
    rename("label:TOWN=CITY").expect_sentence(2, &["label:TOWN"]);
    rename("label:CITY=TOWN").expect_sentence(2, &["TOWN"]);
    rename("role:headline=kicker").expect_sentence(2, &["role:headline keeps its name"]);
    desk.run(&[&COMMAND[..], &["--rename", "a=b"]].concat())
        .expect_sentence(2, &["--set"]);
}
