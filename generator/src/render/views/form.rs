//! Forms: the tables used to grade people in a role, as printed, and how they compare with the clauses.

use serde::Serialize;

use super::criterion::{self, ComparisonView, CriterionView};
use super::generated;
use super::joined::{LinesView, by_language, joined};
use super::note::{self, NoteView};
use crate::index::StandardIndex;
use crate::model::GradedForm;
use crate::model::rubric::{points, row_of};
use crate::render::frame::{Frame, LinkView};
use crate::render::text::TextView;
use crate::source::format::annex::{Continuation, Form, Layout, Row};
use crate::source::format::grade::Grade;
use crate::source::format::rubric::Rubric;
use crate::source::format::text::Text;

/// A form.
#[derive(Debug, Serialize)]
pub struct FormView {
    /// The table's anchor.
    pub anchor: String,
    /// The table's number and caption, as printed.
    pub caption: TextView,
    /// The heading of the rows' labels.
    pub item: TextView,
    /// The heading of the criteria.
    pub criteria: TextView,
    /// The heading of the grades.
    pub grade: TextView,
    /// The heading of the field for the score; `None` if the form has no scores.
    pub score: Option<TextView>,
    /// The grades, best first. For example, `A` to `D`.
    pub grades: Vec<GradeView>,
    /// Whether the grades have names or descriptors, which need more room than their signs.
    pub is_worded: bool,
    /// Whether rows have labels of their own beside those of their groups.
    pub has_labels: bool,
    /// Whether the rows are generated from requirements, and so in their words.
    pub is_generated: bool,
    /// Whether grades have descriptors that apply to every row.
    pub has_legend: bool,
    /// The rows, by dimension.
    pub groups: Vec<RowGroupView>,
    /// The text that the source prints after the last row if the table breaks there. `None` if it
    /// does not break or breaks before a row.
    pub continuation: Option<ContinuationView>,
    /// The fields under the rows.
    pub result: ResultView,
    /// Notes on the form.
    pub notes: Vec<NoteView>,
}

/// The rows of one dimension, or those of one clause in a generated form.
#[derive(Debug, Serialize)]
pub struct RowGroupView {
    /// The text that the source prints before the first row if the table breaks there.
    pub continuation: Option<ContinuationView>,
    /// The dimension's label, as this form prints it, or the clause's title.
    pub label: TextView,
    /// The clause, if the form is generated and the rows are those of one.
    pub clause: Option<LinkView>,
    /// Whether the rows have labels of their own.
    pub has_labels: bool,
    /// The rows.
    pub rows: Vec<FormRowView>,
    /// Notes on the label.
    pub notes: Vec<NoteView>,
}

/// A graded row of a form.
#[derive(Debug, Serialize)]
pub struct FormRowView {
    /// The anchor: `skills-mid`.
    pub anchor: String,
    /// The row's own label. `None` if the form prints only the dimension's label.
    pub label: Option<TextView>,
    /// The link to the requirement that the row grades, if the form is generated and each row grades one.
    pub href: String,
    /// The clause that the row grades, if the form is generated and each row grades one.
    pub clause: Option<LinkView>,
    /// Whether the criteria are printed as running text.
    pub is_run: bool,
    /// The lines of the running text. Empty if each criterion is printed on its own.
    pub lines: Vec<TextView>,
    /// The criteria.
    pub criteria: Vec<CriterionView>,
    /// The points for each grade.
    pub scores: Vec<ScoreView>,
    /// The comparison of the row with the clauses that it grades. `None` for a row that is printed
    /// again.
    pub comparison: Option<ComparisonView>,
    /// Notes on the row.
    pub notes: Vec<NoteView>,
}

/// A grade.
#[derive(Clone, Debug, Serialize)]
pub struct GradeView {
    /// The grade's sign.
    pub id: String,
    /// The name, if it has one, which is shown in place of the sign.
    pub title: Option<TextView>,
    /// The name, or else the sign, as plain text.
    pub plain: String,
    /// The descriptor that applies to every row.
    pub text: Option<TextView>,
}

/// A grade of a row, with its points and its meaning there.
#[derive(Debug, Serialize)]
pub struct ScoreView {
    /// The grade's sign.
    pub grade: String,
    /// The name of the grade, if it has one.
    pub title: Option<TextView>,
    /// The name, or else the sign, as plain text.
    pub plain: String,
    /// The points; empty if the row has no scores.
    pub points: String,
    /// The descriptor of the grade in this row.
    pub text: Option<TextView>,
}

/// A break in the source's table.
#[derive(Debug, Serialize)]
pub struct ContinuationView {
    /// The caption over the continued part, as printed.
    pub caption: TextView,
    /// The rows that the source prints again after the break. Without notes and comparisons, which
    /// are where they are printed first.
    pub repeats: Vec<RowGroupView>,
    /// Notes on the break.
    pub notes: Vec<NoteView>,
}

/// The fields under a form's rows.
#[derive(Debug, Serialize)]
pub struct ResultView {
    /// The label of the overall result.
    pub overall: Option<TextView>,
    /// The label of the field for the band.
    pub band: Option<TextView>,
    /// The label of the field for the total.
    pub total: Option<TextView>,
    /// The label of the field for comments.
    pub comment: TextView,
    /// The remark below the fields: its opening, then the formula of each total, as lines in each language.
    pub remark: Vec<LinesView>,
    /// The label of the field for the department.
    pub department: TextView,
    /// The label of the field for the assessor's name.
    pub assessor: TextView,
    /// The label of the field for the date.
    pub date: TextView,
}

/// Notes on the rules that all forms of a standard share.
#[derive(Debug, Serialize)]
pub struct RulesView {
    /// Notes on words of the form.
    pub notes: Vec<NoteView>,
    /// Notes on the rules of the assessment.
    pub rules: Vec<NoteView>,
}

/// Returns the notes that all forms of a standard share. Notes that quote a word of the form are about the form; the
/// others are about the rules.
pub fn rules(frame: &Frame, standard_index: StandardIndex, rubric: &Rubric) -> RulesView {
    let standard = &frame.handbook().standards[standard_index];
    let (notes, rules) = note::views(frame, &frame.voice_of(standard), &rubric.note)
        .into_iter()
        .partition(|note| note.is_quoting);
    RulesView { notes, rules }
}

/// Returns the view of a form. Its anchors begin with `prefix`, so that several forms can be on one page.
pub fn view(
    frame: &Frame,
    standard_index: StandardIndex,
    graded: GradedForm<'_>,
    prefix: &str,
) -> FormView {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let form = graded.form;
    let making = FormBuilder {
        frame,
        standard_index,
        graded,
        prefix,
    };
    let rows: Vec<&Row> = form.rows.iter().collect();
    let after = form.continuation.as_ref();
    let score = form.columns.score.as_ref();
    let score = score.filter(|_| form.rows.iter().any(|row| row.scores.is_some()));
    let groups = making.groups(&rows, true);
    let rubric_grades = || graded.rubric.grades.iter();
    FormView {
        anchor: format!("{prefix}form"),
        caption: joined(
            &[
                voice.text(&form.number),
                voice.marked(&form.caption, &form.note),
            ],
            " ",
            &voice.own().tag,
        ),
        item: voice.marked(&form.columns.item, &form.note),
        criteria: voice.marked(&form.columns.criteria, &form.note),
        grade: voice.marked(&form.columns.grade, &form.note),
        score: score.map(|score| voice.marked(score, &form.note)),
        is_worded: rubric_grades().any(|grade| grade.title.is_some() || grade.text.is_some())
            || form.rows.iter().any(|row| !row.descriptors.0.is_empty()),
        has_legend: rubric_grades().any(|grade| grade.text.is_some()),
        is_generated: graded.generated.is_some(),
        grades: grades(frame, standard_index, graded.rubric),
        has_labels: groups.iter().any(|group| group.has_labels),
        groups,
        continuation: after
            .filter(|continuation| continuation.before.is_none())
            .map(|continuation| making.continuation(continuation)),
        result: making.result(),
        notes: note::views(frame, &voice, &form.note),
    }
}

/// Returns the grades of a rubric, best first.
pub fn grades(frame: &Frame, standard_index: StandardIndex, rubric: &Rubric) -> Vec<GradeView> {
    let voice = frame.voice_of(&frame.handbook().standards[standard_index]);
    let grades = rubric.grades.iter();
    let view = |grade: &Grade| {
        let title = grade
            .title
            .as_ref()
            .map(|title| voice.marked(title, &rubric.note));
        GradeView {
            id: grade.id.to_string(),
            plain: title
                .as_ref()
                .map_or_else(|| grade.id.to_string(), |title| title.plain.clone()),
            title,
            text: grade
                .text
                .as_ref()
                .map(|text| voice.marked(text, &rubric.note)),
        }
    };
    grades.map(view).collect()
}

/// The context from which every part of a form is made.
struct FormBuilder<'f, 'a> {
    frame: &'f Frame<'a>,
    standard_index: StandardIndex,
    graded: GradedForm<'f>,
    prefix: &'f str,
}

impl FormBuilder<'_, '_> {
    fn form(&self) -> &Form {
        self.graded.form
    }

    /// Groups consecutive rows of one dimension or, in a generated form, of one clause. A row without a dimension is a group, with the row's label. `is_first` is false for rows printed again, which have no notes or
    /// comparison, and whose anchors belong to the first printing.
    fn groups(&self, rows: &[&Row], is_first: bool) -> Vec<RowGroupView> {
        let standard = &self.frame.handbook().standards[self.standard_index];
        let voice = self.frame.voice_of(standard);
        let mut groups: Vec<RowGroupView> = Vec::new();
        let mut previous = None;
        for row in rows {
            let dimension = (self.graded.row(row.key()))
                .and_then(|row| row.dimension.as_ref())
                .map(|dimension| dimension.as_str());
            let made = self.graded.generated_row(row.key());
            let clause = made.and_then(|made| made.group);
            let subject = (dimension, clause);
            let continuation = self
                .form()
                .continuation
                .as_ref()
                .filter(|continuation| {
                    is_first
                        && continuation
                            .before
                            .as_ref()
                            .is_some_and(|id| *id == *row.key())
                })
                .map(|continuation| self.continuation(continuation));
            let is_alone = dimension.is_none() && clause.is_none();
            if groups.is_empty() || Some(subject) != previous || is_alone || continuation.is_some()
            {
                let heading = self.form().headings.iter().find(|heading| {
                    dimension.is_some_and(|dimension| heading.dimension == *dimension)
                });
                groups.push(RowGroupView {
                    continuation,
                    label: match (heading, clause) {
                        (Some(heading), _) => voice.marked(&heading.label, &heading.note),
                        (None, Some(clause)) => generated::title(&voice, standard, clause),
                        (None, None) if is_alone => {
                            generated::label(&voice, standard, self.graded, row).unwrap_or_default()
                        }
                        (None, None) => TextView::default(),
                    },
                    clause: clause
                        .map(|clause| self.frame.clause_link(self.standard_index, clause)),
                    has_labels: false,
                    rows: Vec::new(),
                    notes: heading
                        .filter(|_| is_first)
                        .map(|heading| note::views(self.frame, &voice, &heading.note))
                        .unwrap_or_default(),
                });
                previous = Some(subject);
            }
            if let Some(group) = groups.last_mut() {
                let mut view = self.row(row, is_first);
                if is_alone {
                    view.label = None;
                }
                group.has_labels |= view.label.is_some();
                group.rows.push(view);
            }
        }
        groups
    }

    /// Returns the view of a row. Its anchor is the form's prefix and the row's id.
    fn row(&self, row: &Row, is_first: bool) -> FormRowView {
        let standard = &self.frame.handbook().standards[self.standard_index];
        let voice = self.frame.voice_of(standard);
        let anchor = format!("{}{}", self.prefix, row.key());
        let is_run = row.layout == Some(Layout::Run);
        let made = self.graded.generated_row(row.key());
        FormRowView {
            label: generated::label(&voice, standard, self.graded, row),
            href: made.map_or_else(String::new, |made| {
                generated::href(self.frame, self.standard_index, made)
            }),
            clause: made.and_then(|made| generated::clause(self.frame, self.standard_index, made)),
            is_run,
            lines: if is_run {
                criterion::lines(self.frame, self.standard_index, row)
            } else {
                Vec::new()
            },
            criteria: criterion::views(
                self.frame,
                self.standard_index,
                (self.graded, row),
                &anchor,
                self.prefix,
            ),
            scores: grades(self.frame, self.standard_index, self.graded.rubric)
                .into_iter()
                .map(|grade| ScoreView {
                    points: row.score(&grade.id).map(points).unwrap_or_default(),
                    text: (row.descriptors.get(&grade.id))
                        .map(|text| voice.marked(text, &row.note)),
                    grade: grade.id,
                    title: grade.title,
                    plain: grade.plain,
                })
                .collect(),
            comparison: if is_first {
                criterion::comparison(self.frame, self.standard_index, self.graded, row)
            } else {
                None
            },
            notes: note::views(self.frame, &voice, &row.note),
            anchor,
        }
    }

    /// Returns the view of a break. An id in `repeats` that is not a row of the form is left out.
    fn continuation(&self, continuation: &Continuation) -> ContinuationView {
        let standard = &self.frame.handbook().standards[self.standard_index];
        let voice = self.frame.voice_of(standard);
        let rows: Vec<&Row> = continuation
            .repeats
            .iter()
            .filter_map(|id| row_of(self.form(), id.as_str()))
            .collect();
        ContinuationView {
            caption: voice.marked(&continuation.caption, &continuation.note),
            repeats: self.groups(&rows, false),
            notes: note::views(self.frame, &voice, &continuation.note),
        }
    }

    /// Returns the fields under the rows, whose words come from the rubric and are therefore the
    /// same on all its forms.
    fn result(&self) -> ResultView {
        let rubric = self.graded.rubric;
        let words = &rubric.result;
        let standard = &self.frame.handbook().standards[self.standard_index];
        let voice = self.frame.voice_of(standard);
        let formulas = rubric
            .totals
            .iter()
            .filter_map(|total| total.formula.as_ref());
        let remark = words.remark.iter().chain(formulas);
        let remark: Vec<TextView> = remark.map(|text| voice.text(text)).collect();
        let label = |text: &Option<Text>| {
            let text = text.as_ref();
            text.map(|text| voice.marked(text, &rubric.note))
        };
        ResultView {
            overall: label(&words.overall),
            band: label(&words.band),
            total: label(&words.total),
            comment: voice.marked(&words.comment, &rubric.note),
            remark: by_language(&remark),
            department: voice.marked(&words.department, &rubric.note),
            assessor: voice.marked(&words.assessor, &rubric.note),
            date: voice.marked(&words.date, &rubric.note),
        }
    }
}
