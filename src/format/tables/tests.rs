//! Tables as a spreadsheet gets them.

use super::*;
use crate::format::samples::{Sample, TEXT, span};
use crate::model::entity::AttributeValue;

fn table(sample: &Sample, rows: Rows, bom: bool) -> String {
    let mut table = Table::new(Vec::new(), rows, bom).unwrap();
    sample
        .export(|page| table.write(page, &Chains::default()))
        .unwrap();
    String::from_utf8(table.finish().unwrap()).unwrap()
}

#[test]
fn mentions_are_rows_of_exactly_this_form() {
    assert_eq!(
        table(&Sample::full(), Rows::Entities, false),
        concat!(
            "document,newspaper,date,page,layer,article,article_title,label,surface,raw_surface,",
            "start,end,parts,line,canonical,code,attributes,id\n",
            "page.txt,民主协商报,2024-02-01,,main,1,𠮷田县召开会议,CITY,𠮷田县,𠮷田县,0,3,,1,𠮷田县,,,",
            "00000000-0000-0000-0000-0000000000e1\n",
            "page.txt,民主协商报,2024-02-01,,main,1,𠮷田县召开会议,OFFICIAL,王毅,王毅,12,14,,2,王毅,,",
            "\"{\"\"title\"\":\"\"部长\"\"}\",00000000-0000-0000-0000-0000000000e2\n",
            "page.txt,民主协商报,2024-02-01,,main,1,𠮷田县召开会议,CITY,上海市,\"上\n海市\",15,19,,2,上海市,310000,,",
            "00000000-0000-0000-0000-0000000000e3\n",
        )
    );
}

#[test]
fn articles_are_rows_of_exactly_this_form() {
    assert_eq!(
        table(&Sample::full(), Rows::Articles, true),
        concat!(
            "\u{feff}document,newspaper,date,page,layer,article,title,characters,segments,entities,text,parts,attributes\n",
            "page.txt,民主协商报,2024-02-01,,main,1,𠮷田县召开会议,26,2,3,",
            "\"𠮷田县召开会议\n本报讯 王毅到上海市调研二〇二四年。\",,\n",
        )
    );
}

#[test]
fn the_surface_reads_corrected_beside_the_raw_one_and_furniture_has_no_article() {
    let mut sample = Sample::full();
    sample.entity(0x10, span(21, 28), "INITIATIVE", "年");
    sample.entity(0x11, span(31, 33), "INITIATIVE", "报");
    let text = table(&sample, Rows::Entities, false);
    assert!(
        text.contains("INITIATIVE,二〇二四年,二 O 二四年,21,28,,3,年"),
        "{text}"
    );
    assert!(
        text.contains(",main,,,INITIATIVE,报头,报头,31,33,,5,报"),
        "{text}"
    );
}

#[test]
fn a_mention_in_parts_is_one_row() {
    let mut sample = Sample::full();
    sample.in_parts(0x10, &[span(15, 16), span(17, 19), span(21, 28)]);
    let text = table(&sample, Rows::Entities, false);
    assert!(
        text.contains(",INITIATIVE,上…海市…二〇二四年,上…海市…二 O 二四年,15,28,\"[[15,16],[17,19],[21,28]]\",2,"),
        "{text}"
    );
}

#[test]
fn hostile_values_come_back_through_a_csv_reader() {
    let mut sample = Sample::bare(TEXT);
    let nasty = "=1+1,\"x\"\r\n\0\u{1}𠮷";
    sample.document.name = nasty.into();
    sample.document.meta.newspaper = Some(nasty.into());
    sample.entity(1, span(0, 36), "CITY", nasty);
    let text = table(&sample, Rows::Entities, false);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let row = reader.records().next().unwrap().unwrap();
    assert_eq!((&row[0], &row[1], &row[14]), (nasty, nasty, nasty));
    assert_eq!(&row[9], TEXT);
}

#[test]
fn a_number_that_json_cannot_write_becomes_null() {
    let attributes = Attributes::from([("n".into(), AttributeValue::Number(f64::NAN))]);
    assert_eq!(attributes_json(&attributes), r#"{"n":null}"#);
}

#[test]
fn a_full_disk_is_an_error() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::Error::from(std::io::ErrorKind::StorageFull))
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    assert!(Table::new(Full, Rows::Articles, true).is_err());
    let table = Table::new(Full, Rows::Articles, false).unwrap();
    assert!(matches!(table.finish(), Err(FormatError::Io(_))));
}
