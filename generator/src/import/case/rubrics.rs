//! Rubrics: how items read at levels. Scored rubrics are forms, which an import does not make.

use std::collections::HashMap;

use serde_json::Value as Json;

use super::CaseReader;
use super::items::{hundredths, link};
use crate::import::address::uuid;
use crate::import::found::{FoundDescriptor, FoundText, FoundValue};
use crate::import::json::{JsonRecord, leave, words};
use crate::language::message::message;

impl CaseReader<'_> {
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
                let whole = Json::Object(rubric.fields.clone());
                leave(
                    &mut self.found.left,
                    rubric.place(),
                    message!("a rubric with scores that cannot become a form"),
                    &whole,
                );
                continue;
            }
            for criterion in criteria {
                self.criterion(criterion);
            }
            let handled = [
                "identifier",
                "uri",
                "title",
                "CFRubricCriteria",
                "lastChangeDateTime",
            ];
            rubric.leave_rest(&handled, &mut self.found.left);
        }
    }

    fn criterion(&mut self, criterion: JsonRecord<'_>) {
        let item = criterion.get("CFItemURI").map(link);
        let item = item.and_then(|fields| {
            let names = ["identifier", "uri"]
                .into_iter()
                .filter_map(|key| fields.get(key).and_then(words));
            names
                .map(|name| name.to_lowercase())
                .find_map(|name| self.by_name.get(&name).copied())
        });
        let Some(item) = item else {
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
        let position = |level: &JsonRecord<'_>| {
            level
                .words("position")
                .and_then(|number| number.parse::<f64>().ok())
                .unwrap_or(f64::MAX)
        };
        levels.sort_by(|one, other| position(one).total_cmp(&position(other)));
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
            let handled = [
                "identifier",
                "uri",
                "quality",
                "description",
                "position",
                "rubricCriterionId",
                "lastChangeDateTime",
            ];
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
        criterion.leave_rest(&handled, &mut self.found.left);
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
