//! `clausebook export FORMAT`
//!
//! It writes one of the files that a site has for other programs, with the same bytes. The content is checked as by
//! `check`; with an error, nothing is written.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::build::base_url;
use super::findings::{refuse, sound};
use super::levels::Levels;
use super::terminal::{Failure, Terminal};
use super::writing::unwritten;
use crate::index::{
    ClauseIndex, CurriculumIndex, LanguageIndex, LevelIndex, ReadingIndex, StandardIndex,
};
use crate::language::message::{Series, message};
use crate::model::CompleteHandbook;
use crate::project::Project;
use crate::site::export::Export;
use crate::site::framework::FrameworkSubject;
use crate::site::{Address, Target};

/// Exports a standard or a curriculum in a format of another program.
#[derive(Args, Debug)]
pub(super) struct ExportCommand {
    /// The format
    format: ExportFormat,
    /// The standard, by its id; needed only if the handbook has several
    #[arg(long, value_name = "ID")]
    standard: Option<String>,
    /// The curriculum, by its id, in place of a standard
    #[arg(long, value_name = "ID", conflicts_with = "standard")]
    curriculum: Option<String>,
    /// The language, for formats with one language [default: that of the standard]
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,
    /// The reading, for workbooks and packages: one language or several [default: that of the standard alone]
    #[arg(long, value_name = "READING")]
    reading: Option<String>,
    /// The role of the self-check, by its id; needed only if the standard has several
    #[arg(long, value_name = "ID", conflicts_with = "curriculum")]
    role: Option<String>,
    /// The level that distinguishes the branch of the self-check, by its id, if levels fork [default: the first branch]
    #[arg(long, value_name = "ID", conflicts_with = "curriculum")]
    branch: Option<String>,
    /// The annex with the form, by its id; needed only if the standard has several forms
    #[arg(long, value_name = "ID", conflicts_with = "curriculum")]
    form: Option<String>,
    /// The file to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The address under which the site is published
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
}

/// A format of other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// The package of a framework in CASE 1.1
    Case,
    /// A standard as JSON
    Json,
    /// The JSON Schema of `json`
    JsonSchema,
    /// The requirements of a standard as a table for spreadsheets
    Csv,
    /// A standard as a workbook to filter and sort
    Xlsx,
    /// A form as a workbook to fill in
    XlsxForm,
    /// A self-check as a SCORM 1.2 package for learning platforms
    Scorm,
    /// A standard as a concept scheme of SKOS in JSON-LD
    Skos,
    /// A standard as a competency framework for Moodle
    Moodle,
    /// The coverage of a curriculum as a table for spreadsheets
    Coverage,
    /// The requirements that a curriculum assesses, as alignments of Open Badges
    Badges,
}

/// The parts of an export, by their ids.
#[derive(Debug, Default, PartialEq, Eq)]
struct ExportedPart<'a> {
    standard: Option<&'a str>,
    curriculum: Option<&'a str>,
    language: Option<&'a str>,
    reading: Option<&'a str>,
    form: Option<&'a str>,
    role: Option<&'a str>,
    branch: Option<&'a str>,
}

impl ExportFormat {
    /// The format of a file, and what it is about. `None` for files that only the site itself needs.
    fn of<'a>(export: Export, handbook: &'a CompleteHandbook) -> Option<(Self, ExportedPart<'a>)> {
        let standard = |index: StandardIndex| ExportedPart {
            standard: Some(handbook.standards[index].id()),
            ..ExportedPart::default()
        };
        let curriculum = |index: CurriculumIndex| ExportedPart {
            curriculum: Some(&*handbook.curricula[index].id),
            ..ExportedPart::default()
        };
        let language = |index: LanguageIndex| Some(&*handbook.languages[index].id);
        let reading = |index: ReadingIndex| Some(&*handbook.readings[index].id);
        Some(match export {
            Export::Coverage(index) => (ExportFormat::Coverage, curriculum(index)),
            Export::Alignment {
                curriculum: index,
                language: of,
            } => (
                ExportFormat::Badges,
                ExportedPart {
                    language: language(of),
                    ..curriculum(index)
                },
            ),
            Export::Requirements(index) => (ExportFormat::Csv, standard(index)),
            Export::StandardWorkbook {
                standard: index,
                reading: of,
            } => (
                ExportFormat::Xlsx,
                ExportedPart {
                    reading: reading(of),
                    ..standard(index)
                },
            ),
            Export::FormWorkbook {
                standard: index,
                clause,
                reading: of,
            } => (
                ExportFormat::XlsxForm,
                ExportedPart {
                    reading: reading(of),
                    form: Some(handbook.standards[index].clauses[clause].id().as_str()),
                    ..standard(index)
                },
            ),
            Export::CheckPackage { .. }
            | Export::CheckPackageOfAll { .. }
            | Export::CheckPackageOfForm { .. }
            | Export::CheckPackageOfBranch { .. }
            | Export::CheckPackageOfAllBranch { .. } => {
                let (index, place, of) = export.packaged(handbook)?;
                let about = &handbook.standards[index];
                let clause = |clause: ClauseIndex| about.clauses[clause].id().as_str();
                let level = |level: LevelIndex| about.levels_at(place.role)[level].id.as_str();
                (
                    ExportFormat::Scorm,
                    ExportedPart {
                        reading: reading(of),
                        role: about.role_id(place.role),
                        form: place.further.map(clause),
                        branch: place.branch.map(level),
                        ..standard(index)
                    },
                )
            }
            Export::Model(index) => (ExportFormat::Json, standard(index)),
            Export::ModelSchema => (ExportFormat::JsonSchema, ExportedPart::default()),
            Export::Concepts(index) => (ExportFormat::Skos, standard(index)),
            Export::Moodle {
                standard: index,
                language: of,
            } => (
                ExportFormat::Moodle,
                ExportedPart {
                    language: language(of),
                    ..standard(index)
                },
            ),
            Export::FrameworkPackage(framework) => {
                let part = match framework.subject {
                    FrameworkSubject::Standard(index) => standard(index),
                    FrameworkSubject::Curriculum(index) => curriculum(index),
                };
                (
                    ExportFormat::Case,
                    ExportedPart {
                        language: language(framework.language),
                        ..part
                    },
                )
            }
            Export::Frameworks
            | Export::FrameworkDocument(_)
            | Export::SearchRecords(_)
            | Export::SearchTexts(_)
            | Export::Sitemap => return None,
        })
    }

    /// Whether its file is not text, which a terminal cannot show.
    fn is_binary(self) -> bool {
        match self {
            ExportFormat::Xlsx | ExportFormat::XlsxForm | ExportFormat::Scorm => true,
            ExportFormat::Case
            | ExportFormat::Json
            | ExportFormat::JsonSchema
            | ExportFormat::Csv
            | ExportFormat::Skos
            | ExportFormat::Moodle
            | ExportFormat::Coverage
            | ExportFormat::Badges => false,
        }
    }

    /// Whether its file needs the address of the site.
    fn needs_base_url(self) -> bool {
        match self {
            ExportFormat::Case | ExportFormat::Skos | ExportFormat::Badges => true,
            ExportFormat::Json
            | ExportFormat::JsonSchema
            | ExportFormat::Csv
            | ExportFormat::Xlsx
            | ExportFormat::XlsxForm
            | ExportFormat::Scorm
            | ExportFormat::Moodle
            | ExportFormat::Coverage => false,
        }
    }
}

impl ExportCommand {
    pub(super) fn run(&self, root: &Path, terminal: &Terminal) -> Result<(), Failure> {
        self.refuse_terminal(terminal.prints_results())?;
        let mut project = Project::read(root)?;
        let handbook = sound(&mut project, &Levels::default(), terminal)?;
        let site = project
            .site(handbook, self.base_url.as_deref())
            .map_err(|faults| refuse(&project, &faults, terminal))?;
        if self.format.needs_base_url() && site.base_url.is_none() {
            return Err(Failure::Call(message!(
                "this format needs the address of the site: set `base_url` in `content/handbook.yaml`, or pass `--base-url`"
            )));
        }
        let address = self.choose(site.addresses(), site.handbook())?;
        let bytes = site
            .render(address)
            .map_err(|error| Failure::Call(error.message()))?;
        match &self.out {
            Some(out) => fs::write(out, bytes).map_err(|error| unwritten(out, &error)),
            None => terminal.bytes(&bytes),
        }
    }

    /// Refuses to print a file that is not text on a terminal.
    fn refuse_terminal(&self, is_terminal: bool) -> Result<(), Failure> {
        match is_terminal && self.out.is_none() && self.format.is_binary() {
            true => Err(Failure::helped(
                message!("this format is not text, so it is not printed on a terminal"),
                message!("name a file with `--out FILE`, or redirect standard output"),
            )),
            false => Ok(()),
        }
    }

    /// The only file of the format that the options leave. A file in the language of its standard comes before its
    /// translations.
    fn choose<'a>(
        &self,
        addresses: &'a [Address],
        handbook: &'a CompleteHandbook,
    ) -> Result<&'a Address, Failure> {
        let all = addresses.iter().filter_map(|address| {
            let Target::Export(export) = address.target else {
                return None;
            };
            let (format, part) = ExportFormat::of(export, handbook)?;
            (format == self.format).then_some((address, part))
        });
        // Without a curriculum, a framework is a standard.
        let is_standard = self.format == ExportFormat::Case && self.curriculum.is_none();
        let fitting = all.filter(|(_, part)| !is_standard || part.curriculum.is_none());
        let mut fitting: Vec<(&Address, ExportedPart)> = fitting.collect();
        if fitting.is_empty() {
            return Err(Failure::Call(message!(
                "the handbook has nothing to export in this format"
            )));
        }
        self.narrow(&mut fitting)?;
        let subjects = fitting
            .iter()
            .map(|(_, part)| part.standard.or(part.curriculum));
        let mut subjects: Vec<&str> = subjects.flatten().collect();
        subjects.dedup();
        if subjects.len() > 1 {
            let option = if fitting.iter().any(|(_, part)| part.standard.is_some()) {
                "--standard"
            } else {
                "--curriculum"
            };
            return Err(Failure::Call(message!(
                "choose one with `{option}`: {known}",
                option,
                known = Series::plain(subjects)
            )));
        }
        let is_package = self.format == ExportFormat::Scorm;
        chosen("--role", fitting.iter().filter_map(|(_, part)| part.role))?;
        // A package is that of the first form unless a further one is asked for.
        let forms = fitting.iter().filter(|_| !is_package);
        chosen("--form", forms.filter_map(|(_, part)| part.form))?;
        let original = |part: &ExportedPart| {
            let standard = part.standard.and_then(|id| handbook.standard(id));
            let own = standard.map(|standard| standard.about.language.as_str());
            own.is_some() && (part.language == own || part.reading == own)
        };
        let is_first =
            |part: &ExportedPart| !is_package || part.form.is_none() && part.branch.is_none();
        let mut found = fitting.iter();
        let found = found
            .find(|(_, part)| original(part) && is_first(part))
            .or_else(|| fitting.iter().find(|(_, part)| original(part)))
            .or(fitting.first());
        let found = found.map(|(address, _)| *address);
        found.ok_or_else(|| {
            Failure::Call(message!(
                "the handbook has nothing to export in this format"
            ))
        })
    }

    /// Keeps the files that the options name.
    ///
    /// # Errors
    /// Returns the first option that leaves none, with what it could name.
    fn narrow(&self, fitting: &mut Vec<(&Address, ExportedPart)>) -> Result<(), Failure> {
        type Choice<'a> = fn(&ExportedPart<'a>) -> Option<&'a str>;
        let options: [(&str, &Option<String>, Choice); 7] = [
            ("--standard", &self.standard, |part| part.standard),
            ("--curriculum", &self.curriculum, |part| part.curriculum),
            ("--language", &self.language, |part| part.language),
            ("--reading", &self.reading, |part| part.reading),
            ("--role", &self.role, |part| part.role),
            ("--form", &self.form, |part| part.form),
            ("--branch", &self.branch, |part| part.branch),
        ];
        for (option, asked, has) in options {
            let Some(asked) = asked.as_deref() else {
                continue;
            };
            let mut known: Vec<String> = fitting
                .iter()
                .filter_map(|(_, part)| has(part).map(str::to_owned))
                .collect();
            fitting.retain(|(_, part)| has(part) == Some(asked));
            if !fitting.is_empty() {
                continue;
            }
            known.sort_unstable();
            known.dedup();
            return Err(Failure::Call(match known.is_empty() {
                true => message!(
                    "there is nothing to choose with `{option}` here; leave it out",
                    option
                ),
                false => message!(
                    "there is nothing to export with `{option} {asked}`; choose one of {known}",
                    option,
                    asked,
                    known = Series::plain(known.iter().map(String::as_str))
                ),
            }));
        }
        Ok(())
    }
}

/// Refuses to choose between several ids, which `option` does.
fn chosen<'a>(option: &str, ids: impl Iterator<Item = &'a str>) -> Result<(), Failure> {
    let mut ids: Vec<&str> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.len() > 1 {
        return Err(Failure::Call(message!(
            "choose one with `{option}`: {known}",
            option,
            known = Series::plain(ids)
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct ExportCall {
        #[command(flatten)]
        export: ExportCommand,
    }

    #[test]
    fn only_text_is_printed_on_a_terminal() {
        for (words, is_terminal, is_refused) in [
            ("xlsx", true, true),
            ("xlsx-form", true, true),
            ("scorm", true, true),
            ("scorm", false, false),
            ("xlsx --out skills.xlsx", true, false),
            ("csv", true, false),
            ("case", true, false),
        ] {
            let call = ExportCall::parse_from(["export"].into_iter().chain(words.split(' ')));
            let refused = call.export.refuse_terminal(is_terminal);
            assert_eq!(refused.is_err(), is_refused, "{words}");
        }
    }
}
