//! Rubrics: how items read at levels. Rubrics with scores are forms, which are read when all items are known.

use std::collections::HashMap;

use serde_json::Value as Json;

use super::CaseReader;
use super::items::{hundredths, link};
use super::wording::{kept, kept_names};
use crate::import::address::uuid;
use crate::import::found::{FoundDescriptor, FoundText, FoundValue};
use crate::import::json::{JsonRecord, leave, words};
use crate::language::message::message;
use crate::model::framework_item::imported_as;
use crate::model::source_record::criterion_record;
use crate::source::format::statements::StatementField;

/// The fields of rubrics that are kept.
pub(super) const RUBRIC: [StatementField; 3] = [
    StatementField::Identifier,
    StatementField::Title,
    StatementField::Description,
];

/// The fields of criteria that are kept.
pub(super) const CRITERION: [StatementField; 5] = [
    StatementField::Identifier,
    StatementField::Category,
    StatementField::Description,
    StatementField::Weight,
    StatementField::Position,
];

/// The fields of levels of criteria that are kept.
pub(super) const LEVEL: [StatementField; 6] = [
    StatementField::Identifier,
    StatementField::Description,
    StatementField::Quality,
    StatementField::Score,
    StatementField::Feedback,
    StatementField::Position,
];

/// Puts criteria or levels into the order that they state.
pub(super) fn in_position(records: &mut [JsonRecord<'_>]) {
    let position = |record: &JsonRecord<'_>| {
        let number = record.words("position");
        let number = number.and_then(|number| number.parse::<f64>().ok());
        number.unwrap_or(f64::MAX)
    };
    records.sort_by(|one, other| position(one).total_cmp(&position(other)));
}

impl<'a> CaseReader<'a> {
    /// Reads the rubrics.
    pub(super) fn rubrics(&mut self) {
        let rubrics = JsonRecord::list(
            self.package.get("CFRubrics"),
            "/CFRubrics",
            &mut self.found.left,
        );
        for rubric in rubrics {
            let pointer = rubric.pointer_of("CFRubricCriteria");
            let criteria = JsonRecord::list(
                rubric.get("CFRubricCriteria"),
                &pointer,
                &mut self.found.left,
            );
            let is_form = criteria.iter().any(|criterion| {
                let levels = criterion
                    .get("CFRubricCriterionLevels")
                    .and_then(Json::as_array);
                levels.is_some_and(|levels| {
                    levels
                        .iter()
                        .any(|level| level.get("score").is_some_and(|score| !score.is_null()))
                })
            });
            if is_form {
                self.scored.push(rubric);
                continue;
            }
            let source = kept(rubric, &RUBRIC);
            let own = source.get(StatementField::Identifier).cloned();
            for criterion in criteria {
                self.criterion(criterion, own.as_ref());
            }
            let mut handled = vec![
                "identifier",
                "uri",
                "title",
                "CFRubricCriteria",
                "lastChangeDateTime",
            ];
            if let Some(own) = own.as_ref().and_then(Json::as_str) {
                handled.extend(kept_names(&source));
                self.source.0.insert(own.to_owned(), source);
            }
            rubric.leave_rest(&handled, &mut self.found.left);
        }
    }

    /// Reads a criterion of the rubric with this identifier.
    fn criterion(&mut self, criterion: JsonRecord<'_>, rubric: Option<&Json>) {
        let Some(item) = self.item_of(criterion) else {
            let whole = Json::Object(criterion.fields.clone());
            leave(
                &mut self.found.left,
                criterion.place(),
                message!("a criterion without an item of the package"),
                &whole,
            );
            return;
        };
        if let Some(weight) = criterion.get("weight") {
            match hundredths(weight) {
                Some(weight) => self.found.items[item].weight = Some(weight),
                None => criterion.leave(
                    "weight",
                    message!("a weight with more than two decimals"),
                    &mut self.found.left,
                ),
            }
        }
        let pointer = criterion.pointer_of("CFRubricCriterionLevels");
        let mut levels = JsonRecord::list(
            criterion.get("CFRubricCriterionLevels"),
            &pointer,
            &mut self.found.left,
        );
        in_position(&mut levels);
        let mut seen: HashMap<usize, ()> = HashMap::new();
        for level in levels {
            let (Some(quality), Some(text)) = (level.words("quality"), level.words("description"))
            else {
                let whole = Json::Object(level.fields.clone());
                leave(
                    &mut self.found.left,
                    level.place(),
                    message!("a level of a criterion without a name or a text"),
                    &whole,
                );
                continue;
            };
            let place = self.level(&quality);
            if seen.insert(place, ()).is_some() {
                level.leave(
                    "description",
                    message!("a second text for a level of the same item"),
                    &mut self.found.left,
                );
                continue;
            }
            let own = level
                .words("identifier")
                .and_then(|identifier| uuid(&identifier.to_lowercase()));
            self.found.items[item].descriptors.push((
                place,
                FoundDescriptor {
                    text: FoundText::one(&self.found.language, &text),
                    same_as: own.into_iter().collect(),
                },
            ));
            let source = kept(level, &LEVEL);
            let mut handled = vec![
                "identifier",
                "uri",
                "quality",
                "description",
                "position",
                "rubricCriterionId",
                "lastChangeDateTime",
            ];
            let own = source.get(StatementField::Identifier);
            if let Some(own) = own.and_then(Json::as_str).map(str::to_owned) {
                handled.extend(kept_names(&source));
                self.source.0.insert(own, source);
            }
            level.leave_rest(&handled, &mut self.found.left);
        }
        let own = self.found.items[item].text.nearest("").to_owned();
        let is_same = criterion
            .words("description")
            .is_none_or(|words| words == own);
        let mut handled = vec![
            "identifier",
            "uri",
            "CFItemURI",
            "weight",
            "position",
            "rubricId",
            "CFRubricCriterionLevels",
            "lastChangeDateTime",
        ];
        handled.extend(is_same.then_some("description"));
        let same_as = self.found.items[item].same_as.iter();
        if let Some(item) = imported_as(same_as.map(String::as_str)) {
            let mut source = kept(criterion, &CRITERION);
            let rubric = rubric.map(|rubric| (StatementField::RubricId, rubric.clone()));
            source.fields.extend(rubric);
            handled.extend(kept_names(&source));
            self.source
                .0
                .entry(criterion_record(&item))
                .or_insert(source);
        }
        criterion.leave_rest(&handled, &mut self.found.left);
    }

    /// The item that a criterion names.
    pub(super) fn item_of(&self, criterion: JsonRecord<'_>) -> Option<usize> {
        let fields = link(criterion.get("CFItemURI")?);
        let names = ["identifier", "uri"].into_iter();
        let mut names = names.filter_map(|key| fields.get(key).and_then(words));
        names.find_map(|name| self.by_name.get(&name.to_lowercase()).copied())
    }

    /// The level with this name, which is declared if it is new.
    fn level(&mut self, name: &str) -> usize {
        let levels = &mut self.found.levels;
        let language = &self.found.language;
        *self.levels.entry(name.to_owned()).or_insert_with(|| {
            levels.push(FoundValue {
                title: FoundText::one(language, name),
                ..FoundValue::default()
            });
            levels.len() - 1
        })
    }
}
