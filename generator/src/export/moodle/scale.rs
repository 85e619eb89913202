//! The scale by which Moodle rates competencies, as a list of values and a configuration in JSON.
//!
//! Moodle has to know which values mean that somebody is proficient. Only grades that are `met` say so. Without any, the
//! scale has three values of ours.

use std::collections::{BTreeMap, BTreeSet};

use super::framework::MoodleFramework;
use crate::index::RequirementIndex;
use crate::model::{GradedForm, RowSubject};
use crate::site::moodle::scale::{ScaleCells, value};

/// The words of the scale of standards whose grades do not say what is met, the lowest first. Only the highest means that
/// somebody is proficient.
const SCALE: [&str; 3] = ["rate_not_yet", "rate_partly", "rate_met"];

/// The scales of a framework.
#[derive(Debug, Default)]
pub(super) struct MoodleScales {
    /// The scale of the framework, if it is that of a form.
    pub(super) common: Option<ScaleCells>,
    /// The scales of requirements that have a different one.
    pub(super) own: BTreeMap<RequirementIndex, ScaleCells>,
}

impl MoodleFramework<'_> {
    /// The grades of the forms as scales: those of the first form as that of the framework, and others as those of the
    /// requirements that only forms with these grade. None where the grades do not say what is met, or where the rows of forms
    /// with other grades are not requirements.
    pub(super) fn scales(&self) -> MoodleScales {
        let mut forms = self.standard.graded_forms();
        let Some(common) = forms.next().and_then(|form| self.scale_of(&form)) else {
            return MoodleScales::default();
        };
        let mut own: BTreeMap<RequirementIndex, ScaleCells> = BTreeMap::new();
        let mut has_common: BTreeSet<RequirementIndex> = BTreeSet::new();
        for form in self.standard.graded_forms() {
            let Some(scale) = self.scale_of(&form) else {
                return MoodleScales::default();
            };
            let rows = requirements(&form);
            if scale == common {
                has_common.extend(rows.into_iter().flatten());
            } else {
                let Some(rows) = rows else {
                    return MoodleScales::default();
                };
                for requirement in rows {
                    own.entry(requirement).or_insert_with(|| scale.clone());
                }
            }
        }
        own.retain(|requirement, _| !has_common.contains(requirement));
        MoodleScales {
            common: Some(common),
            own,
        }
    }

    /// The scale of a framework whose forms have none.
    pub(super) fn our_scale(&self) -> ScaleCells {
        let word = |key: &'static str| self.source.words.word(&self.language.id, key);
        let values = SCALE.map(|key| (value(word(key)), key == SCALE[SCALE.len() - 1]));
        ScaleCells::of(&values, values.len() - 1)
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
