//! Checks that the generator can draw the tables and figures, and that the pictures of figures are there.
//!
//! A table without rows and a figure without a picture have no content of their own: `shows` names the data.
//! The codes of these are `E207` for a kind that does not exist and `E208` for a wrong number of headings or cells.

use super::link_addresses::beside;
use super::pictures::kind_fault;
use super::subject::Subject;
use super::suggest::unknown;
use crate::index::ClauseIndex;
use crate::language::message::message;
use crate::model::Standard;
use crate::model::requirement_table::REQUIREMENTS;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::clause::{Figure, Table};
use crate::source::format::shared_text::SharedText;
use crate::source::format::text::Symbol;
use crate::source::rule::Rule;

/// The kinds of table.
pub const TABLES: [&str; 2] = [Table::TASKS, REQUIREMENTS];

/// The number of columns of a table of tasks.
const TASK_COLUMNS: usize = 3;

/// The kinds of figure.
pub const FIGURES: [&str; 1] = ["roles-dimensions"];

/// Requires that a table has rows and a figure a picture, or a kind that is known, and that a table has a heading for
/// each of its columns.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let parts = subject.handbook.standards.iter();
    let clauses = parts.flat_map(|part| part.clauses.indexed().map(move |entry| (part, entry)));
    for (part, (index, clause)) in clauses {
        let Some(clause) = clause.as_clause() else {
            continue;
        };
        if let Some(table) = &clause.table {
            found.extend(table_faults(part, index, table));
        }
        found.extend(
            clause
                .figure
                .as_ref()
                .and_then(|figure| fault(subject, figure)),
        );
    }
    found
}

/// The faults of a table: it has rows, or a kind that can be drawn, and a heading for each column.
fn table_faults(part: &Standard, clause: ClauseIndex, table: &Table) -> Vec<Diagnostic> {
    let Some(shows) = &table.shows else {
        return own_rows(table);
    };
    if !table.rows.is_empty() {
        return vec![Rule::UnknownDrawing.at(
            &shows.position,
            message!("this table has rows of its own, so nothing else can be shown in it"),
            message!("remove `shows` or `rows`"),
        )];
    }
    let Some(name) = TABLES.iter().find(|name| *shows == ***name) else {
        return vec![unknown(
            Rule::UnknownDrawing,
            shows,
            message!("kind of table"),
            TABLES,
        )];
    };
    let columns = if table.shows_tasks() {
        TASK_COLUMNS
    } else {
        let drawn = part.requirement_table(clause);
        drawn.depth + drawn.dimensions.len().max(1)
    };
    if table.columns.len() == columns {
        return Vec::new();
    }
    vec![Rule::WrongColumnCount.at(
        &table.position,
        message!(
            "the number of column headings is {headings}, but a table of `{name}` has {columns} columns",
            headings = table.columns.len(),
            columns,
            name,
        ),
        message!("write a heading for each column"),
    )]
}

/// The faults of a table without `shows`: it has rows, each with a cell for each column.
fn own_rows(table: &Table) -> Vec<Diagnostic> {
    if table.rows.is_empty() {
        return vec![Rule::MissingKey.at(
            &table.id.position,
            message!("this table has no rows"),
            message!(
                "add `rows`, each a list of cells, or `shows: tasks` or `shows: requirements`"
            ),
        )];
    }
    let uneven = table.rows.iter().enumerate();
    let uneven = uneven.filter(|(_, row)| row.len() != table.columns.len());
    uneven
        .map(|(index, row)| {
            let position = row.first().map_or(&table.position, SharedText::position);
            Rule::WrongColumnCount.at(
                position,
                message!(
                    "row {row} has {cells} {cells|cell|cells}, but the table has {columns} {columns|column|columns}",
                    row = index + 1,
                    cells = row.len(),
                    columns = table.columns.len(),
                ),
                message!("write a cell for each column; an empty one is `''`"),
            )
        })
        .collect()
}

/// The fault of a figure, which has a picture with an alternative text, or a kind that can be drawn.
fn fault(subject: &Subject<'_>, figure: &Figure) -> Option<Diagnostic> {
    match (&figure.picture, &figure.shows) {
        (Some(picture), None) => match of_picture(subject, picture) {
            None if figure.alternative.is_none() => Some(Rule::PictureWithoutText.at(
                &picture.position,
                message!("the picture of this figure has no alternative text"),
                message!("write `alternative`: what the picture shows, for people who cannot see it"),
            )),
            fault => fault,
        },
        (None, Some(shows)) if FIGURES.iter().any(|name| *shows == **name) => None,
        (None, Some(shows)) => Some(unknown(
            Rule::UnknownDrawing,
            shows,
            message!("kind of figure"),
            FIGURES,
        )),
        (None, None) => Some(Rule::MissingKey.at(
            &figure.id.position,
            message!("this figure has no picture"),
            message!("add `picture`, the name of a picture beside this file, or `shows: roles-dimensions`"),
        )),
        (Some(_), Some(shows)) => Some(Rule::UnknownDrawing.at(
            &shows.position,
            message!("this figure has a picture, so nothing can be drawn in it"),
            message!("remove `shows` or `picture`"),
        )),
    }
}

/// The fault of the name of a picture.
fn of_picture(subject: &Subject<'_>, picture: &Symbol) -> Option<Diagnostic> {
    let (from, to) = (&picture.position.file, &*picture.value);
    if subject.handbook.files.named(from, to).is_none() {
        let help = beside(subject.handbook, from, to);
        return Some(Rule::BrokenLink.at(
            &picture.position,
            message!("the picture `{to}` does not exist", to),
            help.unwrap_or_else(|| message!("write the name of a picture beside this file")),
        ));
    }
    kind_fault(subject, from, to)
        .map(|(rule, message, help)| rule.at(&picture.position, message, help))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{diagnostics, found, with};

    #[test]
    fn what_a_table_or_figure_shows_is_known() {
        let tree = with("clauses/01.yaml", "shows: tasks", "shows: task");
        assert_eq!(
            found(&tree),
            ["content/standards/demo/clauses/01.yaml:7:158: there is no kind of table `task`"]
        );
        assert_eq!(
            diagnostics(&tree)[0].help.english(),
            "did you mean `tasks`?"
        );
        let tree = with("clauses/01.yaml", "shows: roles-dimensions", "shows: map");
        assert_eq!(
            found(&tree),
            ["content/standards/demo/clauses/01.yaml:9:87: there is no kind of figure `map`"]
        );
    }

    #[test]
    fn a_table_has_a_head_for_each_column() {
        let tree = with("clauses/01.yaml", "[{zh: 序号, en: No.}, ", "[");
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/clauses/01.yaml:7:5: the number of column headings is 2, but a table of `tasks` has 3 columns"
            ]
        );
    }
}
