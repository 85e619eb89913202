//! The standard as a workbook to filter and sort: a line for each requirement, and the clauses.

use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

use super::return_sheet::{self, RepeatedSheet};
use super::saved::saved;
use super::{Looks, WorkbookTexts, cell, height, sheet_name};
use crate::export::Source;
use crate::index::{ClauseIndex, RequirementIndex};
use crate::model::Requirement;
use crate::model::axis::AxisValues;
use crate::model::rubric::points;
use crate::site::address::permalink_path;
use crate::site::export::exports;
use crate::site::{Make, RenderError};
use crate::source::format::standard::Level;
use crate::source::format::text::Text;

/// Returns the workbook of a standard in a reading.
impl Make<exports::StandardWorkbook> for Source<'_> {
    fn make(&self, target: exports::StandardWorkbook) -> Result<Vec<u8>, RenderError> {
        let texts = WorkbookTexts::new(self, target.standard, target.reading);
        let sheets = StandardSheets { texts: &texts };
        sheets
            .bytes()
            .map_err(|error| self.error(error.to_string()))
    }
}

/// The value of a requirement in a column.
type CellValue<'a> = Box<dyn Fn(RequirementIndex, &Requirement) -> String + 'a>;

/// A column of the requirements.
struct WorkbookColumn<'a> {
    /// The meaning, by which it is read back.
    key: String,
    heading: String,
    /// The width, in characters.
    width: u16,
    kind: ColumnKind,
    value: CellValue<'a>,
}

/// How a column's cells are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ColumnKind {
    Text,
    Number,
    Link,
}

struct StandardSheets<'a> {
    texts: &'a WorkbookTexts<'a>,
}

impl<'a> StandardSheets<'a> {
    fn bytes(&self) -> Result<Vec<u8>, XlsxError> {
        let texts = self.texts;
        let looks = Looks::new(texts.is_right_to_left());
        let mut workbook = texts.workbook()?;
        let requirements = self.requirements(workbook.add_worksheet(), &looks)?;
        let clauses = self.clauses(workbook.add_worksheet(), &looks)?;
        return_sheet::write(texts, workbook.add_worksheet(), &requirements, &clauses)?;
        saved(&mut workbook)
    }

    /// A line for each requirement. A column exists only if a requirement has a value in it.
    fn requirements(
        &self,
        sheet: &mut Worksheet,
        looks: &Looks,
    ) -> Result<RepeatedSheet, XlsxError> {
        let (texts, standard) = (self.texts, self.texts.standard);
        let name = texts.word("requirements");
        texts.set_up(sheet, &name)?;
        let mut columns = self.columns();
        columns.retain(|column| {
            let mut requirements = standard.requirements.indexed();
            requirements.any(|(index, entry)| !(column.value)(index, entry).is_empty())
        });
        for (place, column) in (0_u16..).zip(&columns) {
            sheet.set_column_width(place, column.width)?;
            let look = match column.kind {
                ColumnKind::Number => &looks.centred_head,
                ColumnKind::Text | ColumnKind::Link => &looks.head,
            };
            sheet.write_with_format(0, place, &column.heading, look)?;
        }
        let mut repeated = RepeatedSheet {
            name: sheet_name(&name),
            columns: Vec::new(),
            rows: Vec::new(),
        };
        for (row, (index, entry)) in (1_u32..).zip(standard.requirements.indexed()) {
            let values = columns.iter().map(|column| (column.value)(index, entry));
            let values: Vec<String> = values.map(|value| cell(&value)).collect();
            let widths = columns.iter().map(|column| column.width);
            sheet.set_row_height(row, height(values.iter().map(|value| &**value).zip(widths)))?;
            for ((place, column), value) in (0_u16..).zip(&columns).zip(&values) {
                match column.kind {
                    ColumnKind::Text => sheet.write_with_format(row, place, value, &looks.text)?,
                    ColumnKind::Number => match value.parse::<f64>() {
                        Ok(number) => sheet.write_with_format(row, place, number, &looks.number)?,
                        Err(_) => sheet.write_blank(row, place, &looks.number)?,
                    },
                    ColumnKind::Link => write_link(sheet, row, place, value, &looks.text)?,
                };
            }
            repeated.rows.push((entry.id.to_string(), values));
        }
        let last = u32::try_from(standard.requirements.len()).unwrap_or(u32::MAX);
        self.finish(sheet, last, columns.len())?;
        let columns = columns.into_iter();
        repeated.columns = columns.map(|column| (column.key, column.heading)).collect();
        Ok(repeated)
    }

    /// A line for each clause, and the number of requirements in it. The ids are in a hidden column, so that they follow
    /// their lines when these are sorted.
    fn clauses(&self, sheet: &mut Worksheet, looks: &Looks) -> Result<RepeatedSheet, XlsxError> {
        let (texts, standard) = (self.texts, self.texts.standard);
        let clause = texts.named(|names| names.clause.as_ref(), "search_kind_clause");
        let name = texts.named(|names| names.clause.as_ref(), "edition_clauses");
        texts.set_up(sheet, &name)?;
        const LABEL_WIDTH: u16 = 60;
        let mut heads = vec![("number".to_owned(), texts.word("workbook_number"), 14)];
        for (place, language) in texts.reading.languages.iter().enumerate() {
            let key = format!("title:{}", language.id);
            heads.push((key, texts.beside(&clause, place), LABEL_WIDTH));
        }
        heads.push(("count".to_owned(), texts.word("requirements"), 14));
        heads.push(("id".to_owned(), "id".to_owned(), 14));
        for (place, (key, heading, width)) in (0_u16..).zip(&heads) {
            sheet.set_column_width(place, *width)?;
            let look = match *key == *"count" {
                true => &looks.centred_head,
                false => &looks.head,
            };
            sheet.write_with_format(0, place, heading, look)?;
        }
        let id_column = u16::try_from(heads.len() - 1).unwrap_or(u16::MAX);
        sheet.set_column_hidden(id_column)?;
        let mut rows = Vec::new();
        for (row, (index, entry)) in (1_u32..).zip(standard.clauses.indexed()) {
            let depth = u8::try_from(self.above(index).count()).unwrap_or(u8::MAX);
            let intro = entry.as_clause().and_then(|clause| clause.intro.as_ref());
            let label = entry.label().or(intro);
            let languages = 0..texts.reading.languages.len();
            let labels = languages
                .map(|place| label.map_or_else(String::new, |label| cell(&texts.at(label, place))));
            let number = entry.number().unwrap_or_default().to_owned();
            let mut values: Vec<String> = [number].into_iter().chain(labels).collect();
            let widths = [14].into_iter().chain(std::iter::repeat(LABEL_WIDTH));
            sheet.set_row_height(row, height(values.iter().map(|value| &**value).zip(widths)))?;
            let look = looks
                .text
                .clone()
                .set_indent(depth.saturating_sub(1).min(15));
            for (place, value) in (0_u16..).zip(&values) {
                let look = if place == 0 { &looks.text } else { &look };
                sheet.write_with_format(row, place, value, look)?;
            }
            let within = u32::try_from(entry.within).unwrap_or(u32::MAX);
            sheet.write_with_format(row, id_column - 1, within, &looks.number)?;
            sheet.write_string(row, id_column, entry.id().as_str())?;
            values.push(within.to_string());
            values.push(entry.id().to_string());
            rows.push((entry.id().to_string(), values));
        }
        let last = u32::try_from(standard.clauses.len()).unwrap_or(u32::MAX);
        self.finish(sheet, last, heads.len())?;
        let columns = heads.into_iter();
        Ok(RepeatedSheet {
            name: sheet_name(&name),
            columns: columns.map(|(key, heading, _)| (key, heading)).collect(),
            rows,
        })
    }

    /// A filter above the lines, a head that stays, and landscape for paper.
    fn finish(&self, sheet: &mut Worksheet, last: u32, columns: usize) -> Result<(), XlsxError> {
        let last_column = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
        sheet.autofilter(0, 0, last, last_column)?;
        sheet.set_freeze_panes(1, 1)?;
        sheet.set_repeat_rows(0, 0)?;
        sheet.set_landscape();
        sheet.set_print_fit_to_pages(1, 0);
        Ok(())
    }

    /// A clause and those that contain it, the innermost first.
    fn above(&self, clause: ClauseIndex) -> impl Iterator<Item = ClauseIndex> {
        let standard = self.texts.standard;
        std::iter::successors(Some(clause), |index| standard.clauses[*index].parent)
    }

    /// Every level that a descriptor can have, with the heading of its column: those of the standard, and those that roles
    /// have themselves.
    fn levels(&self) -> Vec<(&'a Level, String)> {
        let (texts, about) = (self.texts, &self.texts.standard.about);
        let mut all: Vec<(&'a Level, String)> = Vec::new();
        let of_standard = about
            .levels
            .iter()
            .map(|level| (level, texts.label(&level.title)));
        let of_roles = about.roles.iter().flat_map(|role| {
            let name = texts.label(&role.title);
            let levels = role.levels.iter();
            levels.map(move |level| (level, format!("{name}: {}", texts.label(&level.title))))
        });
        for (level, heading) in of_standard.chain(of_roles) {
            if !all
                .iter()
                .any(|(known, _)| known.id.as_str() == level.id.as_str())
            {
                all.push((level, heading));
            }
        }
        all
    }

    /// Every column that the requirements can have.
    fn columns(&self) -> Vec<WorkbookColumn<'a>> {
        let (texts, standard) = (self.texts, self.texts.standard);
        let mut columns: Vec<WorkbookColumn<'a>> = Vec::new();
        let mut add =
            |key: &str, heading: String, width: u16, kind: ColumnKind, value: CellValue<'a>| {
                columns.push(WorkbookColumn {
                    key: key.to_owned(),
                    heading,
                    width,
                    kind,
                    value,
                });
            };
        let names = |names: &mut dyn Iterator<Item = &'a Text>| {
            names
                .map(|name| texts.label(name))
                .collect::<Vec<_>>()
                .join("\n")
        };
        let languages = &texts.reading.languages;
        let each = move |text: Option<&Text>, place: usize| {
            text.map_or_else(String::new, |text| texts.at(text, place))
        };
        let beside = |heading: String, place: usize| texts.beside(&heading, place);
        let key = |meaning: &str, place: usize| format!("{meaning}:{}", languages[place].id);
        add(
            "number",
            texts.word("workbook_number"),
            14,
            ColumnKind::Text,
            Box::new(|_, entry| entry.printed_name().unwrap_or_default().to_owned()),
        );
        add(
            "clause",
            texts.named(|names| names.clause.as_ref(), "search_kind_clause"),
            32,
            ColumnKind::Text,
            Box::new(move |_, entry| {
                let clause = &standard.clauses[entry.clause];
                let label = clause.label().map(|label| texts.label(label));
                let number = clause.number().map(str::to_owned);
                number
                    .into_iter()
                    .chain(label)
                    .collect::<Vec<_>>()
                    .join(" ")
            }),
        );
        add(
            "type",
            texts.named(|names| names.r#type.as_ref(), "type"),
            16,
            ColumnKind::Text,
            Box::new(move |_, entry| {
                let mut types = standard.about.types.iter();
                let kind = entry.axes.kind.as_deref();
                let found = types.find(|one| kind.is_some_and(|kind| one.id == *kind));
                found.map_or_else(String::new, |found| texts.label(&found.title))
            }),
        );
        add(
            "role",
            texts.named(|names| names.role.as_ref(), "role"),
            34,
            ColumnKind::Text,
            Box::new(move |index, entry| {
                let asking = standard.asked_by(index);
                let is_asking = |id: &str| {
                    asking
                        .iter()
                        .any(|by| standard.about.roles[by.role].id == *id)
                };
                let roles = standard.about.roles.iter();
                let roles = roles.filter(|role| {
                    entry.axes.roles.has(role.id.as_str()) || is_asking(role.id.as_str())
                });
                names(&mut roles.map(|role| &role.title))
            }),
        );
        add(
            "level",
            texts.named(|names| names.level.as_ref(), "level"),
            14,
            ColumnKind::Text,
            Box::new(move |_, entry| {
                let levels = standard.levels_among(&entry.axes.roles).into_iter();
                names(
                    &mut levels
                        .filter(|level| entry.axes.levels.has(level.id.as_str()))
                        .map(|level| &level.title),
                )
            }),
        );
        for (place, axis) in standard.about.dimensions.axes().into_iter().enumerate() {
            let heading = match axis.named {
                Some(axis) => texts.label(&axis.title),
                None => texts.named(|names| names.dimension.as_ref(), "dimension"),
            };
            let values = axis.values;
            add(
                &format!("dimension:{place}"),
                heading,
                18,
                ColumnKind::Text,
                Box::new(move |_, entry| {
                    let own: &AxisValues = entry.axes.dimensions.of(place);
                    names(
                        &mut values
                            .iter()
                            .filter(|value| own.has(value.id.as_str()))
                            .map(|value| &value.title),
                    )
                }),
            );
        }
        add(
            "weight",
            texts.word("weight"),
            10,
            ColumnKind::Number,
            Box::new(|_, entry| {
                let weight = entry.item().weight.as_ref();
                weight.map_or_else(String::new, |weight| points(weight.hundredths))
            }),
        );
        for place in 0..languages.len() {
            add(
                &key("title", place),
                beside(texts.word("workbook_title"), place),
                28,
                ColumnKind::Text,
                Box::new(move |_, entry| each(entry.title(), place)),
            );
        }
        let requirement = texts.named(
            |names| names.requirement.as_ref(),
            "search_kind_requirement",
        );
        for place in 0..languages.len() {
            add(
                &key("text", place),
                beside(requirement.clone(), place),
                60,
                ColumnKind::Text,
                Box::new(move |_, entry| each(Some(entry.text()), place)),
            );
        }
        for (level, heading) in self.levels() {
            for place in 0..languages.len() {
                add(
                    &key(&format!("levels:{}", level.id), place),
                    beside(heading.clone(), place),
                    40,
                    ColumnKind::Text,
                    Box::new(move |_, entry| {
                        let descriptor = entry.descriptor(level.id.as_str());
                        each(
                            descriptor.and_then(|descriptor| descriptor.text.as_ref()),
                            place,
                        )
                    }),
                );
            }
        }
        for place in 0..languages.len() {
            add(
                &key("note", place),
                beside(texts.word("note"), place),
                40,
                ColumnKind::Text,
                Box::new(move |_, entry| {
                    let notes = entry.item().note.0.iter();
                    let notes =
                        notes.map(|note| texts.source.words.plain(&each(Some(&note.text), place)));
                    let notes: Vec<String> = notes.filter(|note| !note.is_empty()).collect();
                    notes.join("\n")
                }),
            );
        }
        let base_url = texts.source.site.base_url.as_deref().unwrap_or_default();
        add(
            "permalink",
            texts.word("copy_link"),
            44,
            ColumnKind::Link,
            Box::new(move |index, _| format!("{base_url}{}", permalink_path(standard, index))),
        );
        columns
    }
}

/// Writes an address, as a link if it is absolute.
fn write_link<'s>(
    sheet: &'s mut Worksheet,
    row: u32,
    column: u16,
    address: &str,
    look: &Format,
) -> Result<&'s mut Worksheet, XlsxError> {
    if address.contains("://") {
        sheet.write_with_format(row, column, Url::new(address), look)
    } else {
        sheet.write_with_format(row, column, address, look)
    }
}
