//! Makes records of the content format of a neutral tree.

use std::collections::{HashMap, HashSet};

use super::competencies;
use super::found::{
    FoundAsk, FoundForm, FoundItem, FoundMoodle, FoundPlace, FoundStandard, FoundText, LeftOver,
};
use super::item_mapping::ItemMapper;
use super::language::LanguageKeys;
use super::own::OwnRecords;
use super::records::{id, nowhere};
use super::tree::FoundTree;
use super::value_mapping::{Mapper, ValueIds};
use super::wording::FoundWording;
use crate::import::language::spoken;
use crate::language::message::{Message, message};
use crate::model::source_record::SourceFramework;
use crate::source::format::annex::Annex;
use crate::source::format::associations::AssociationLock;
use crate::source::format::clause::{ClauseRecord, RequirementRecord};
use crate::source::format::competencies::CompetencyLock;
use crate::source::format::handbook::HandbookRecord;
use crate::source::format::mark::{DepthMarks, Marks, Numbering};
use crate::source::format::markup::Markup;
use crate::source::format::reference::Reference;
use crate::source::format::rubric::Rubric;
use crate::source::format::standard::{Ask, MoodleSettings, OPTIONAL, Role, StandardRecord};
use crate::source::format::statements::StatementLock;
use crate::source::format::text::Word;

/// An imported standard as records.
#[derive(Debug)]
pub struct MappedStandard {
    /// `standard.yaml`.
    pub about: StandardRecord,
    /// The outermost clauses, each with everything in it.
    pub branches: Vec<ClauseRecord>,
    /// `rubric.yaml`, if there are forms.
    pub rubric: Option<Rubric>,
    /// The annexes with the forms.
    pub annexes: Vec<Annex>,
    /// `associations.lock`, empty if nothing is to be recorded.
    pub associations: AssociationLock,
    /// What the source says of its records, if an export can say it again.
    pub source: Option<SourceFramework>,
    /// `statements.lock`, empty if nothing is to be recorded. `None` if the source has none.
    pub statements: Option<StatementLock>,
    /// `competencies.lock`, empty if nothing is to be recorded. `None` if the source has none.
    pub competencies: Option<CompetencyLock>,
    /// A comment for each of these ids.
    pub comments: HashMap<String, Message>,
    /// Its languages, its own first.
    pub languages: LanguageKeys,
    /// The handbook that it is from, for a new one.
    pub handbook: Option<HandbookRecord>,
    /// Everything that has no place in the format.
    pub left: Vec<LeftOver>,
    /// The points that a person should decide or check.
    pub decisions: Vec<Message>,
    /// The number of clauses.
    pub clauses: usize,
    /// The number of requirements.
    pub requirements: usize,
}

/// Makes records of what was found. `name` is the id of the standard.
pub fn mapped(mut found: FoundStandard, name: &str) -> MappedStandard {
    if let Some(own) = found.own.take() {
        return returned(own.now, own.rubric, own.handbook, found, name);
    }
    let mut left = std::mem::take(&mut found.left);
    let mut decisions = std::mem::take(&mut found.decisions);
    let mut source = found.source.take();
    let languages = languages(&found);
    let license = found.license.as_mut().map(|(title, _)| title);
    let of_standard = [&mut found.description, &mut found.authority];
    for text in of_standard.into_iter().chain(license) {
        keep_spoken(text, &languages, &mut left);
    }
    let mut comments = HashMap::new();
    let mut items = std::mem::take(&mut found.items);
    let tree = with_headings(&mut items, &found, &mut left);
    found.items = items;
    let mut mapper = Mapper {
        wording: FoundWording::of(&found),
        language: languages.key(&found.language),
        keys: &languages,
        untranslated: 0,
        relations: Vec::new(),
    };
    let values = ValueIds::of(&found);
    let mut about = mapper.standard(&found, name, &values);
    let mut parts = ItemMapper::new(&found, &tree, &values, &mut mapper);
    let branches = parts.branches();
    let mut roles: Vec<Role> = Vec::new();
    for (place, role) in found.roles.iter().enumerate() {
        let ids = &parts.ids;
        let asked = |asks: &[FoundAsk]| -> Vec<Ask> {
            asks.iter()
                .filter_map(|ask| asked(ask, ids, &values))
                .collect()
        };
        let asks = asked(&role.asks);
        let levels: Vec<Vec<Ask>> = role.levels.iter().map(|(_, asks)| asked(asks)).collect();
        let mut record = parts.mapper.role(&found, place, &values, asks);
        record.levels = parts.mapper.levels_of(role, levels).into();
        roles.push(record);
    }
    if parts.made_up > 0 {
        about.numbering = Numbering::Stated;
    }
    if found.hides_marks || (!parts.has_codes && !found.prints_marks) {
        about.marks = Some(Marks {
            requirement: DepthMarks(vec![Word {
                value: DepthMarks::NONE.into(),
                position: nowhere(),
            }]),
            outcome: None,
            position: nowhere(),
        });
    }
    let (rubric, annexes) = parts.forms();
    about.moodle = found
        .moodle
        .as_ref()
        .and_then(|moodle| moodle_settings(moodle, &found));
    for role in &mut roles {
        let own = annexes
            .iter()
            .find(|annex| annex.role.as_ref().map(|of| &of.value) == Some(&role.id.value));
        role.annex = own.map(|annex| annex.id.clone());
    }
    about.roles = roles.into();
    let (clauses, requirements) = (parts.clauses, parts.requirements);
    let ids = std::mem::take(&mut parts.ids);
    comments.extend(std::mem::take(&mut parts.comments));
    left.append(&mut parts.left);
    let records = std::mem::take(&mut parts.records);
    if let Some(source) = &mut source {
        source.0.extend(records);
    }
    about.relations = mapper.own_relations();
    left.append(&mut mapper.wording.left);
    if mapper.untranslated > 0 {
        decisions.push(message!(
            "{count} {count|text has|texts have} no words in `{language}`; the words of another language are in their place",
            count = mapper.untranslated,
            language = mapper.language
        ));
    }
    if mapper.wording.is_markdown {
        about.markup = Some(Markup::Markdown);
    }
    let parts = ids.iter().zip(&tree.is_clause).zip(&found.items);
    let parts = parts.filter_map(|((id, is_clause), item)| {
        let key = if *is_clause {
            format!("{id}/")
        } else {
            id.clone()
        };
        Some((key, item.competency.as_deref()?))
    });
    let competencies = found.moodle.as_ref();
    let competencies = competencies.map(|moodle| {
        competencies::recorded(moodle, parts.collect(), &found.title, &about, &branches)
    });
    MappedStandard {
        about,
        branches,
        rubric,
        annexes,
        associations: AssociationLock(found.associations),
        source,
        statements: None,
        competencies,
        comments,
        languages,
        handbook: None,
        left,
        decisions,
        clauses,
        requirements,
    }
}

/// The standard of a workbook of our own as it was when that was written. `None` for other files.
pub(super) fn earlier(found: &FoundStandard, name: &str) -> Option<MappedStandard> {
    let own = found.own.as_ref()?;
    let found = FoundStandard {
        title: found.title.clone(),
        ..FoundStandard::default()
    };
    let (before, handbook) = (own.before.clone(), own.handbook.clone());
    Some(returned(before, own.rubric.clone(), handbook, found, name))
}

/// The records of a workbook of our own.
fn returned(
    records: OwnRecords,
    rubric: Option<Rubric>,
    handbook: HandbookRecord,
    found: FoundStandard,
    name: &str,
) -> MappedStandard {
    let OwnRecords {
        mut about,
        branches,
        annexes,
    } = records;
    about.id = id(name);
    let language = about.language.as_str();
    let title = found.title.nearest(language);
    if about.title.get(language) != Some(title) && !title.is_empty() {
        // The user chose another.
        about.title.languages = vec![(language.into(), title.into(), nowhere())];
    }
    let mut languages = LanguageKeys::default();
    for language in &handbook.languages {
        languages.add_known(language.tag.as_str(), language.id.as_str());
    }
    let (mut clauses, mut requirements) = (0, 0);
    for branch in &branches {
        count(branch, &mut clauses, &mut requirements);
    }
    MappedStandard {
        about,
        branches,
        rubric,
        annexes,
        associations: AssociationLock::default(),
        source: None,
        statements: None,
        competencies: None,
        comments: HashMap::new(),
        languages,
        handbook: Some(handbook),
        left: found.left,
        decisions: found.decisions,
        clauses,
        requirements,
    }
}

/// Counts a clause and everything in it.
fn count(clause: &ClauseRecord, clauses: &mut usize, requirements: &mut usize) {
    *clauses += 1;
    let mut rest: Vec<&RequirementRecord> = clause.requirements.iter().collect();
    while let Some(requirement) = rest.pop() {
        *requirements += 1;
        rest.extend(&requirement.requirements);
    }
    for inner in &clause.clauses.0 {
        count(inner, clauses, requirements);
    }
}

/// An entry of a list of what a role asks for.
fn asked(ask: &FoundAsk, ids: &[String], values: &ValueIds) -> Option<Ask> {
    Some(Ask {
        to: Reference::parse(&ids[ask.to], &nowhere()).ok()?,
        r#as: ask.is_optional.then(|| id(OPTIONAL)),
        level: ask.level.map(|level| id(&values.levels[level])),
        position: nowhere(),
    })
}

/// What `standard.yaml` states for Moodle; `None` if it is the usual.
fn moodle_settings(moodle: &FoundMoodle, found: &FoundStandard) -> Option<MoodleSettings> {
    let grades = found
        .rubrics
        .first()
        .map_or(&[][..], |rubric| &rubric.grades);
    let completed_as = moodle.completed_as.and_then(|place| grades.get(place));
    let settings = MoodleSettings {
        own_ids: moodle.has_own_ids,
        completed_as: completed_as.map(|grade| id(&grade.id)),
        position: nowhere(),
    };
    (settings.own_ids || settings.completed_as.is_some()).then_some(settings)
}

/// The languages of all texts, that of the standard first.
fn languages(found: &FoundStandard) -> LanguageKeys {
    let mut keys = LanguageKeys::default();
    keys.add(&found.language);
    let mut add = |text: &FoundText| text.0.iter().for_each(|(language, _)| keys.add(language));
    add(&found.title);
    for item in &found.items {
        add(&item.title);
        add(&item.text);
        item.descriptors
            .iter()
            .for_each(|(_, descriptor)| add(&descriptor.text));
    }
    keys
}

/// Removes the words in languages that no part has, which the handbook does not have either.
fn keep_spoken(text: &mut FoundText, languages: &LanguageKeys, left: &mut Vec<LeftOver>) {
    text.0.retain(|(tag, words)| {
        let key = languages.key(tag);
        let is_spoken = languages.keys().any(|known| *known == *key);
        if !is_spoken {
            left.push(LeftOver {
                place: FoundPlace::File,
                what: message!("words of the standard in a language that no part of it has"),
                content: words.clone(),
            });
        }
        is_spoken
    });
}

/// The tree of the parts. Requirements that are in no clause get one, since requirements are always in a clause.
fn with_headings(
    items: &mut Vec<FoundItem>,
    found: &FoundStandard,
    left: &mut Vec<LeftOver>,
) -> FoundTree {
    let tree = FoundTree::of(items, left);
    let alone = |top: &usize| !tree.is_clause[*top];
    if !tree.tops.iter().any(alone) {
        return tree;
    }
    // Each run of requirements at the top gets a clause, so that the order stays.
    let mut added = HashSet::new();
    let mut named = HashSet::new();
    let mut current: Option<usize> = None;
    for top in &tree.tops {
        if !alone(top) {
            current = None;
            continue;
        }
        let heading = *current.get_or_insert_with(|| {
            let place = items[*top].place.clone();
            let title = match found.title.is_empty() {
                true => FoundText::one(
                    &found.language,
                    message!("Requirements").label(spoken(&found.language)),
                ),
                false => found.title.clone(),
            };
            items.push(FoundItem {
                title,
                form: FoundForm::Clause,
                ..FoundItem::new(place)
            });
            added.insert(items.len() - 1);
            items.len() - 1
        });
        if let Some(id) = found
            .headings
            .get(top)
            .filter(|id| named.insert((*id).clone()))
        {
            items[heading].id.get_or_insert_with(|| id.clone());
        }
        items[*top].parent = Some(heading);
        items[*top].form = FoundForm::Requirement;
    }
    let mut tree = FoundTree::of(items, left);
    tree.added = added;
    tree
}
