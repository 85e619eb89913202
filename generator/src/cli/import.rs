//! `clausebook import FORMAT FILE`
//!
//! It writes a standard into a handbook, or a whole handbook into a folder that has none. An existing file is never
//! overwritten; the list of standards in `handbook.yaml` is extended.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::help::Refusal;
use super::starter::languages::language_tag;
use super::terminal::{Failure, Terminal, grouped, shell_word};
use super::updating;
use crate::import::case::{self, CaseOptions};
use crate::import::error::ImportError;
use crate::import::files::{MOST_BRANCH_FILES, left_file, write_new, write_over};
use crate::import::found::{FoundStandard, FoundText, LeftOver, column_name};
use crate::import::input::ImportFile;
use crate::import::mapping::MappedStandard;
use crate::import::moodle;
use crate::import::placing::{PlacedStandard, placed};
use crate::import::skos::{self, SkosOptions};
use crate::import::table::columns::meaning::{ColumnMeaning, ColumnOption};
use crate::import::table::raw::TableOptions;
use crate::import::table::{self, ReadTable};
use crate::import::update;
use crate::language::message::{Message, Series, message};
use crate::language::on_one_line;
use crate::source::format::standard::Role;

/// Imports a framework.
#[derive(Args, Debug)]
pub(super) struct Import {
    /// The format of the file
    format: ImportFormat,
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The folder of the handbook; a new one is created if it has none [default: the folder of --root]
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
    /// Bring the standard ID up to date with a newer release of its source; your changes stay
    #[arg(long, value_name = "ID", conflicts_with = "id")]
    update: Option<String>,
    /// Only report what would be imported
    #[arg(long)]
    dry_run: bool,
    /// The id of the standard, which is part of its addresses
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// The title of the standard
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// The language of texts that do not name theirs
    #[arg(long, value_name = "TAG", value_parser = language)]
    language: Option<String>,
    /// For tables: the meaning of a column, by its heading or letter, such as `text=Statement`, `text:zh=要求` or `ignore=H`
    #[arg(long, value_name = "MEANING=HEADING", value_parser = column)]
    column: Vec<ColumnOption>,
    /// For tables: the sheet of a workbook
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// For tables: import rows, columns and sheets that are hidden in the workbook as well
    #[arg(long)]
    with_hidden: bool,
    /// For tables: the row with the headings
    #[arg(long, value_name = "N")]
    header_row: Option<usize>,
    /// For tables: the character between cells
    #[arg(long, value_name = "CHARACTER")]
    separator: Option<char>,
    /// For CASE: a type of items that are roles
    #[arg(long, value_name = "TYPE")]
    role_type: Vec<String>,
    /// For SKOS: the concept scheme, by its title or address, if the file has several
    #[arg(long, value_name = "NAME")]
    scheme: Option<String>,
    /// The encoding of text, such as `gb18030` or `windows-1252`; if omitted, it is recognised
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
}

/// A format that can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ImportFormat {
    /// A table: CSV, TSV or XLSX
    #[value(aliases = ["csv", "tsv", "xlsx"])]
    Table,
    /// A package of CASE 1.0 or 1.1, as JSON
    Case,
    /// A competency framework of Moodle, as CSV
    Moodle,
    /// A concept scheme of SKOS, as JSON-LD, Turtle, N-Triples or RDF/XML
    #[value(aliases = ["jsonld", "turtle", "rdf"])]
    Skos,
}

/// The most kinds of things without a place that are listed.
const MOST_KINDS: usize = 40;

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        Failure::Call(error.message())
    }
}

fn column(written: &str) -> Result<ColumnOption, Refusal> {
    ColumnOption::read(written).map_err(Refusal)
}

fn language(tag: &str) -> Result<String, Refusal> {
    language_tag(tag).map(|()| tag.to_owned())
}

impl Import {
    pub(super) fn run(&self, root: &Path, terminal: &Terminal) -> Result<(), Failure> {
        let file = ImportFile::read(&self.file)?;
        let into = self.into.as_deref().unwrap_or(root);
        let mut report = Vec::new();
        let mut found = self.read(&file, &mut report)?;
        if let Some(title) = &self.title {
            found.title = FoundText::one(&found.language, title);
        }
        let stem = self
            .file
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned());
        let stem = stem.unwrap_or_default();
        let stem = match self.format {
            ImportFormat::Table => without_sheet(&stem),
            ImportFormat::Case | ImportFormat::Moodle | ImportFormat::Skos => &stem,
        };
        // An update leaves the title as it is.
        if found.title.is_empty() && self.update.is_none() {
            let title = stem.replace(['_', '-'], " ");
            let title = on_one_line(&title);
            found.title = FoundText::one(&found.language, title.trim());
            found.decisions.push(message!(
                "the title is the name of the file, `{title}`; `--title` sets another",
                title = title.trim()
            ));
        }
        let origin = self
            .file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let origin_name = origin.clone().unwrap_or_default();
        if let Some(name) = &self.update {
            let plan = update::planned(found, name, into, &origin_name)?;
            report.extend(summary(&plan.mapped));
            report.extend(updating::report(&plan, self.dry_run));
            if !self.dry_run {
                update::write(into, &plan)?;
            }
            report.push(closing(into, self.dry_run));
            return lines(&report, terminal);
        }
        let placed = placed(found, self.id.as_deref(), into, &origin_name)?;
        report.extend(summary(&placed.mapped));
        report.extend(files(&placed, into, self.dry_run));
        if !self.dry_run {
            write_new(into, &placed.new)?;
            write_over(into, &placed.changed)?;
        }
        report.push(closing(into, self.dry_run));
        lines(&report, terminal)
    }

    /// How tables are read.
    fn table_options(&self) -> TableOptions {
        TableOptions {
            columns: self.column.clone(),
            sheet: self.sheet.clone(),
            header: self.header_row,
            encoding: self.encoding.clone(),
            separator: self.separator,
            language: self.language.clone(),
            with_hidden: self.with_hidden,
        }
    }

    /// Reads the file, and reports how it was understood.
    fn read(&self, file: &ImportFile, report: &mut Vec<Message>) -> Result<FoundStandard, Failure> {
        match self.format {
            ImportFormat::Case => Ok(case::read(
                file,
                &CaseOptions {
                    language: self.language.clone(),
                    role_types: self.role_type.clone(),
                    encoding: self.encoding.clone(),
                },
            )?),
            ImportFormat::Skos => Ok(skos::read(
                file,
                &SkosOptions {
                    scheme: self.scheme.clone(),
                    language: self.language.clone(),
                    encoding: self.encoding.clone(),
                },
            )?),
            ImportFormat::Moodle => Ok(moodle::read(file, &self.table_options())?),
            ImportFormat::Table => {
                let read = table::read(file, &self.table_options())?;
                report.extend(columns(&read));
                Ok(read.found)
            }
        }
    }
}

/// The name of a table without that of its sheet, which programs add if nobody named it: `Skills - Sheet1`.
fn without_sheet(stem: &str) -> &str {
    const SHEETS: [&str; 9] = [
        "sheet",
        "工作表",
        "hoja",
        "feuille",
        "tabellenblatt",
        "planilha",
        "シート",
        "foglio",
        "ورقة",
    ];
    let named = stem.rsplit_once(" - ").filter(|(name, sheet)| {
        let sheet = sheet.trim_end_matches(|c: char| c.is_numeric()).trim();
        !name.trim().is_empty() && SHEETS.contains(&sheet.to_lowercase().as_str())
    });
    named.map_or(stem, |(name, _)| name)
}

/// Prints a report.
fn lines(report: &[Message], terminal: &Terminal) -> Result<(), Failure> {
    let language = terminal.language();
    let lines: Vec<String> = report.iter().map(|line| line.text(language)).collect();
    terminal.result(&lines.join("\n"))
}

/// The last line of a report: what to do next.
fn closing(into: &Path, is_dry: bool) -> Message {
    let root = match into.to_str() {
        Some(".") => String::new(),
        _ => format!(" --root {}", shell_word(&into.display().to_string())),
    };
    match is_dry {
        true => message!("nothing was written; import without `--dry-run` to write"),
        false => message!(
            "see the handbook with `clausebook{root} serve`, and check it with `clausebook{root} check`",
            root
        ),
    }
}

/// The meanings of columns, as people check them.
fn columns(read: &ReadTable) -> Vec<Message> {
    let mut lines: Vec<Message> = read.remarks.clone();
    lines.push(message!(
        "columns, by the headings in row {row}:",
        row = read.header
    ));
    for column in &read.columns {
        if column.heading.is_empty() && column.meaning == ColumnMeaning::Ignore {
            continue;
        }
        let meaning = match column.meaning {
            ColumnMeaning::Ignore if column.is_withheld => message!("hidden, not imported"),
            ColumnMeaning::Ignore => message!("not imported"),
            meaning => message!("{meaning}", meaning = meaning.word()),
        };
        let meaning = match &column.language {
            Some(language) => message!("{meaning} in {language}", meaning, language),
            None => meaning,
        };
        lines.push(message!(
            "  {column}  {heading} → {meaning}",
            column = format!("{:>2}", column_name(column.index + 1)),
            heading = column.heading,
            meaning
        ));
    }
    lines.push(message!(
        "  (`--column MEANING=HEADING` changes a meaning, such as `--column note=C`)"
    ));
    lines
}

/// Says what was found and what has no place in the format.
fn summary(mapped: &MappedStandard) -> Vec<Message> {
    let about = &mapped.about;
    let count = |count: usize| grouped(count);
    let mut counts = vec![
        message!(
            "{count} {count|clause|clauses}",
            count = count(mapped.clauses)
        ),
        message!(
            "{count} {count|requirement|requirements}",
            count = count(mapped.requirements)
        ),
    ];
    if !about.roles.is_empty() {
        let count = count(about.roles.len());
        counts.push(message!("{count} {count|role|roles}", count));
    }
    if !about.levels.is_empty() {
        let count = count(about.levels.len());
        counts.push(message!("{count} {count|level|levels}", count));
    }
    if !about.types.is_empty() {
        let count = count(about.types.len());
        counts.push(message!("{count} {count|type|types}", count));
    }
    if !mapped.annexes.is_empty() {
        let count = count(mapped.annexes.len());
        counts.push(message!("{count} {count|form|forms}", count));
    }
    counts.extend(further(mapped));
    let mut lines = vec![message!(
        "found `{title}` in {languages}: {counts}",
        title = about.title.nearest(&[about.language.as_str()]).1,
        languages = Series::plain(mapped.languages.keys()),
        counts = Series::plain(counts)
    )];
    lines.extend(mapped.decisions.iter().map(updating::to_check));
    if !mapped.left.is_empty() {
        lines.push(message!(
            "without a place: {count} {count|thing|things}",
            count = grouped(mapped.left.len())
        ));
        lines.extend(kinds(&mapped.left));
    }
    lines
}

/// The numbers of the other things that were made, as far as there are some.
fn further(mapped: &MappedStandard) -> Vec<Message> {
    let about = &mapped.about;
    let made = mapped.contents();
    let dimensions = about.dimensions.values().count();
    let tasks: usize = about.roles.iter().map(|role| role.tasks.len()).sum();
    let role_levels: usize = about.roles.iter().map(|role| role.levels.len()).sum();
    let asked = |role: &Role| {
        let of_levels = role.levels.iter().map(|level| level.asks.len());
        role.asks.len() + of_levels.sum::<usize>()
    };
    let asks: usize = about.roles.iter().map(asked).sum();
    let statements = mapped.statements.as_ref();
    let literal = statements.map_or(0, |lock| lock.statements.len());
    let competencies = mapped.competencies.as_ref();
    let cells = competencies.map_or(0, |lock| lock.0.len());
    type Counted = fn(String) -> Message;
    let counts: [(usize, Counted); 13] = [
        (dimensions, |count| {
            message!("{count} {count|dimension|dimensions}", count)
        }),
        (about.groups.len(), |count| {
            message!("{count} {count|group of roles|groups of roles}", count)
        }),
        (role_levels, |count| {
            message!("{count} {count|level of roles|levels of roles}", count)
        }),
        (asks, |count| {
            message!("{count} {count|entry|entries} in lists of roles", count)
        }),
        (tasks, |count| message!("{count} {count|task|tasks}", count)),
        (made.descriptors, |count| {
            message!("{count} {count|descriptor|descriptors}", count)
        }),
        (made.relations, |count| {
            message!("{count} {count|relation|relations}", count)
        }),
        (made.examples, |count| {
            message!("{count} {count|example|examples}", count)
        }),
        (made.remarks, |count| {
            message!("{count} {count|remark|remarks}", count)
        }),
        (made.notes, |count| {
            message!("{count} {count|note|notes}", count)
        }),
        (mapped.associations.0.len(), |count| {
            message!(
                "{count} {count|identifier of an association|identifiers of associations}",
                count
            )
        }),
        (literal, |count| {
            message!("{count} {count|field|fields} kept as in the source", count)
        }),
        (cells, |count| {
            message!("{count} {count|cell|cells} kept for Moodle", count)
        }),
    ];
    let there = counts.into_iter().filter(|(count, _)| *count > 0);
    there.map(|(count, say)| say(grouped(count))).collect()
}

/// The kinds of things without a place, each with its count and its first places.
fn kinds(left: &[LeftOver]) -> Vec<Message> {
    let mut kinds: BTreeMap<&Message, Vec<&LeftOver>> = BTreeMap::new();
    for thing in left {
        kinds.entry(&thing.what).or_default().push(thing);
    }
    let mut kinds: Vec<(&Message, Vec<&LeftOver>)> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, things)| std::cmp::Reverse(things.len()));
    let more = kinds.len().saturating_sub(MOST_KINDS);
    let mut lines: Vec<Message> = kinds
        .into_iter()
        .take(MOST_KINDS)
        .map(|(what, things)| {
            let shown = things.iter().take(3).map(|thing| thing.place.message());
            let mut places: Vec<Message> = shown.collect();
            if things.len() > 3 {
                places.push(message!("…"));
            }
            message!(
                "  {count} × {what} ({places})",
                count = things.len(),
                what,
                places = Series::parted(places)
            )
        })
        .collect();
    if more > 0 {
        let count = grouped(more);
        lines.push(message!("  and {count} other {count|kind|kinds}", count));
    }
    lines
}

/// Lists the files that are written.
fn files(placed: &PlacedStandard, into: &Path, is_dry: bool) -> Vec<Message> {
    let count = grouped(placed.new.len());
    let folder = into.display();
    let mut lines = vec![match is_dry {
        true => message!(
            "{count} {count|file|files} would be written to {folder}",
            count,
            folder
        ),
        false => message!(
            "{count} {count|file|files} written to {folder}",
            count,
            folder
        ),
    }];
    if is_dry {
        let shown = placed.new.iter().take(30);
        lines.extend(shown.map(|(path, _)| message!("  {path}", path)));
        if placed.new.len() > 30 {
            let count = grouped(placed.new.len() - 30);
            lines.push(message!("  and {count} other {count|file|files}", count));
        }
    }
    if placed.mapped.branches.len() > MOST_BRANCH_FILES {
        lines.push(message!(
            "all clauses are in one file, since more than {most} are at the top",
            most = MOST_BRANCH_FILES
        ));
    }
    if let Some((path, _)) = &placed.changed {
        let id = &placed.mapped.about.id;
        lines.push(match is_dry {
            true => message!(
                "{path} would be extended with the standard `{id}`",
                path,
                id
            ),
            false => message!("{path} extended with the standard `{id}`", path, id),
        });
    }
    if let Some(remark) = &placed.remark {
        lines.push(remark.clone());
    }
    if !placed.mapped.left.is_empty() {
        let name = left_file(placed.mapped.about.id.as_str());
        lines.push(match is_dry {
            true => message!("everything without a place is to be listed in {name}", name),
            false => message!("everything without a place is listed in {name}", name),
        });
    }
    lines
}
