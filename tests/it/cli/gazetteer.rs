//! `gazetteer`: add, list, remove; what is left out is told with its line.

use super::annotated;

#[test]
fn lists_of_places_are_added_listed_and_removed() {
    let desk = annotated();
    desk.write(
        "places.csv",
        "code,name,level\n1,甲县,county\n2,,\n3,丙县,galaxy\n",
    );
    let gazetteer = |more: &[&str]| {
        let args = [&["gazetteer", "p.broadsheet"], more].concat();
        desk.run(&args)
    };
    let added = gazetteer(&["add", "places.csv"]);
    assert_eq!(added.code, 1, "{}", added.err);
    assert!(
        added.out.contains("with 1 place; rows left out: 2"),
        "{}",
        added.out
    );
    assert!(
        added.err.contains("line 3") && added.err.contains("line 4"),
        "{}",
        added.err
    );
    gazetteer(&["add", "places.csv", "--name", "other", "-q"]);
    let listed = gazetteer(&["list"]).expect_fine().out;
    let lines: Vec<&str> = listed.lines().collect();
    assert!(lines[0].starts_with("built-in: "), "{listed}");
    assert_eq!(lines[1..], ["other: 1 place", "places: 1 place"]);
    gazetteer(&["remove", "other"]).expect_fine();
    let refused = gazetteer(&["remove", "other"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("it has: places"), "{}", refused.err);
    desk.write("bad.csv", "名,字\n1,2\n");
    let refused = gazetteer(&["add", "bad.csv"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("no column"), "{}", refused.err);
}
