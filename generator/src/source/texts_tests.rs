#![allow(
    unreachable_pub,
    reason = "the records that `record!` declares are public"
)]

use std::collections::BTreeSet;

use super::*;
use crate::source::decode::Decode;
use crate::source::format::annex::Annex;
use crate::source::format::change::Change;
use crate::source::format::clause::ClauseRecord;
use crate::source::format::curriculum::{CurriculumRecord, ModuleFrontMatter};
use crate::source::format::glossary::GlossaryEntry;
use crate::source::format::handbook::HandbookRecord;
use crate::source::format::permalinks::Permalinks;
use crate::source::format::posting::PostingRecord;
use crate::source::format::rubric::Rubric;
use crate::source::format::standard::StandardRecord;
use crate::source::format::text::Id;
use crate::source::page::FrontMatter;
use crate::source::record::record;
use crate::source::schema;
use crate::source::testing::with_every_key;
use crate::source::yaml;

record! {
    /// A tool.
    "a tool" Tool {
        /// The tool's id.
        required id: Id,
        /// The name, as printed.
        #[text(label)]
        required name: Text,
        /// Its parts.
        default parts: Vec<Tool>,
        /// Its uses; ours, not the source's.
        #[text(ours)]
        default uses: Vec<Text>,
    }
}

#[test]
fn texts_are_met_in_order_with_their_fields_and_roles() {
    let written = "{id: a, name: {en: pump}, parts: [{id: b, name: {en: hose}}], uses: [{en: tyres}, {en: balls}]}";
    let node = yaml::parse(&"x.yaml".into(), written).expect("YAML");
    let tool = Tool::decode(&node, &mut Vec::new()).expect("a tool");
    assert_eq!(tool.position.line, 1);
    let mut met = Vec::new();
    each(&tool, |at, path| {
        let words = at.text.get("en").unwrap_or_default();
        met.push((words, at.role, path.join(".")));
    });
    let expected = [
        ("pump", TextRole::Label, "name"),
        ("hose", TextRole::Label, "parts.name"),
        ("tyres", TextRole::Ours, "uses"),
        ("balls", TextRole::Ours, "uses"),
    ]
    .map(|(words, role, path)| (words, role, path.to_owned()));
    assert_eq!(met, expected);
}

/// The words that the walk over a document with every key meets, and those that its schema put there.
fn met_and_written<T: Decode + Texts<()>>(kind: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let (written, texts) = with_every_key(kind);
    let node = yaml::parse(&"x.yaml".into(), &written).expect("YAML");
    let mut faults = Vec::new();
    let record = T::decode(&node, &mut faults);
    assert!(faults.is_empty(), "{kind}: {faults:?}\n{written}");
    let mut met = BTreeSet::new();
    each(&record.expect("a record"), |at, _| {
        met.extend(at.text.get("en").map(str::to_owned));
    });
    (met, texts)
}

#[test]
fn every_text_of_every_schema_is_met() {
    let mut all = 0;
    let mut compare = |(met, written): (BTreeSet<String>, BTreeSet<String>), kind: &str| {
        assert_eq!(met, written, "{kind}");
        all += written.len();
    };
    for kind in schema::KINDS {
        let of_kind = match kind.name {
            "handbook" => met_and_written::<HandbookRecord>("handbook"),
            "standard" => met_and_written::<StandardRecord>("standard"),
            "clauses" => met_and_written::<Vec<ClauseRecord>>("clauses"),
            "annex" => met_and_written::<Annex>("annex"),
            "rubric" => met_and_written::<Rubric>("rubric"),
            "glossary" => met_and_written::<Vec<GlossaryEntry>>("glossary"),
            "page" => met_and_written::<FrontMatter>("page"),
            "curriculum" => met_and_written::<CurriculumRecord>("curriculum"),
            "module" => met_and_written::<ModuleFrontMatter>("module"),
            "posting" => met_and_written::<PostingRecord>("posting"),
            "changes" => met_and_written::<Vec<Change>>("changes"),
            "permalinks" => met_and_written::<Permalinks>("permalinks"),
            other => panic!("no record is known for files of the kind {other}"),
        };
        compare(of_kind, kind.name);
    }
    // Every declaration with a role has at least one text.
    assert!(all > 60, "only {all} texts were written");
}
