//! Rubrics with scores, which are forms.

use serde_json::Value as Json;

use super::CaseReader;
use super::items::hundredths;
use super::rubrics::{CRITERION, LEVEL, RUBRIC, in_position};
use super::wording::{kept, kept_names};
use crate::import::found::{
    FoundBand, FoundGrade, FoundGrading, FoundRow, FoundRubric, FoundText, FoundTotal, FoundValue,
};
use crate::import::ids::slug;
use crate::import::json::{JsonRecord, leave};
use crate::import::language::spoken;
use crate::language::message::message;
use crate::source::format::text::Id;

/// The most grades, which have a letter each.
const MOST_GRADES: usize = 26;

/// A criterion with its grades and whether its scores were multiplied by its weight.
struct ReadCriterion<'a> {
    record: JsonRecord<'a>,
    levels: Vec<JsonRecord<'a>>,
    row: FoundRow,
    is_weighted: bool,
}

impl CaseReader<'_> {
    /// Reads the rubrics with scores. One that a form cannot express is left.
    pub(super) fn forms(&mut self) {
        for rubric in std::mem::take(&mut self.scored) {
            if self.form(rubric).is_none() {
                let whole = Json::Object(rubric.fields.clone());
                leave(
                    &mut self.found.left,
                    rubric.place(),
                    message!("a rubric with scores that cannot become a form"),
                    &whole,
                );
            }
        }
    }

    fn form(&mut self, rubric: JsonRecord<'_>) -> Option<()> {
        let own = rubric.record("extensions").filter(|_| self.is_own);
        let pointer = rubric.pointer_of("extensions");
        let own = own.map(|own| JsonRecord::at(own, &pointer));
        let of = |key: &str| own.and_then(|own| own.words(key));
        let list = |key: &str| own.map_or_else(Vec::new, |own| own.all_words(key));
        let pointer = rubric.pointer_of("CFRubricCriteria");
        let list_of = rubric.get("CFRubricCriteria");
        let mut records = JsonRecord::list(list_of, &pointer, &mut Vec::new());
        in_position(&mut records);
        let pointers: Vec<String> = records
            .iter()
            .map(|criterion| criterion.pointer_of("CFRubricCriterionLevels"))
            .collect();
        let mut criteria: Vec<ReadCriterion<'_>> = Vec::new();
        for (criterion, pointer) in records.into_iter().zip(&pointers) {
            criteria.push(self.graded(criterion, pointer)?);
        }
        let count = criteria.first()?.levels.len();
        if count == 0 || count > MOST_GRADES || criteria.iter().any(|one| one.levels.len() != count)
        {
            return None;
        }
        let ids = list("grades");
        best_first(&mut criteria, !ids.is_empty())?;
        let grades = self.grades(&mut criteria, ids);
        let mut rows: Vec<FoundRow> = criteria.iter().map(|one| one.row.clone()).collect();
        let named = own.and_then(|own| own.get("rows"));
        let named = JsonRecord::list(named, "", &mut Vec::new());
        for (row, named) in rows.iter_mut().zip(named) {
            row.id = named.words("id").filter(|id| Id::is_valid(id));
            row.level = named.words("level");
        }
        let number = of("number");
        let title = rubric.words("title").unwrap_or_default();
        let title = number.as_ref().map_or(title.as_str(), |number| {
            title.strip_prefix(number.as_str()).unwrap_or(&title)
        });
        let found = FoundRubric {
            place: rubric.place(),
            annex: of("annex"),
            role: of("role"),
            title: FoundText::one(&self.found.language, title),
            totals: self.totals(own, &criteria, of("role").as_deref()),
            bands: self.bands(own),
            number,
            grades,
            rows,
            generated: None,
            source: Some(kept(rubric, &RUBRIC)),
        };
        if criteria.iter().any(|criterion| criterion.is_weighted) {
            self.found.decisions.push(message!(
                "the scores of the form `{title}` contain the weights of its criteria",
                title = found.title.nearest("")
            ));
        }
        self.found.rubrics.push(found);
        self.leave_rest_of_form(rubric, &criteria);
        Some(())
    }

    /// Lists what a form has no place for.
    fn leave_rest_of_form(&mut self, rubric: JsonRecord<'_>, criteria: &[ReadCriterion<'_>]) {
        let left = &mut self.found.left;
        let common = ["identifier", "uri", "lastChangeDateTime", "position"];
        let mut handled = common.to_vec();
        handled.extend(["title", "CFRubricCriteria"]);
        handled.extend(kept_names(&kept(rubric, &RUBRIC)));
        handled.extend(self.is_own.then_some("extensions"));
        rubric.leave_rest(&handled, left);
        for criterion in criteria {
            let mut handled = common.to_vec();
            handled.extend([
                "category",
                "description",
                "CFItemURI",
                "weight",
                "rubricId",
                "CFRubricCriterionLevels",
            ]);
            criterion.record.leave_rest(&handled, left);
            for level in &criterion.levels {
                let mut handled = common.to_vec();
                handled.extend(["quality", "description", "score", "rubricCriterionId"]);
                handled.extend(kept_names(&kept(*level, &LEVEL)));
                level.leave_rest(&handled, left);
            }
        }
    }

    /// A criterion with its grades. `None` if some of them have scores and others do not, or scores that are not exact.
    fn graded<'r>(&self, record: JsonRecord<'r>, pointer: &'r str) -> Option<ReadCriterion<'r>> {
        let language = self.found.language.as_str();
        let text =
            |words: Option<String>| FoundText::one(language, words.as_deref().unwrap_or_default());
        let list = record.get("CFRubricCriterionLevels");
        let mut levels = JsonRecord::list(list, pointer, &mut Vec::new());
        in_position(&mut levels);
        let number =
            |record: &JsonRecord<'_>, key: &str| -> Option<f64> { record.words(key)?.parse().ok() };
        let weight = number(&record, "weight").filter(|weight| (weight - 1.0).abs() > 1e-9);
        let mut grades = Vec::new();
        for level in &levels {
            let score = match level.words("score") {
                Some(_) => {
                    let score = number(level, "score")? * weight.unwrap_or(1.0);
                    Some(hundredths(&Json::from(score))?)
                }
                None => None,
            };
            grades.push(FoundGrading {
                name: level.words("quality").unwrap_or_default(),
                score,
                text: text(level.words("description")),
                source: Some(kept(*level, &LEVEL)),
            });
        }
        let scored = grades.iter().filter(|grade| grade.score.is_some()).count();
        if scored > 0 && scored < grades.len() {
            return None;
        }
        let description = record.words("description").unwrap_or_default();
        let lines = description.lines().map(|line| text(Some(line.to_owned())));
        Some(ReadCriterion {
            row: FoundRow {
                id: None,
                level: None,
                category: text(record.words("category")),
                lines: lines.filter(|line| !line.is_empty()).collect(),
                item: self.item_of(record),
                grades,
                source: Some(kept(record, &CRITERION)),
            },
            is_weighted: scored > 0 && weight.is_some(),
            record,
            levels,
        })
    }

    /// The grades of all rows: by their names if these are the same in each row, otherwise by their places, so that each row
    /// keeps its own names in its descriptors.
    fn grades(&self, criteria: &mut [ReadCriterion<'_>], ids: Vec<String>) -> Vec<FoundGrade> {
        let names = |row: &FoundRow| -> Vec<String> {
            row.grades.iter().map(|grade| grade.name.clone()).collect()
        };
        let first = names(&criteria[0].row);
        let is_common = criteria.iter().all(|one| names(&one.row) == first)
            && first.iter().all(|name| !name.is_empty());
        let language = self.found.language.as_str();
        if !is_common {
            for grade in criteria.iter_mut().flat_map(|one| &mut one.row.grades) {
                let both = [grade.name.as_str(), grade.text.nearest("")];
                let both = both.into_iter().filter(|words| !words.is_empty());
                let words = both.collect::<Vec<_>>().join(": ");
                grade.text = FoundText::one(language, &words);
            }
        }
        let is_sign = |name: &String| {
            let mut signs = name.chars();
            signs
                .next()
                .is_some_and(|sign| sign.is_ascii_alphanumeric())
                && signs.next().is_none()
        };
        let are_signs = is_common
            && first.iter().all(is_sign)
            && (0..first.len()).all(|place| !first[..place].contains(&first[place]));
        let letters = (b'A'..=b'Z').map(|letter| char::from(letter).to_string());
        let ids: Vec<String> = match (ids.len() == first.len(), are_signs) {
            (true, _) => ids,
            (false, true) => first.clone(),
            (false, false) => letters.take(first.len()).collect(),
        };
        let grade = |(id, name): (String, &String)| FoundGrade {
            title: match is_common && *name != id {
                true => FoundText::one(language, name),
                false => FoundText::default(),
            },
            id,
            points: None,
            is_met: false,
        };
        ids.into_iter().zip(&first).map(grade).collect()
    }

    /// The totals: those that our own export states, otherwise one of all rows with scores.
    fn totals(
        &mut self,
        own: Option<JsonRecord<'_>>,
        criteria: &[ReadCriterion<'_>],
        role: Option<&str>,
    ) -> Vec<FoundTotal> {
        let language = self.found.language.clone();
        let Some(own) = own else {
            let scored = criteria.iter().enumerate();
            let scored = scored.filter(|(_, one)| one.row.grades.iter().all(|g| g.score.is_some()));
            let rows: Vec<usize> = scored.map(|(place, _)| place).collect();
            let title = FoundText::one(&language, message!("Total").label(spoken(&language)));
            let total = FoundTotal {
                level: None,
                title,
                rows,
            };
            return if total.rows.is_empty() {
                Vec::new()
            } else {
                vec![total]
            };
        };
        let pointer = own.pointer_of("totals");
        let records = JsonRecord::list(own.get("totals"), &pointer, &mut self.found.left);
        let mut totals = Vec::new();
        for total in records {
            let named = total.all_words("criteria");
            let place = |name: &String| {
                let is_named = |one: &ReadCriterion<'_>| one.record.words("identifier");
                criteria
                    .iter()
                    .position(|one| is_named(one).as_ref() == Some(name))
            };
            let title = FoundText::one(&language, &total.words("title").unwrap_or_default());
            let level = total.words("level").filter(|level| Id::is_valid(level));
            if let Some(level) = &level {
                self.declare_level(level, &title, role);
            }
            totals.push(FoundTotal {
                level,
                title,
                rows: named.iter().filter_map(place).collect(),
            });
        }
        totals
    }

    /// Gives the level of a total its id, or declares it. The levels of a role have theirs.
    fn declare_level(&mut self, id: &str, title: &FoundText, role: Option<&str>) {
        let roles = self.found.roles.iter();
        let mut own = roles.filter(|known| known.about.code.as_deref() == role);
        let is_id = |value: &FoundValue| value.code.as_deref() == Some(id);
        if own.any(|role| role.levels.iter().any(|(level, _)| is_id(level))) {
            return;
        }
        let is_known = |value: &&mut FoundValue| {
            value.id.as_deref() == Some(id)
                || value.title == *title
                || slug(value.title.nearest("en"), 40) == id
        };
        match self.found.levels.iter_mut().find(is_known) {
            Some(level) => level.id = Some(id.to_owned()),
            None => self.found.levels.push(FoundValue {
                id: Some(id.to_owned()),
                title: title.clone(),
                ..FoundValue::default()
            }),
        }
    }

    /// The bands that our own export states.
    fn bands(&mut self, own: Option<JsonRecord<'_>>) -> Vec<FoundBand> {
        let Some(own) = own else {
            return Vec::new();
        };
        let pointer = own.pointer_of("bands");
        let records = JsonRecord::list(own.get("bands"), &pointer, &mut self.found.left);
        let language = self.found.language.as_str();
        let band = |record: JsonRecord<'_>| FoundBand {
            id: record.words("id").filter(|id| Id::is_valid(id)),
            title: FoundText::one(language, &record.words("title").unwrap_or_default()),
            from: record.get("from").and_then(hundredths),
        };
        records.into_iter().map(band).collect()
    }
}

/// Puts the grades of every row in the order of their scores, the best first. `None` if the rows disagree.
fn best_first(criteria: &mut [ReadCriterion<'_>], is_known: bool) -> Option<()> {
    if is_known {
        return Some(());
    }
    let score = |row: &FoundRow, place: usize| row.grades[place].score.map(i64::from);
    let last = criteria.first()?.levels.len() - 1;
    let sum = |place: usize| -> i64 {
        criteria
            .iter()
            .filter_map(|one| score(&one.row, place))
            .sum()
    };
    if sum(0) < sum(last) {
        for criterion in criteria.iter_mut() {
            criterion.levels.reverse();
            criterion.row.grades.reverse();
        }
    }
    let falls = |one: &ReadCriterion<'_>| {
        let scores = one.row.grades.iter().map(|grade| grade.score);
        scores
            .clone()
            .zip(scores.skip(1))
            .all(|(one, next)| one >= next)
    };
    criteria.iter().all(falls).then_some(())
}
