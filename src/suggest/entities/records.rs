//! What a project's authority records say: their names are looked for, and mentions get
//! the record that they mean.
//!
//! A name that two records have says that something of their kind is mentioned, and not
//! which of them: the mention is proposed without a record, and a person chooses. Where
//! the gazetteer knows which place is meant, its code decides between records of one name.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind};

use super::found::Kind;
use super::officials::public_offices;
use super::passages::Passage;
use super::placed::Placed;
use super::places::{is_free_standing, works};
use super::plain::Plain;
use super::{Mention, Names};
use crate::model::authority::Authority;
use crate::model::entity::{Attributes, Entity};
use crate::model::evidence::{Cue, Evidence, Reason};
use crate::model::id::{AuthorityId, EntityId, Label};
use crate::model::schema::Schema;
use crate::suggest::lexicon;
use crate::text::source::SourceText;
use crate::text::span::Span;

/// Shorter names say nothing by themselves, in code points.
const SHORTEST: usize = 2;
/// Longer names are sentences, in code points.
const LONGEST: usize = 60;

/// The records of a project, made ready for matching.
#[derive(Debug, Default)]
pub struct Records {
    names: Vec<Named>,
    automaton: Option<AhoCorasick>,
    /// Places in `names`, by the name.
    by_name: HashMap<Box<str>, usize>,
    by_code: HashMap<(Label, Box<str>), Vec<AuthorityId>>,
    known: HashMap<AuthorityId, Known>,
}

/// A name and the records that have it.
#[derive(Debug)]
struct Named {
    name: String,
    records: Vec<(Label, AuthorityId)>,
    /// Whether the name is a word that means something else, too.
    ordinary: bool,
}

/// What is to be known of a record.
#[derive(Debug)]
struct Known {
    canonical: String,
    code: Option<String>,
}

impl Records {
    /// Makes records ready for matching.
    pub fn of<'a>(records: impl IntoIterator<Item = &'a Authority>) -> Self {
        let mut all = Self::default();
        for record in records {
            all.add(record);
        }
        let automaton = AhoCorasickBuilder::new()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(all.names.iter().map(|it| &it.name));
        all.automaton = automaton.ok();
        all
    }

    fn add(&mut self, record: &Authority) {
        for name in record.names() {
            let name = Plain::of(name).text().to_owned();
            let meaning = (record.label.clone(), record.id);
            if !(SHORTEST..=LONGEST).contains(&name.chars().count()) {
                continue;
            }
            if let Some(known) = self.by_name.get(&*name) {
                if let Some(named) = self.names.get_mut(*known)
                    && !named.records.contains(&meaning)
                {
                    named.records.push(meaning);
                }
                continue;
            }
            self.by_name.insert(name.as_str().into(), self.names.len());
            self.names.push(Named {
                ordinary: lexicon::is_common(&name),
                name,
                records: vec![meaning],
            });
        }
        if let Some(code) = &record.code {
            let key = (record.label.clone(), code.as_str().into());
            self.by_code.entry(key).or_default().push(record.id);
        }
        let known = Known {
            canonical: record.canonical.clone(),
            code: record.code.clone(),
        };
        self.known.insert(record.id, known);
    }

    /// The records of a label that have a name.
    fn named(&self, label: &Label, name: &str) -> impl Iterator<Item = AuthorityId> {
        let at = self.by_name.get(name);
        let named = at.and_then(|at| self.names.get(*at));
        let records = named.map_or(&[][..], |it| it.records.as_slice());
        let of_label = move |(its, id): &(Label, AuthorityId)| (its == label).then_some(*id);
        records.iter().filter_map(of_label)
    }

    /// The one record that a mention means; `None` if there is none, or it is not clear
    /// which. `code` is that of the place which the gazetteer takes it for.
    fn meant(&self, label: &Label, name: &str, code: Option<&str>) -> Option<AuthorityId> {
        let mut fitting: Vec<AuthorityId> = self.named(label, name).collect();
        if fitting.is_empty() {
            let key = (label.clone(), code?.into());
            fitting.clone_from(self.by_code.get(&key)?);
        } else if let Some(code) = code {
            // A record without a code may be of any place of its name.
            let of = |id: &AuthorityId| self.known.get(id).and_then(|it| it.code.as_deref());
            let exact = fitting.iter().any(|id| of(id) == Some(code));
            fitting.retain(|id| of(id).map_or(!exact, |its| its == code));
        }
        match fitting.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// The names in a text, longest first, without those that cut words.
    fn matches<'r>(&'r self, text: &str) -> Vec<(Range<usize>, &'r Named)> {
        let automaton = self.automaton.iter();
        let found = automaton.flat_map(|it| it.find_overlapping_iter(text));
        let named =
            found.filter_map(|it| Some((it.range(), self.names.get(it.pattern().as_usize())?)));
        let mut all: Vec<_> = named
            .filter(|(range, named)| !named.ordinary && is_free_standing(text, range))
            .collect();
        all.sort_by_key(|(range, _)| (std::cmp::Reverse(range.len()), range.start));
        all
    }
}

/// How likely an editor is to accept a name that only the records speak for. On 20
/// annotated pages, each with the names of the others as records, three cities and
/// initiatives were found so and all were right; of 18 officials none was: names in
/// doctrines, and a reporter of the same name. So officials need an office beside them.
const SCORE: f64 = 0.7;

/// What is around the names in a passage.
struct Around<'t> {
    text: &'t str,
    /// The titles of works, in bytes of the plain text.
    works: Vec<Range<usize>>,
    /// The nouns of offices, in bytes of the passage; looked for when somebody asks.
    offices: OnceCell<Offices>,
}

/// Where the nouns of offices begin and end, each in the order of the text.
#[derive(Debug)]
struct Offices {
    starts: Vec<usize>,
    ends: Vec<usize>,
}

impl Offices {
    fn of(text: &str) -> Self {
        let offices = public_offices(text);
        let mut starts: Vec<usize> = offices.iter().map(|it| it.start).collect();
        let mut ends: Vec<usize> = offices.iter().map(|it| it.end).collect();
        starts.sort_unstable();
        ends.sort_unstable();
        Self { starts, ends }
    }

    /// Where the last one before a stretch ends, and where the first one after it begins.
    fn beside(&self, name: &Range<usize>) -> (Option<usize>, Option<usize>) {
        let before = self.ends.partition_point(|end| *end <= name.start);
        let before = before.checked_sub(1).and_then(|at| self.ends.get(at));
        let after = self.starts.partition_point(|start| *start < name.end);
        (before.copied(), self.starts.get(after).copied())
    }
}

impl<'t> Around<'t> {
    fn of(text: &'t str, plain: &str) -> Self {
        // Titles inside titles add nothing.
        let mut outer = works(plain);
        outer.sort_by_key(|work| (work.start, std::cmp::Reverse(work.end)));
        let mut reach = 0;
        outer.retain(|work| {
            let is_outer = work.start >= reach;
            reach = reach.max(work.end);
            is_outer
        });
        Self {
            text,
            works: outer,
            offices: OnceCell::new(),
        }
    }

    fn is_work(&self, at: usize) -> bool {
        let before = self.works.partition_point(|work| work.start <= at);
        let last = before.checked_sub(1).and_then(|it| self.works.get(it));
        last.is_some_and(|work| work.contains(&at))
    }

    fn is_beside_office(&self, name: &Range<usize>) -> bool {
        let blank = |range: Range<usize>| {
            let between = self.text.get(range);
            between.is_some_and(|text| text.trim().is_empty())
        };
        let offices = self.offices.get_or_init(|| Offices::of(self.text));
        let (before, after) = offices.beside(name);
        before.is_some_and(|end| blank(end..name.start))
            || after.is_some_and(|start| blank(name.end..start))
    }
}

impl Placed {
    /// Adds the names of records that nothing has found yet, and says of all mentions of
    /// the passage which record they mean.
    pub(super) fn add_recorded(
        &mut self,
        source: &SourceText,
        passage: &Passage,
        (records, names): (&Records, &Names),
        schema: &Schema,
    ) {
        let plain = Plain::of(passage.text());
        let around = Around::of(passage.text(), plain.text());
        for (range, named) in records.matches(plain.text()) {
            let there = plain.original(range.clone());
            let Some(span) = passage.raw(there.clone(), source) else {
                continue;
            };
            let mut labels: Vec<&Label> = named.records.iter().map(|(label, _)| label).collect();
            labels.dedup();
            for label in labels {
                let fits = match label.as_str().parse() {
                    // The recogniser has weighed what the gazetteer has.
                    Ok(Kind::City) => !around.is_work(range.start) && !names.has(&named.name),
                    Ok(Kind::Official) => around.is_beside_office(&there),
                    Ok(Kind::Initiative) => !around.is_work(range.start),
                    Err(_) => true,
                };
                if fits && schema.label(label).is_some() {
                    self.add_named(span, label, &named.name);
                }
            }
        }
    }

    /// Adds a mention, unless it is there or has a part in a longer one.
    fn add_named(&mut self, span: Span, label: &Label, name: &str) {
        let within = |it: &Mention| {
            let other = it.entity.span;
            other != span && span.start() <= other.start() && other.end() <= span.end()
        };
        if !self.overlapping(label, span).all(within) {
            return;
        }
        self.put(Mention {
            entity: Entity {
                id: EntityId::new(),
                span,
                parts: Vec::new(),
                label: label.clone(),
                authority: None,
                attributes: Attributes::new(),
            },
            evidence: Evidence {
                score: SCORE,
                reasons: vec![Reason::about(Cue::Record, name)],
            },
            key: None,
        });
    }

    /// Says of the mentions of a passage which record they mean.
    pub(super) fn link(&mut self, passage: &Passage, records: &Records) {
        for mention in self.iter_mut() {
            let entity = &mut mention.entity;
            if entity.authority.is_some() {
                continue;
            }
            let Some(range) = passage.range_of(entity.span) else {
                continue;
            };
            let plain = Plain::of(passage.text().get(range).unwrap_or_default());
            let key = mention.key.as_deref();
            let Some(meant) = records.meant(&entity.label, plain.text(), key) else {
                continue;
            };
            entity.authority = Some(meant);
            let name = records.known.get(&meant).map(|it| it.canonical.as_str());
            let reasons = &mut mention.evidence.reasons;
            reasons.retain(|reason| reason.cue != Cue::Record);
            reasons.insert(0, Reason::about(Cue::Record, name.unwrap_or_default()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::annotations::Annotations;
    use crate::suggest::entities::{self, entities};

    fn record(label: &str, names: &[&str], code: Option<&str>) -> Authority {
        let mut names = names.iter().map(ToString::to_string);
        Authority {
            id: AuthorityId::new(),
            label: Label::from(label),
            canonical: names.next().unwrap(),
            aliases: names.collect(),
            code: code.map(str::to_owned),
            note: String::new(),
            attributes: std::collections::BTreeMap::new(),
        }
    }

    /// Label, text and record (by its place in the list) of what is found in a text.
    fn found(
        text: &str,
        all: &[Authority],
        schema: &Schema,
    ) -> Vec<(String, String, Option<usize>)> {
        let records = Records::of(all);
        let known = entities::Known {
            records: Some(&records),
            ..entities::Known::default()
        };
        let source = SourceText::new(text);
        let found = entities(&source, &Annotations::default(), schema, &known);
        let of = |it: &Mention| {
            let record = it.entity.authority;
            let record = record.and_then(|id| all.iter().position(|one| one.id == id));
            let surface: String = source.slice(it.entity.span).split_whitespace().collect();
            (it.entity.label.as_str().to_owned(), surface, record)
        };
        found.mentions.iter().map(of).collect()
    }

    fn of_label(label: &str, text: &str, all: &[Authority]) -> Vec<(String, Option<usize>)> {
        let found = found(text, all, &Schema::newspaper()).into_iter();
        let of = found.filter(|(its, ..)| its == label);
        of.map(|(_, text, record)| (text, record)).collect()
    }

    fn is(text: &str, record: impl Into<Option<usize>>) -> (String, Option<usize>) {
        (text.to_owned(), record.into())
    }

    #[test]
    fn all_names_of_a_place_lead_to_its_record_wherever_they_stand() {
        let city = record("CITY", &["陇南市", "陇南"], Some("621200"));
        let text = "本报陇南讯 3月1日，陇南市召开会议。\n政协陇南市委员会主席李明到会。陇\n南市长王强讲话。\n";
        let found = of_label("CITY", text, &[city]);
        assert!(found.len() >= 3, "{found:?}");
        assert!(
            found.iter().all(|(_, record)| *record == Some(0)),
            "{found:?}"
        );
        // A record that goes by another name is known by its code.
        let coded = record("CITY", &["武都老区"], Some("621200"));
        let found = of_label("CITY", text, &[coded]);
        assert!(
            found.iter().all(|(_, record)| *record == Some(0)),
            "{found:?}"
        );
    }

    #[test]
    fn people_of_one_name_stay_apart() {
        let text = "市长巴图尔讲话。\n";
        let one = record("OFFICIAL", &["巴图尔"], None);
        let other = record("OFFICIAL", &["巴图尔"], None);
        assert_eq!(
            of_label("OFFICIAL", text, std::slice::from_ref(&one)),
            [is("巴图尔", 0)]
        );
        assert_eq!(
            of_label("OFFICIAL", text, &[one, other]),
            [is("巴图尔", None)]
        );
    }

    #[test]
    fn a_place_of_another_code_is_not_the_record_of_its_name() {
        let lanzhou = record("CITY", &["城关区"], Some("620102"));
        let lhasa = record("CITY", &["城关区"], Some("540102"));
        let text = "西藏拉萨市城关区和堆龙德庆区召开会议。拉萨市城关区开工。\n";
        let named = |all: &[Authority]| {
            let found = of_label("CITY", text, all).into_iter();
            found
                .filter(|(text, _)| text == "城关区")
                .map(|it| it.1)
                .collect::<Vec<_>>()
        };
        assert_eq!(named(std::slice::from_ref(&lanzhou)), [None, None]);
        assert_eq!(named(&[lanzhou, lhasa]), [Some(1), Some(1)]);
    }

    #[test]
    fn names_of_any_label_are_found_where_they_are_words_of_their_own() {
        let ron = crate::model::schema::NEWSPAPER_RON.replace("INITIATIVE", "RIVER");
        let schema = Schema::from_ron(&ron).unwrap();
        let rivers = [
            record("RIVER", &["白水河", "Old Bend"], None),
            record("RIVER", &["高兴"], None),
        ];
        let of = |text: &str| {
            let found = found(text, &rivers, &schema).into_iter();
            let rivers = found.filter(|(label, ..)| label == "RIVER");
            rivers
                .map(|(_, text, record)| (text, record))
                .collect::<Vec<_>>()
        };
        assert_eq!(of("人们在白水\n河边散步。"), [is("白水河", 0)]);
        // Words that mean something else, and parts of words, are no names.
        assert_eq!(of("大家很高兴。"), []);
        assert_eq!(of("They saw Old Bend.\n"), [is("OldBend", 0)]);
        assert_eq!(of("They saw Old Bends.\n"), []);
        // The schema has no such label any more.
        let none = found("人们在白水河边散步。", &rivers, &Schema::newspaper());
        assert!(none.iter().all(|(label, ..)| label != "RIVER"));
    }

    #[test]
    fn names_of_doctrines_reporters_and_works_are_not_tagged() {
        let known = [
            record("OFFICIAL", &["谷雨"], None),
            record("CITY", &["青禾新区"], None),
        ];
        for text in [
            "本报记者谷雨\n",
            "学习谷雨思想。\n",
            "《青禾新区记事》出版。\n",
        ] {
            assert_eq!(found(text, &known, &Schema::newspaper()), [], "{text}");
        }
    }

    #[test]
    fn odd_records_harm_nothing() {
        let odd = [
            record("CITY", &["", " ", "市"], Some("")),
            record("NONE", &["\u{0}\u{0}", "🏙🏙"], None),
            record("CITY", &[&"长".repeat(10_000)], None),
        ];
        assert_eq!(found("市里的🏙🏙。\n", &odd, &Schema::newspaper()), []);
        assert_eq!(found("", &[], &Schema::newspaper()), []);
    }
}
