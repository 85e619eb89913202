//! The encoded standard, laid out in the order of its source.
//!
//! This code is independent of the program: it has its own reader and its own traversal, and uses nothing of the
//! program's model. Its result must equal the source to the letter, and the pages must contain it.

use std::collections::VecDeque;
use std::path::Path;

use yaml_rust2::Yaml;

use crate::yaml::{files, get, list, read, string};

/// The folder of the encoded standard inside a content folder.
pub const STANDARD: &str = "standards/cbec-export-operations";

/// A piece of the standard, as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The clause or annex on whose page it belongs; empty for the document's title.
    pub clause: String,
    /// The printed words.
    pub zh: String,
    /// The translation; `None` for pieces without language: numbers, marks, scores.
    pub en: Option<String>,
    /// The kind of piece.
    pub kind: Kind,
}

/// The kind of a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words of the standard.
    Text,
    /// A requirement or outcome, with its letter.
    Item(String),
    /// A clause's number.
    Number,
    /// The mark of an item, the number of a table row, or a repeated table heading, which a page may show differently.
    Furniture,
}

/// Reads the encoded standard and lays it out in the order of its source.
pub fn pieces(folder: &Path) -> Vec<Piece> {
    let standard = read(&folder.join("standard.yaml"));
    let rubric = read(&folder.join("rubric.yaml"));
    let mut layout = Layout::default();
    let mut titled = false;
    let mut waiting: VecDeque<(String, Yaml)> = VecDeque::new();
    for file in files(&folder.join("clauses")) {
        for clause in read(&file).as_vec().expect("a file of clauses is a list") {
            let preliminary = get(clause, "preliminary").and_then(Yaml::as_bool) == Some(true);
            if !preliminary && !titled {
                layout.enter("");
                layout.text(&standard, "title");
                titled = true;
            }
            lay_clause(&mut layout, &standard, clause, preliminary);
            if let Some(table) = get(clause, "table") {
                let after = get(table, "printed_after")
                    .map_or_else(|| string(clause, "id"), |_| string(table, "printed_after"));
                waiting.push_back((after, table.clone()));
            }
            let id = string(clause, "id");
            while waiting.front().is_some_and(|(after, _)| *after == id) {
                if let Some((_, table)) = waiting.pop_front() {
                    lay_table(&mut layout, &standard, &table);
                }
            }
            if let Some(figure) = get(clause, "figure") {
                layout.enter(&id);
                layout.text(figure, "number");
                layout.text(figure, "caption");
            }
        }
    }
    assert!(
        waiting.is_empty(),
        "a table is printed after a clause that does not come"
    );
    for file in files(&folder.join("annexes")) {
        lay_annex(&mut layout, &rubric, &read(&file));
    }
    layout.pieces
}

/// The texts joined without white space, in which print and encoding may differ.
pub fn bare<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts
        .into_iter()
        .flat_map(str::chars)
        .filter(|c| !is_space(*c))
        .collect()
}

/// Whether a character is white space or otherwise invisible.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
}

#[derive(Default)]
struct Layout {
    clause: String,
    pieces: Vec<Piece>,
}

impl Layout {
    fn enter(&mut self, clause: &str) {
        clause.clone_into(&mut self.clause);
    }

    fn put(&mut self, zh: String, en: Option<String>, kind: Kind) {
        self.pieces.push(Piece {
            clause: self.clause.clone(),
            zh,
            en,
            kind,
        });
    }

    fn furniture(&mut self, text: impl Into<String>) {
        self.put(text.into(), None, Kind::Furniture);
    }

    /// Adds the text at a path of keys, if there is one.
    fn text(&mut self, node: &Yaml, path: &str) {
        self.text_as(node, path, Kind::Text);
    }

    fn text_as(&mut self, node: &Yaml, path: &str, kind: Kind) {
        if let Some(text) = get(node, path) {
            self.put(string(text, "zh"), Some(string(text, "en")), kind);
        }
    }

    /// Adds paragraphs; each is a text, or a text with a note beside it.
    fn paragraphs(&mut self, node: &Yaml) {
        for paragraph in list(node, "text") {
            let inner = get(paragraph, "text").unwrap_or(paragraph);
            self.put(string(inner, "zh"), Some(string(inner, "en")), Kind::Text);
        }
    }
}

fn lay_clause(layout: &mut Layout, standard: &Yaml, clause: &Yaml, preliminary: bool) {
    let id = string(clause, "id");
    layout.enter(&id);
    if !preliminary {
        layout.put(id, None, Kind::Number);
    }
    layout.text(clause, "title");
    layout.paragraphs(clause);
    if let Some(term) = get(clause, "term") {
        for language in list(term, "printed") {
            let language = language.as_str().expect("a language is a word");
            layout.put(string(term, &format!("name.{language}")), None, Kind::Text);
        }
        layout.text(term, "definition");
        layout.text(term, "source");
    }
    layout.text(clause, "intro");
    for (key, mark) in [("requirements", "requirement"), ("outcomes", "outcome")] {
        for (item, letter) in list(clause, key).iter().zip('a'..='z') {
            let mark = string(standard, &format!("marks.{mark}"));
            let mark = if key == "outcomes" {
                mark.replacen('a', &letter.to_string(), 1)
            } else {
                mark
            };
            layout.furniture(mark);
            layout.text_as(item, "text", Kind::Item(letter.to_string()));
        }
    }
}

fn lay_table(layout: &mut Layout, standard: &Yaml, table: &Yaml) {
    // Table 1 belongs to 4.1, wherever it is printed.
    layout.enter("4.1");
    layout.text(table, "number");
    layout.text(table, "caption");
    for column in list(table, "columns") {
        layout.put(string(column, "zh"), Some(string(column, "en")), Kind::Text);
    }
    for (index, role) in list(standard, "roles").iter().enumerate() {
        layout.furniture((index + 1).to_string());
        layout.text(role, "personnel");
        for task in list(role, "tasks") {
            layout.text(task, "text");
        }
    }
}

fn lay_annex(layout: &mut Layout, rubric: &Yaml, annex: &Yaml) {
    let form = get(annex, "form").expect("an annex has a form");
    layout.enter(&string(annex, "id"));
    layout.text(annex, "heading");
    layout.text(annex, "status");
    layout.text(annex, "title");
    layout.paragraphs(annex);
    layout.text(form, "number");
    layout.text(form, "caption");
    lay_heads(layout, rubric, form, false);
    let rows = list(form, "rows");
    let continued = get(form, "continuation");
    for (index, row) in rows.iter().enumerate() {
        if let Some(continued) = continued
            && get(continued, "before").is_some()
            && string(continued, "before") == string(row, "row")
        {
            lay_continuation(layout, rubric, form, continued);
        }
        let dimension = dimension_of(rubric, row);
        let first = index == 0 || dimension_of(rubric, &rows[index - 1]) != dimension;
        lay_row(layout, rubric, form, row, first, false);
    }
    if let Some(continued) = continued.filter(|continued| get(continued, "before").is_none()) {
        lay_continuation(layout, rubric, form, continued);
    }
    let result = get(rubric, "result").expect("the rubric has the words under a form");
    for key in ["overall", "band", "total", "comment", "remark"] {
        layout.text(result, key);
    }
    for total in list(rubric, "totals") {
        layout.text(total, "formula");
    }
    for key in ["department", "assessor", "date"] {
        layout.text(result, key);
    }
}

/// Adds the headings of a form's columns. Those repeated over a table's continuation are furniture.
fn lay_heads(layout: &mut Layout, rubric: &Yaml, form: &Yaml, again: bool) {
    let kind = if again { Kind::Furniture } else { Kind::Text };
    for key in ["item", "criteria", "grade", "score"] {
        layout.text_as(form, &format!("columns.{key}"), kind.clone());
    }
    for grade in list(rubric, "grades") {
        layout.furniture(grade.as_str().expect("a grade is a word"));
    }
}

fn lay_continuation(layout: &mut Layout, rubric: &Yaml, form: &Yaml, continued: &Yaml) {
    layout.text_as(continued, "caption", Kind::Furniture);
    lay_heads(layout, rubric, form, true);
    for repeated in list(continued, "repeats") {
        let row = list(form, "rows")
            .iter()
            .find(|row| get(row, "row") == Some(repeated));
        lay_row(
            layout,
            rubric,
            form,
            row.expect("a repeated row is one of the form's"),
            true,
            true,
        );
    }
}

fn lay_row(layout: &mut Layout, rubric: &Yaml, form: &Yaml, row: &Yaml, first: bool, again: bool) {
    let kind = if again { Kind::Furniture } else { Kind::Text };
    if first {
        let dimension = dimension_of(rubric, row);
        let heading = list(form, "headings")
            .iter()
            .find(|heading| string(heading, "dimension") == dimension);
        layout.text_as(
            heading.expect("every dimension has a heading"),
            "label",
            kind.clone(),
        );
    }
    layout.text_as(row, "label", kind.clone());
    for criterion in list(row, "criteria") {
        layout.text_as(criterion, "text", kind.clone());
    }
    for grade in list(rubric, "grades") {
        let grade = grade.as_str().expect("a grade is a word");
        layout.furniture(string(row, &format!("scores.{grade}")));
    }
}

fn dimension_of(rubric: &Yaml, row: &Yaml) -> String {
    let id = string(row, "row");
    let known = list(rubric, "rows")
        .iter()
        .find(|known| string(known, "id") == id);
    string(
        known.unwrap_or_else(|| panic!("the rubric has no row {id}")),
        "dimension",
    )
}
