//! Forms: the tables used to grade people in a role, as printed, and how they compare with the clauses.

use serde::Serialize;

use super::criterion::{self, ComparisonView, CriterionView};
use super::joined::{LinesView, by_language, joined};
use super::note::{self, NoteView};
use crate::index::StandardIndex;
use crate::model::GradedForm;
use crate::model::rubric::{points, row_of};
use crate::render::frame::Frame;
use crate::render::text::TextView;
use crate::source::format::annex::{Continuation, Form, Layout, Row};
use crate::source::format::rubric::Rubric;
use crate::source::format::text::Id;

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
    /// The heading of the field for the score.
    pub score: TextView,
    /// The grades, best first. For example, `A` to `D`.
    pub grades: Vec<String>,
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

/// The rows of one dimension.
#[derive(Debug, Serialize)]
pub struct RowGroupView {
    /// The text that the source prints before the first row if the table breaks there.
    pub continuation: Option<ContinuationView>,
    /// The dimension's label, as this form prints it.
    pub label: TextView,
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

/// The points for a grade in a row.
#[derive(Debug, Serialize)]
pub struct ScoreView {
    /// The grade.
    pub grade: String,
    /// The points. For example, `10` or `7.5`; empty if the row has no points for the grade.
    pub points: String,
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
    pub overall: TextView,
    /// The label of the field for the band.
    pub band: TextView,
    /// The label of the field for the total.
    pub total: TextView,
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
        score: voice.marked(&form.columns.score, &form.note),
        grades: graded.rubric.grades.iter().map(Id::to_string).collect(),
        groups: making.groups(&rows, true),
        continuation: after
            .filter(|continuation| continuation.before.is_none())
            .map(|continuation| making.continuation(continuation)),
        result: making.result(),
        notes: note::views(frame, &voice, &form.note),
    }
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

    /// Groups consecutive rows of one dimension. `is_first` is false for rows printed again, which have no notes or
    /// comparison, and whose anchors belong to the first printing.
    fn groups(&self, rows: &[&Row], is_first: bool) -> Vec<RowGroupView> {
        let standard = &self.frame.handbook().standards[self.standard_index];
        let voice = self.frame.voice_of(standard);
        let mut groups: Vec<RowGroupView> = Vec::new();
        let mut previous = None;
        for row in rows {
            let dimension = standard
                .row(row.row.as_str())
                .map(|row| row.dimension.as_str());
            let continuation = self
                .form()
                .continuation
                .as_ref()
                .filter(|continuation| {
                    is_first
                        && continuation
                            .before
                            .as_ref()
                            .is_some_and(|id| *id == *row.row.as_str())
                })
                .map(|continuation| self.continuation(continuation));
            if groups.is_empty() || dimension != previous || continuation.is_some() {
                let heading = self.form().headings.iter().find(|heading| {
                    dimension.is_some_and(|dimension| heading.dimension == *dimension)
                });
                groups.push(RowGroupView {
                    continuation,
                    label: heading
                        .map(|heading| voice.marked(&heading.label, &heading.note))
                        .unwrap_or_default(),
                    has_labels: false,
                    rows: Vec::new(),
                    notes: heading
                        .filter(|_| is_first)
                        .map(|heading| note::views(self.frame, &voice, &heading.note))
                        .unwrap_or_default(),
                });
                previous = dimension;
            }
            if let Some(group) = groups.last_mut() {
                group.has_labels |= row.label.is_some();
                group.rows.push(self.row(row, is_first));
            }
        }
        groups
    }

    /// Returns the view of a row. Its anchor is the form's prefix and the row's id.
    fn row(&self, row: &Row, is_first: bool) -> FormRowView {
        let standard = &self.frame.handbook().standards[self.standard_index];
        let voice = self.frame.voice_of(standard);
        let anchor = format!("{}{}", self.prefix, row.row);
        let is_run = row.layout == Some(Layout::Run);
        FormRowView {
            label: row.label.as_ref().map(|label| voice.text(label)),
            is_run,
            lines: if is_run {
                criterion::lines(self.frame, self.standard_index, row)
            } else {
                Vec::new()
            },
            criteria: criterion::views(self.frame, self.standard_index, row, &anchor),
            scores: self
                .graded
                .rubric
                .grades
                .iter()
                .map(|grade| ScoreView {
                    grade: grade.to_string(),
                    points: row
                        .scores
                        .get(grade.as_str())
                        .map(points)
                        .unwrap_or_default(),
                })
                .collect(),
            comparison: if is_first {
                criterion::comparison(self.frame, self.standard_index, self.graded.role(), row)
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
        let mut remark = vec![voice.text(&words.remark)];
        let totals = rubric.totals.iter();
        remark.extend(totals.map(|total| voice.text(&total.formula)));
        ResultView {
            overall: voice.marked(&words.overall, &rubric.note),
            band: voice.marked(&words.band, &rubric.note),
            total: voice.marked(&words.total, &rubric.note),
            comment: voice.marked(&words.comment, &rubric.note),
            remark: by_language(&remark),
            department: voice.marked(&words.department, &rubric.note),
            assessor: voice.marked(&words.assessor, &rubric.note),
            date: voice.marked(&words.date, &rubric.note),
        }
    }
}
