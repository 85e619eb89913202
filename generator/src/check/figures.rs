//! Tables and figures show what the generator can draw.

use super::content::Content;
use super::suggest::unknown;
use crate::source::diagnostic::Diagnostic;

/// What a table can show, and how many columns that has.
const TABLES: [(&str, usize); 1] = [("tasks", 3)];
/// What a figure can show.
const FIGURES: [&str; 1] = ["roles-dimensions"];

/// Demands that a table or figure shows something known, and that a table has a head for each of its columns: both are
/// made from the standard's data, and nothing could be made otherwise.
pub fn rule(content: &Content<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for clause in content.standards.iter().flat_map(|part| &part.clauses) {
        if let Some(table) = &clause.table {
            match TABLES.iter().find(|(name, _)| table.shows == **name) {
                None => found.push(unknown(
                    &table.shows,
                    "table of",
                    TABLES.iter().map(|(name, _)| *name),
                )),
                Some((name, columns)) if table.columns.len() != *columns => {
                    found.push(Diagnostic::error(
                        &table.position,
                        format!(
                            "this table has {} column heads, and a table of `{name}` has {columns} columns",
                            table.columns.len()
                        ),
                        "write a head for each column",
                    ));
                }
                Some(_) => {}
            }
        }
        if let Some(figure) = &clause.figure
            && !FIGURES.iter().any(|name| figure.shows == **name)
        {
            found.push(unknown(&figure.shows, "figure of", FIGURES));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{diagnostics, found, with};

    #[test]
    fn what_a_table_or_figure_shows_is_known() {
        let tree = with("clauses/01.yaml", "shows: tasks", "shows: task");
        assert_eq!(
            found(&tree),
            ["content/standards/demo/clauses/01.yaml:7:158: there is no table of `task`"]
        );
        assert_eq!(diagnostics(&tree)[0].help, "did you mean `tasks`?");
        let tree = with("clauses/01.yaml", "shows: roles-dimensions", "shows: map");
        assert_eq!(
            found(&tree),
            ["content/standards/demo/clauses/01.yaml:9:87: there is no figure of `map`"]
        );
    }

    #[test]
    fn a_table_has_a_head_for_each_column() {
        let tree = with("clauses/01.yaml", "[{zh: 序号, en: No.}, ", "[");
        assert_eq!(
            found(&tree),
            [
                "content/standards/demo/clauses/01.yaml:7:5: this table has 2 column heads, and a table of `tasks` has 3 columns"
            ]
        );
    }
}
