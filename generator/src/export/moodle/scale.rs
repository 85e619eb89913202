//! The scale by which Moodle rates competencies, as a list of values and a configuration in JSON.
//!
//! Moodle has to know which values mean that somebody is proficient. Only grades that are `met` say so. Without any, the
//! scale has three values of ours.

use std::collections::{BTreeMap, BTreeSet};

use super::framework::MoodleFramework;
use crate::index::RequirementIndex;
use crate::language::on_one_line;
use crate::model::{GradedForm, RowSubject};

/// The words of the scale of standards whose grades do not say what is met, the lowest first. Only the highest means that
/// somebody is proficient.
const SCALE: [&str; 3] = ["rate_not_yet", "rate_partly", "rate_met"];

/// A scale as two cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ScaleCells {
    /// The values, lowest first.
    pub(super) values: String,
    /// The default value and the values that count as proficient, in JSON.
    pub(super) configuration: String,
}

/// The scales of a framework.
#[derive(Debug)]
pub(super) struct MoodleScales {
    /// The scale of the framework.
    pub(super) common: ScaleCells,
    /// The scales of requirements that have a different one.
    pub(super) own: BTreeMap<RequirementIndex, ScaleCells>,
}

impl ScaleCells {
    /// A scale of `values`, lowest first, each with whether it means proficient.
    fn of(values: &[(String, bool)], default: usize) -> Self {
        // Moodle puts the number of the scale in its database in the first entry.
        let mut configuration = r#"[{"scaleid":"0"}"#.to_owned();
        for (place, (_, is_met)) in values.iter().enumerate() {
            let is_default = place == default;
            if *is_met || is_default {
                let (id, default, proficient) =
                    (place + 1, u8::from(is_default), u8::from(*is_met));
                let entry =
                    format!(r#",{{"id":{id},"scaledefault":{default},"proficient":{proficient}}}"#);
                configuration.push_str(&entry);
            }
        }
        configuration.push(']');
        let words = values.iter().map(|(words, _)| words.as_str());
        ScaleCells {
            values: words.collect::<Vec<_>>().join(","),
            configuration,
        }
    }
}

impl MoodleFramework<'_> {
    /// The grades of the forms as scales: those of the first form as that of the framework, and others as those of the
    /// requirements that only forms with these grade. Our own scale where the grades do not say what is met, or where the rows
    /// of forms with other grades are not requirements.
    pub(super) fn scales(&self) -> MoodleScales {
        let mut forms = self.standard.graded_forms();
        let Some(common) = forms.next().and_then(|form| self.scale_of(&form)) else {
            return self.our_scale();
        };
        let mut own: BTreeMap<RequirementIndex, ScaleCells> = BTreeMap::new();
        let mut has_common: BTreeSet<RequirementIndex> = BTreeSet::new();
        for form in self.standard.graded_forms() {
            let Some(scale) = self.scale_of(&form) else {
                return self.our_scale();
            };
            let rows = requirements(&form);
            if scale == common {
                has_common.extend(rows.into_iter().flatten());
            } else {
                let Some(rows) = rows else {
                    return self.our_scale();
                };
                for requirement in rows {
                    own.entry(requirement).or_insert_with(|| scale.clone());
                }
            }
        }
        own.retain(|requirement, _| !has_common.contains(requirement));
        MoodleScales { common, own }
    }

    fn our_scale(&self) -> MoodleScales {
        let word = |key: &'static str| self.source.words.word(&self.language.id, key);
        let values = SCALE.map(|key| (value(word(key)), key == SCALE[SCALE.len() - 1]));
        MoodleScales {
            common: ScaleCells::of(&values, values.len() - 1),
            own: BTreeMap::new(),
        }
    }

    /// The grades of a form. `None` if none is `met`.
    fn scale_of(&self, form: &GradedForm<'_>) -> Option<ScaleCells> {
        let grades = || form.rubric.grades.iter().rev();
        let lowest = grades().position(|grade| grade.met)?;
        let mut taken = BTreeSet::new();
        let values = grades().map(|grade| {
            let title = grade.title.as_ref().map(|title| value(&self.words(title)));
            let sign = grade.id.as_str();
            let name = title.filter(|title| !title.is_empty());
            let name = name.unwrap_or_else(|| sign.to_owned());
            let name = match taken.contains(&name) {
                true => format!("{name} ({sign})"),
                false => name,
            };
            taken.insert(name.clone());
            (name, grade.met)
        });
        let values: Vec<(String, bool)> = values.collect();
        let about = &self.standard.about;
        let settings = about.moodle.as_ref();
        let default = settings.and_then(|moodle| moodle.completed_as.as_ref());
        let default = default.and_then(|id| grades().position(|grade| grade.id == *id.as_str()));
        Some(ScaleCells::of(&values, default.unwrap_or(lowest)))
    }
}

/// The requirements that are the rows of a form. `None` if its rows are not requirements.
fn requirements(form: &GradedForm<'_>) -> Option<Vec<RequirementIndex>> {
    let rows = form.generated?.rows.iter();
    rows.map(|row| match row.subject {
        RowSubject::Requirement(index) => Some(index),
        RowSubject::Clause(_) | RowSubject::Dimension => None,
    })
    .collect()
}

/// A name as a value of a scale: on one line and without commas, which separate values.
pub(super) fn value(words: &str) -> String {
    let words = on_one_line(words);
    words.replace(',', ";")
}
