//! The JSON form of the evidence of a proposal.
//!
//! `{"evidence": [[kind, id or line, score, [[cue, detail] …]] …],
//! "open": [[start, end, [[article, probability] …]] …], "places": [[id, code] …]}`: lists instead of objects,
//! because a page has hundreds of entries. Cues that this program does not know are
//! passed over, so that another version's proposals can be read.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::model::annotations::Annotations;
use crate::model::evidence::{Evidence, OpenBlock, Proposal, Reason, Subject};
use crate::model::id::{ArticleId, CorrectionId, EntityId, RelationId, SegmentId};
use crate::text::span::Span;

/// Writes what a proposal has beside its annotations.
pub(super) fn to_json(proposal: &Proposal) -> String {
    let evidence: Vec<Value> = proposal.evidence.iter().map(entry_to_json).collect();
    let open: Vec<Value> = proposal.open.iter().map(open_to_json).collect();
    let place = |(id, code): (&EntityId, &String)| json!([id.0.simple().to_string(), code]);
    let places: Vec<Value> = proposal.places.iter().map(place).collect();
    json!({ "evidence": evidence, "open": open, "places": places }).to_string()
}

/// Reads it back and puts the annotations beside it.
pub(super) fn from_json(json: &str, annotations: Annotations) -> Result<Proposal, String> {
    let value: Value = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let list = |key: &str| {
        let list = value.get(key).and_then(Value::as_array);
        list.ok_or_else(|| format!("{key:?} is missing"))
    };
    let evidence: Option<BTreeMap<_, _>> = list("evidence")?.iter().map(read_entry).collect();
    let open: Option<Vec<_>> = list("open")?.iter().map(read_open).collect();
    // Files of before have none.
    let places = value.get("places").and_then(Value::as_array);
    let places: Option<_> = places.into_iter().flatten().map(read_place).collect();
    Ok(Proposal {
        annotations,
        evidence: evidence.ok_or("an entry is not what it should be")?,
        open: open.ok_or("an open block is not what it should be")?,
        places: places.ok_or("a place is not what it should be")?,
    })
}

fn entry_to_json((subject, evidence): (&Subject, &Evidence)) -> Value {
    let hex = |id: Uuid| Value::from(id.simple().to_string());
    let (kind, key) = match *subject {
        Subject::Article(id) => ("article", hex(id.0)),
        Subject::Segment(id) => ("segment", hex(id.0)),
        Subject::LineBreak(line) => ("line_break", Value::from(line)),
        Subject::Correction(id) => ("correction", hex(id.0)),
        Subject::Entity(id) => ("entity", hex(id.0)),
        Subject::Relation(id) => ("relation", hex(id.0)),
    };
    let reasons: Vec<_> = evidence
        .reasons
        .iter()
        .map(|reason| json!([reason.cue.as_str(), reason.detail]))
        .collect();
    json!([kind, key, evidence.score, reasons])
}

fn read_entry(value: &Value) -> Option<(Subject, Evidence)> {
    let key = value.get(1)?;
    let subject = match value.get(0)?.as_str()? {
        "article" => Subject::Article(ArticleId(read_id(key)?)),
        "segment" => Subject::Segment(SegmentId(read_id(key)?)),
        "line_break" => Subject::LineBreak(read_u32(key)?),
        "correction" => Subject::Correction(CorrectionId(read_id(key)?)),
        "entity" => Subject::Entity(EntityId(read_id(key)?)),
        "relation" => Subject::Relation(RelationId(read_id(key)?)),
        _ => return None,
    };
    let reasons = value.get(3)?.as_array()?.iter().filter_map(read_reason);
    let evidence = Evidence {
        score: value.get(2)?.as_f64()?,
        reasons: reasons.collect(),
    };
    Some((subject, evidence))
}

fn read_reason(value: &Value) -> Option<Reason> {
    let cue = value.get(0)?.as_str()?.parse().ok()?;
    Some(Reason::about(cue, value.get(1)?.as_str()?))
}

fn open_to_json(block: &OpenBlock) -> Value {
    let choices: Vec<_> = block
        .choices
        .iter()
        .map(|(article, probability)| json!([article.0.simple().to_string(), probability]))
        .collect();
    json!([block.span.start().0, block.span.end().0, choices])
}

fn read_open(value: &Value) -> Option<OpenBlock> {
    let span = Span::new(read_u32(value.get(0)?)?, read_u32(value.get(1)?)?)?;
    let choices = value.get(2)?.as_array()?.iter().map(|choice| {
        let article = ArticleId(read_id(choice.get(0)?)?);
        Some((article, choice.get(1)?.as_f64()?))
    });
    Some(OpenBlock {
        span,
        choices: choices.collect::<Option<_>>()?,
    })
}

fn read_place(value: &Value) -> Option<(EntityId, String)> {
    let id = EntityId(read_id(value.get(0)?)?);
    Some((id, value.get(1)?.as_str()?.to_owned()))
}

fn read_id(value: &Value) -> Option<Uuid> {
    Uuid::try_parse(value.as_str()?).ok()
}

fn read_u32(value: &Value) -> Option<u32> {
    value.as_u64()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::evidence::Cue;

    fn example() -> Proposal {
        let article = ArticleId::new();
        let evidence = |score| Evidence {
            score,
            reasons: vec![
                Reason::new(Cue::CaptionMark),
                Reason::about(Cue::SamePlace, "汉中"),
            ],
        };
        let subjects = [
            Subject::Article(article),
            Subject::Segment(SegmentId::new()),
            Subject::LineBreak(42),
            Subject::Correction(CorrectionId::new()),
            Subject::Entity(EntityId::new()),
            Subject::Relation(RelationId::new()),
        ];
        Proposal {
            annotations: Annotations::default(),
            evidence: subjects.map(|it| (it, evidence(0.125))).into(),
            open: vec![OpenBlock {
                span: Span::new(3, 9).unwrap(),
                choices: vec![(article, 0.5)],
            }],
            places: [(EntityId::new(), "621200".to_owned())].into(),
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let proposal = example();
        let read = from_json(&to_json(&proposal), Annotations::default()).unwrap();
        assert_eq!(read, proposal);
    }

    #[test]
    fn a_cue_of_another_version_is_passed_over() {
        let json = r#"{"evidence":[["line_break",1,0.5,[["telepathy",""]]]],"open":[]}"#;
        let read = from_json(json, Annotations::default()).unwrap();
        let evidence = &read.evidence[&Subject::LineBreak(1)];
        assert!(evidence.reasons.is_empty());
    }

    #[test]
    fn nonsense_is_refused() {
        for json in [
            "",
            "{}",
            r#"{"evidence":[],"open":[[9,3,[]]]}"#,
            r#"{"evidence":[["line_break",-1,0.5,[]]],"open":[]}"#,
            r#"{"evidence":[["article","xyz",0.5,[]]],"open":[]}"#,
            r#"{"evidence":[],"open":[],"places":[["xyz","621200"]]}"#,
        ] {
            assert!(from_json(json, Annotations::default()).is_err(), "{json}");
        }
    }
}
