//! Forms that people can be graded with: those of annexes in a standard that has a rubric, transcribed or generated.
//!
//! The self-check by form ([`super::assessment`]) exists for these; roles without one are rated
//! requirement by requirement ([`super::rating`]).

use std::sync::Arc;

use super::clause::Clause;
use super::generated::{GeneratedForm, GeneratedRow};
use super::standard::Standard;
use crate::index::ClauseIndex;
use crate::source::format::annex::{Annex, Form};
use crate::source::format::rubric::{Band, Rubric, RubricRow};
use crate::source::format::standard::Level;

/// A form with the annex that holds it and the rules by which it is graded.
#[derive(Clone, Copy, Debug)]
pub struct GradedForm<'a> {
    /// The index of the annex among the clauses. An index of [`Standard::clauses`], in which
    /// annexes come last.
    pub index: ClauseIndex,
    /// The annex.
    pub annex: &'a Annex,
    /// The form. If it is generated, it has the rows and totals that the annex leaves open.
    pub form: &'a Form,
    /// The subjects of the rows, if the form is generated.
    pub generated: Option<&'a GeneratedForm>,
    /// The rules that turn the completed form into a total, and a total into a band: those of the rubric, except for the
    /// grades, rows, totals and bands that the form has itself.
    pub rubric: &'a Rubric,
    /// Whether the role, or everybody, has a form before this one. The self-check of a further form has an address of its
    /// own, and its links and files state the form.
    pub is_further: bool,
}

impl<'a> GradedForm<'a> {
    /// The role whose form it is, if the annex names one. Without one, the form is for everybody.
    pub fn role(&self) -> Option<&'a str> {
        self.annex.role.as_ref().map(|role| role.as_str())
    }

    /// The definition of the row with this id, by the form or by the rubric.
    pub fn row(&self, id: &str) -> Option<&'a RubricRow> {
        self.rubric.rows.iter().find(|row| row.id == *id)
    }

    /// The level with this id to which a total or a row belongs: one of the role's own, or one of the standard.
    pub fn level<'s>(&self, standard: &'s Standard, id: &str) -> Option<&'s Level> {
        let mut levels = standard.levels_graded(self.role());
        levels.find(|level| level.id == *id)
    }

    /// The subject of the row with this id; `None` if the form is transcribed.
    pub fn generated_row(&self, id: &str) -> Option<&'a GeneratedRow> {
        let generated = self.generated?;
        let place = generated.form.rows.iter().position(|row| row.key() == id)?;
        generated.rows.get(place)
    }
}

/// The rules of a form, found when the standard is built.
#[derive(Clone, Debug)]
pub(super) struct FormRules {
    index: ClauseIndex,
    generated: Option<Arc<GeneratedForm>>,
    rubric: Arc<Rubric>,
    is_further: bool,
}

impl FormRules {
    /// The rules of all forms of a standard, in the order of their annexes. None without a rubric.
    pub(super) fn of(standard: &Standard) -> Arc<[FormRules]> {
        let Some(rubric) = &standard.rubric else {
            return Arc::default();
        };
        let annexes = standard.annexes.iter();
        let forms = annexes.filter_map(|index| {
            let annex = standard.clauses[*index].as_annex()?;
            Some((*index, annex, annex.form.as_ref()?))
        });
        let forms: Vec<_> = forms.collect();
        let is_first = |index: ClauseIndex, annex: &Annex| {
            let role = annex.role.as_ref().map(|role| role.as_str());
            let mut same = forms
                .iter()
                .filter(|(_, other, _)| other.role.as_ref().map(|role| role.as_str()) == role);
            let named = role.and_then(|role| standard.role(role)?.annex.as_ref());
            let first = same
                .clone()
                .find(|(_, other, _)| named.is_some_and(|named| *named == *other.id.value));
            let first = first.or_else(|| same.next());
            first.is_some_and(|(first, _, _)| *first == index)
        };
        forms
            .iter()
            .map(|(index, annex, form)| {
                let rule = form.generate.as_ref();
                let generated =
                    rule.map(|rule| GeneratedForm::of(standard, annex, form, rule, rubric));
                FormRules {
                    index: *index,
                    rubric: match &generated {
                        Some(generated) => generated_rules(generated, rubric),
                        None => rules(form, rubric),
                    },
                    generated: generated.map(Arc::new),
                    is_further: !is_first(*index, annex),
                }
            })
            .collect()
    }
}

/// The rubric with the grades, rows, totals and bands that the form has itself. A form that defines rows has the totals that it
/// states, since those of the rubric add the rubric's rows; and without totals it has no bands.
fn rules(form: &Form, rubric: &Arc<Rubric>) -> Arc<Rubric> {
    if !form.has_own_rules() {
        return rubric.clone();
    }
    let mut own = Rubric::clone(rubric);
    if form.defines_rows() {
        let from_rubric = |name: &str| rubric.rows.iter().find(|row| row.id == *name).cloned();
        let rows = form.rows.iter();
        let rows = rows.filter_map(|row| row.defined().or_else(|| from_rubric(row.key())));
        own.rows = rows.collect();
    }
    if form.defines_rows() || !form.totals.is_empty() {
        own.totals = form.totals.clone();
    }
    own.bands = bands(form, &own);
    Arc::new(with_grades(own, form, rubric))
}

/// The rubric with the rows and totals of a form that is generated.
fn generated_rules(generated: &GeneratedForm, rubric: &Rubric) -> Arc<Rubric> {
    let mut own = rubric.clone();
    own.rows = generated.rubric_rows();
    own.totals = generated.form.totals.clone();
    own.bands = bands(&generated.form, &own);
    Arc::new(with_grades(own, &generated.form, rubric))
}

/// `own` with the grades of a form, and the guidance for these.
fn with_grades(own: Rubric, form: &Form, rubric: &Rubric) -> Rubric {
    Rubric {
        grades: form.grades_or(rubric).to_vec(),
        guidance: form.guidance_or(rubric).cloned(),
        ..own
    }
}

/// The bands of a form, or else those of its `rules`; without totals there are none.
fn bands(form: &Form, rules: &Rubric) -> Vec<Band> {
    if !form.bands.is_empty() {
        form.bands.clone()
    } else if rules.totals.is_empty() {
        Vec::new()
    } else {
        rules.bands.clone()
    }
}

impl Standard {
    /// The levels that the totals and rows of a form of `role` may name: those of the role itself, and those of the standard.
    pub fn levels_graded(&self, role: Option<&str>) -> impl Iterator<Item = &Level> + Clone {
        let role = role.and_then(|role| self.role(role));
        let own = role.into_iter().flat_map(|role| &role.levels);
        own.chain(self.levels())
    }

    /// The forms, in the order of their annexes. Without a rubric there is nothing to grade, and so there are none.
    pub fn graded_forms(&self) -> impl Iterator<Item = GradedForm<'_>> + Clone {
        self.form_rules.iter().filter_map(|rules| {
            let annex = self.clauses[rules.index].as_annex()?;
            Some(GradedForm {
                index: rules.index,
                annex,
                form: match &rules.generated {
                    Some(generated) => &generated.form,
                    None => annex.form.as_ref()?,
                },
                generated: rules.generated.as_deref(),
                rubric: &rules.rubric,
                is_further: rules.is_further,
            })
        })
    }

    /// The forms of `role`, or those that belong to no role, the first of them first: the one that the role names, or
    /// else that of the first annex. The forms for everybody are not found for a role.
    pub fn forms_of(&self, role: Option<&str>) -> Vec<GradedForm<'_>> {
        let forms = self.graded_forms().filter(|form| form.role() == role);
        let mut forms: Vec<_> = forms.collect();
        forms.sort_by_key(|form| form.is_further);
        forms
    }

    /// The first form of `role`, or the first that belongs to no role. The form for everybody is not found
    /// for a role: callers that fall back to it ask twice.
    pub fn graded_form(&self, role: Option<&str>) -> Option<GradedForm<'_>> {
        let mut forms = self.graded_forms().filter(|form| !form.is_further);
        forms.find(|form| form.role() == role)
    }

    /// The forms that are not the first of their role or of everybody. A form of a role that does not exist is left out.
    pub fn further_forms(&self) -> impl Iterator<Item = GradedForm<'_>> {
        let further = self.graded_forms().filter(|form| form.is_further);
        further.filter(|form| form.role().is_none_or(|role| self.role(role).is_some()))
    }

    /// Whether the rubric has rows, or a form defines some. Otherwise the rubric seems to be unfinished.
    pub fn has_rows(&self) -> bool {
        let mut forms = self.graded_forms();
        let rubric = self.rubric.as_deref();
        rubric.is_some_and(|rubric| !rubric.rows.is_empty())
            || !self.has_all_annexes()
            || forms.any(|form| form.form.defines_rows() || form.generated.is_some())
    }

    /// The form in the annex at `index`. `None` if the clause is not an annex, or its annex has no
    /// form.
    pub fn graded_form_at(&self, index: ClauseIndex) -> Option<GradedForm<'_>> {
        self.graded_forms().find(|form| form.index == index)
    }

    /// Whether the clause is about the evaluation: it defines the bands, the assessors or the consequences of a band, or
    /// it consists of such clauses and has no requirements itself. The page of such a clause links
    /// to the self-check. Always `false` without a rubric.
    pub fn is_evaluation(&self, clause: &Clause) -> bool {
        let Some(rubric) = self.rubric.as_deref() else {
            return false;
        };
        let id = clause.id().as_str();
        let assessors = rubric.assessors.as_ref();
        rubric.clause.as_ref().is_some_and(|clause| *clause == *id)
            || assessors.is_some_and(|assessors| *assessors.clause.as_str() == *id)
            || clause.as_clause().is_some_and(|body| body.band.is_some())
            || (clause.within == 0
                && clause
                    .children
                    .iter()
                    .any(|child| self.is_evaluation(&self.clauses[*child])))
    }
}
