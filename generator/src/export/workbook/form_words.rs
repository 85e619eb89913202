//! The words of a form in its workbook: its caption, grades, rows and totals.

use super::form_sheet::WorkbookForm;
use crate::model::RowSubject;
use crate::source::format::annex::Row;
use crate::source::format::grade::Grade;
use crate::source::format::rubric::Total;

impl WorkbookForm<'_> {
    /// The number and the caption of the form.
    pub(super) fn caption(&self) -> String {
        let (form, texts) = (self.graded.form, self.texts);
        format!(
            "{} {}",
            texts.label(&form.number),
            texts.label(&form.caption)
        )
    }

    /// The name of a grade, or else its sign.
    pub(super) fn grade(&self, grade: &Grade) -> String {
        grade
            .title
            .as_ref()
            .map_or_else(|| grade.id.to_string(), |title| self.texts.label(title))
    }

    /// The name of a total: that of its level, its own title, or the form's word for it.
    pub(super) fn total_label(&self, total: &Total) -> String {
        let level = total
            .level
            .as_ref()
            .and_then(|level| self.level_title(level.as_str()));
        let title = total
            .title
            .as_ref()
            .or(self.graded.rubric.result.total.as_ref());
        level.unwrap_or_else(|| {
            title.map_or_else(
                || self.texts.word("check_total"),
                |title| self.texts.label(title),
            )
        })
    }

    /// The name of a row among all rows: its label and, if other rows have the same, its level.
    pub(super) fn name(&self, row: &Row) -> String {
        let mut label = self.label(row);
        let mut rows = self.graded.form.rows.iter();
        let is_shared = rows.any(|other| other.key() != row.key() && self.label(other) == label);
        let level = self
            .graded
            .row(row.key())
            .and_then(|row| row.level.as_ref());
        let level = level
            .filter(|_| is_shared)
            .and_then(|level| self.level_title(level.as_str()));
        label.extend(level);
        label.join("\n")
    }

    /// The title of a level of the role, or of the standard.
    fn level_title(&self, id: &str) -> Option<String> {
        let standard = self.texts.standard;
        let role = self.graded.role().and_then(|role| standard.role(role));
        let own = standard
            .levels_of(role)
            .iter()
            .find(|level| level.id == *id);
        let level = own.or_else(|| standard.level(id))?;
        Some(self.texts.label(&level.title))
    }

    /// The label of a row: that of its dimension or clause, then its own.
    pub(super) fn label(&self, row: &Row) -> Vec<String> {
        let (standard, texts) = (self.texts.standard, self.texts);
        let made = self.graded.generated_row(row.key());
        let dimension = self
            .graded
            .row(row.key())
            .and_then(|row| row.dimension.as_ref());
        let headings = self.graded.form.headings.iter();
        let heading = headings.clone().find(|heading| {
            dimension.is_some_and(|dimension| heading.dimension == *dimension.value)
        });
        let above = match (heading, made.and_then(|made| made.group)) {
            (Some(heading), _) => Some(texts.lines(&heading.label)),
            (None, Some(clause)) => standard.clauses[clause]
                .label()
                .map(|label| texts.lines(label)),
            (None, None) => None,
        };
        let own = match (&row.label, made.map(|made| made.subject)) {
            (Some(label), _) => Some(texts.lines(label)),
            (None, Some(RowSubject::Requirement(index))) => standard.requirements[index]
                .printed_name()
                .map(str::to_owned),
            (None, Some(RowSubject::Clause(index))) => standard.clauses[index]
                .label()
                .map(|label| texts.lines(label)),
            (None, Some(RowSubject::Dimension) | None) => None,
        };
        let words: Vec<String> = above.into_iter().chain(own).collect();
        if words.is_empty() {
            vec![row.key().to_owned()]
        } else {
            words
        }
    }

    /// The criteria of a row, each on a line, and the meaning of each grade in it.
    pub(super) fn criteria(&self, row: &Row) -> String {
        let texts = self.texts;
        let criteria = row
            .criteria
            .iter()
            .map(|criterion| texts.lines(&criterion.text));
        let grades = self.graded.rubric.grades.iter();
        let meanings = grades.filter_map(|grade| {
            let text = row.descriptors.get(grade.id.as_str())?;
            Some(format!("{}: {}", self.grade(grade), texts.lines(text)))
        });
        criteria.chain(meanings).collect::<Vec<_>>().join("\n")
    }
}
