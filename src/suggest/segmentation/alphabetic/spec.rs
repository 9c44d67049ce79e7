//! What an editor may rely on for pages in alphabetic scripts.

use std::path::Path;

use super::super::gold::{Page, figures, pages_in, proposal as proposed};
use super::super::lines::Lines;
use super::super::spec::{articles, proposal, roles};
use super::label::{self, Label};
use super::measure::Measure;
use super::{is_alphabetic, signs};
use crate::model::evidence::{Cue, Subject};
use crate::text::source::SourceText;

fn labels(text: &str) -> Vec<Label> {
    let source = SourceText::new(text);
    let lines = Lines::of(&source);
    let measure = Measure::of(&lines);
    label::decode(&signs::signs(&lines, &measure, &|_| false))
}

#[test]
fn the_script_decides_which_way_a_page_goes() {
    let western = |text| is_alphabetic(&Lines::of(&SourceText::new(text)));
    for text in [
        "The van will keep its wheels.",
        "Здесь построена школа.",
        "Η γέφυρα άνοιξε χθες.",
        "The paper 青禾日报 was quoted by the council on Monday.",
    ] {
        assert!(western(text), "{text}");
    }
    for text in [
        "",
        "1904",
        "青禾县的水渠通了水",
        "青禾 Qinghe 县的水渠通了水",
    ] {
        assert!(!western(text), "{text}");
    }
}

const OLD: &str = "\
Die neue Brücke.
Grünberg, 20. März. Gestern wurde die neue
Brücke über die Ahle dem Verkehre überge-
ben. Der Amtmann durchschnitt das Band und
sprach von den alten Zeiten und von der
Fähre, die nun im Schuppen liegt.
Aus der Sitzung.
Den Vorsitz führte Herr Oelze. Die Pflaste-
rung der Gerbergasse wird mit vierzehnhun-
dert Mark bewilligt, und die Arbeiten sol-
len noch vor dem Feste beendet sein.
";

#[test]
fn heads_with_full_stops_are_heads() {
    use Label::{Dateline, Text, Title};
    let found = labels(OLD);
    let body = [Text; 4];
    let wanted = [[Title, Dateline].as_slice(), &body, &[Title], &body].concat();
    assert_eq!(found, wanted);
    let found = articles(OLD);
    assert_eq!(found.len(), 2);
    assert_eq!(roles(&found[0]), ["headline", "dateline", "body"]);
    assert_eq!(found[0][1].1, "Grünberg, 20. März.");
    assert_eq!(found[1][0].1, "Aus der Sitzung.");
}

#[test]
fn the_name_of_the_paper_and_its_price_are_furniture() {
    let text = format!(
        "Nr. 67. Dienstag, den 22. März 1904.\nBezirks-Bote.\nErscheint dreimal. Preis \
         monatlich 1 Mark.\n{OLD}Druck und Verlag von Hermann Uhlig in Grünberg.\n"
    );
    let found = labels(&text);
    assert!(found[..3].iter().all(|it| *it == Label::Furniture));
    assert_eq!(found[3], Label::Title);
    assert_eq!(found.last(), Some(&Label::Furniture));
}

#[test]
fn a_text_cut_in_a_word_goes_on_below_another() {
    let text = "\
LA GRÈVE DES CORDIERS
Les ouvriers cordiers de l'usine, réunis
samedi à la salle Bergère, ont voté la
continuation de la grève. Le directeur a
fait savoir qu'il recevrait une délé-
UN DRAME RUE DES TANNEURS
Hier soir, vers neuf heures, les voisins
ont été réveillés par des cris. Un homme
venait de tomber d'une échelle en vou-
lant rentrer par la fenêtre.
gation de trois membres dès que le tra-
vail aurait repris dans les ateliers de
la rue Basse et du quai.
";
    let found = articles(text);
    assert_eq!(found.len(), 2);
    assert_eq!(roles(&found[0]), ["headline", "body", "body"]);
    assert!(found[0][2].1.starts_with("gation"));
}

#[test]
fn letters_close_with_their_writers() {
    let text = "\
THE TOWN PUMP.
SIR,—I have lived opposite the town pump
for one-and-thirty years, and in all that
time I have never known the handle to be
mended by any person but myself.
I am, Sir, yours,
A RATEPAYER.
SIR,—Last week somebody complained of the
bells. Allow me to say that we practise
on Tuesdays by desire of the late Vicar.
TENOR.
";
    let found = articles(text);
    assert_eq!(found.len(), 2);
    assert_eq!(roles(&found[0]), ["headline", "body", "byline"]);
    assert_eq!(roles(&found[1]), ["body", "byline"]);
}

#[test]
fn a_credit_makes_a_caption_without_any_blank_line() {
    let text = "\
Library van takes the long road
By Nora Quill
The yellow van that brought books to the
upper vale for thirty-one years will keep
its wheels, the council of Skelby decided
by a show of hands.
Tam Ostler and his van at the ford above
Skelby last week. (Photo Meike Arndt)
";
    let found = articles(text);
    assert_eq!(roles(&found[0]), ["headline", "byline", "body", "caption"]);
    assert!(found[0][3].1.starts_with("Tam Ostler"));
}

#[test]
fn reasons_are_true() {
    let (source, found) = proposal(&format!("{OLD}\n(Fortsetzung folgt.)\n———\n"));
    for (subject, evidence) in &found.evidence {
        let Subject::Segment(id) = subject else {
            continue;
        };
        let segment = found.annotations.segment(*id).unwrap();
        let text = source.slice(segment.span);
        let role = segment.role().map_or("", |role| role.as_str());
        match evidence.reasons[0].cue {
            Cue::Dateline => assert_eq!(role, "dateline", "{text}"),
            Cue::SentenceEnd => assert!(role == "headline" && text.ends_with('.'), "{text}"),
            Cue::Usual if role == "headline" => assert_eq!(segment.span.start().0, 0),
            Cue::Continuation => assert!(text.contains("Fortsetzung")),
            Cue::Junk => assert!(!text.chars().any(char::is_alphanumeric)),
            _ => assert_eq!(role, "body", "{text}"),
        }
    }
}

/// The development pages in alphabetic scripts.
fn pages() -> Vec<Page> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/pages/western");
    pages_in(&folder, &folder)
}

#[test]
fn pages_in_six_languages_come_out_near_what_their_author_meant() {
    let pages = pages();
    let mut sum = [0.0; 4];
    for page in &pages {
        let own = figures(page, &proposed(page, None));
        println!(
            "{}: grouping, roles, order, paragraphs {own:.3?}",
            page.name
        );
        assert!(own[0] > 0.8 && own[1] > 0.85, "{}: {own:?}", page.name);
        sum.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
    }
    let mean = sum.map(|sum| sum / pages.len() as f64);
    let floors = [0.9, 0.93, 0.98, 0.75];
    assert_eq!(pages.len(), 8);
    assert!(
        mean.iter().zip(floors).all(|(mean, floor)| *mean >= floor),
        "{mean:?}"
    );
}
