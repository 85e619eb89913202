//! The kinds of files and pages with which a standard is taken along.
//!
//! Every file of the [table](crate::site::export) is of one of these kinds or belongs elsewhere. A new one does not compile
//! until it is said which.

use crate::index::{LanguageIndex, ReadingIndex, StandardIndex};
use crate::model::CompleteHandbook;
use crate::site::check_place::CheckPlace;
use crate::site::export::Export;
use crate::site::framework::FrameworkSubject;

/// A kind of file or page, in the order of the page that lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TakenKind {
    /// The standard as a workbook.
    Workbook,
    /// The requirements as a plain table.
    Table,
    /// A form as a workbook.
    Form,
    /// A self-check as a package for learning platforms.
    Package,
    /// The competency framework for Moodle.
    Moodle,
    /// The framework in CASE.
    Framework,
    /// The standard as JSON.
    Data,
    /// The schema of the JSON.
    Schema,
    /// The concept scheme.
    Concepts,
    /// Structured data in the pages.
    Structured,
    /// The whole text on one page.
    Text,
    /// A self-check in a frame of another website.
    Frame,
}

/// The part of a standard that a file has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TakenPart {
    /// The whole.
    Whole,
    /// A form, by its annex.
    Form(crate::index::ClauseIndex),
    /// A self-check.
    Check(CheckPlace),
}

/// The words of a file: a reading, or a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TakenIn {
    /// Every language, or none.
    Every,
    /// The languages of a reading.
    Reading(ReadingIndex),
    /// One language.
    Language(LanguageIndex),
}

/// A file of a standard, and what it has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Taken {
    /// The kind.
    pub(super) kind: TakenKind,
    /// The standard; `None` for a file of all standards.
    pub(super) standard: Option<StandardIndex>,
    /// The part of the standard.
    pub(super) part: TakenPart,
    /// The languages.
    pub(super) within: TakenIn,
}

/// A part of the page that lists kinds of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TakenSection {
    /// The key of the heading.
    pub(super) title: &'static str,
    /// The kinds in it.
    pub(super) kinds: &'static [TakenKind],
}

/// The parts of the page, in order.
pub(super) const SECTIONS: [TakenSection; 5] = [
    TakenSection {
        title: "take_tables",
        kinds: &[TakenKind::Workbook, TakenKind::Table],
    },
    TakenSection {
        title: "take_forms",
        kinds: &[TakenKind::Form],
    },
    TakenSection {
        title: "take_platforms",
        kinds: &[TakenKind::Package, TakenKind::Moodle, TakenKind::Framework],
    },
    TakenSection {
        title: "take_programs",
        kinds: &[
            TakenKind::Data,
            TakenKind::Schema,
            TakenKind::Concepts,
            TakenKind::Structured,
        ],
    },
    TakenSection {
        title: "take_pages",
        kinds: &[TakenKind::Text, TakenKind::Frame],
    },
];

/// The keys of the words about a kind.
#[derive(Clone, Copy, Debug)]
pub(super) struct TakenWords {
    /// Its name.
    pub(super) title: &'static str,
    /// For whom and for what it is.
    pub(super) purpose: &'static str,
    /// The steps of loading it; empty if opening the file is all.
    pub(super) steps: &'static [&'static str],
}

impl TakenKind {
    /// The keys of the words about it.
    pub(super) fn words(self) -> TakenWords {
        let (title, purpose, steps): (_, _, &[&str]) = match self {
            TakenKind::Workbook => ("standard_xlsx", "take_xlsx_for", &[]),
            TakenKind::Table => ("standard_csv", "take_csv_for", &[]),
            TakenKind::Form => ("take_form", "take_form_for", &[]),
            TakenKind::Package => (
                "take_scorm",
                "take_scorm_for",
                &["take_scorm_1", "take_scorm_2", "take_scorm_3"],
            ),
            TakenKind::Moodle => (
                "standard_moodle",
                "take_moodle_for",
                &["take_moodle_1", "take_moodle_2", "take_moodle_3"],
            ),
            TakenKind::Framework => (
                "standard_case",
                "take_case_for",
                &["take_case_1", "take_case_2", "take_case_3"],
            ),
            TakenKind::Data => ("standard_json", "take_json_for", &[]),
            TakenKind::Schema => ("take_schema", "take_schema_for", &[]),
            TakenKind::Concepts => ("standard_skos", "take_skos_for", &[]),
            TakenKind::Structured => ("take_structured", "take_structured_for", &[]),
            TakenKind::Text => ("whole", "take_whole_for", &[]),
            TakenKind::Frame => ("check_embed", "take_embed_for", &[]),
        };
        TakenWords {
            title,
            purpose,
            steps,
        }
    }

    /// The format as it is named beside a link; empty for pages.
    pub(super) fn format(self) -> &'static str {
        match self {
            TakenKind::Workbook | TakenKind::Form => "XLSX",
            TakenKind::Table | TakenKind::Moodle => "CSV",
            TakenKind::Package => "ZIP",
            TakenKind::Framework | TakenKind::Data | TakenKind::Schema => "JSON",
            TakenKind::Concepts => "JSON-LD",
            TakenKind::Structured | TakenKind::Text | TakenKind::Frame => "",
        }
    }
}

impl Taken {
    /// What a file takes along of which standard. `None` for files of curricula, which their own pages offer, and for those
    /// that only the site itself or an import by address needs.
    pub(super) fn of(export: Export, handbook: &CompleteHandbook) -> Option<Taken> {
        let whole = |kind, standard, within| Taken {
            kind,
            standard: Some(standard),
            part: TakenPart::Whole,
            within,
        };
        Some(match export {
            Export::Requirements(standard) => whole(TakenKind::Table, standard, TakenIn::Every),
            Export::StandardWorkbook { standard, reading } => {
                whole(TakenKind::Workbook, standard, TakenIn::Reading(reading))
            }
            Export::FormWorkbook {
                standard,
                clause,
                reading,
            } => Taken {
                part: TakenPart::Form(clause),
                ..whole(TakenKind::Form, standard, TakenIn::Reading(reading))
            },
            Export::CheckPackage { .. }
            | Export::CheckPackageOfAll { .. }
            | Export::CheckPackageOfForm { .. }
            | Export::CheckPackageOfBranch { .. }
            | Export::CheckPackageOfAllBranch { .. } => {
                let (standard, place, reading) = export.packaged(handbook)?;
                Taken {
                    part: TakenPart::Check(place),
                    ..whole(TakenKind::Package, standard, TakenIn::Reading(reading))
                }
            }
            Export::Model(standard) => whole(TakenKind::Data, standard, TakenIn::Every),
            Export::ModelSchema => Taken {
                kind: TakenKind::Schema,
                standard: None,
                part: TakenPart::Whole,
                within: TakenIn::Every,
            },
            Export::Moodle { standard, language } => {
                whole(TakenKind::Moodle, standard, TakenIn::Language(language))
            }
            Export::Concepts(standard) => whole(TakenKind::Concepts, standard, TakenIn::Every),
            Export::FrameworkPackage(framework) => match framework.subject {
                FrameworkSubject::Standard(standard) => whole(
                    TakenKind::Framework,
                    standard,
                    TakenIn::Language(framework.language),
                ),
                FrameworkSubject::Curriculum(_) => return None,
            },
            Export::Coverage(_)
            | Export::Alignment { .. }
            | Export::Frameworks
            | Export::FrameworkDocument(_)
            | Export::SearchRecords(_)
            | Export::SearchTexts(_)
            | Export::Sitemap => return None,
        })
    }
}
