//! The report of `clausebook status`: the work left to do in a handbook.

use serde::{Serialize, Serializer};

use crate::check::languages::progress;
use crate::check::subject::Subject;
use crate::check::uncovered::reaches;
use crate::language::ProgramLanguage;
use crate::language::message::{Message, message};
use crate::model::permalink::{Comparison, text_at};
use crate::model::translation_progress::{StateCounts, translation_progress};
use crate::model::{CompleteHandbook, Language};
use crate::source::format::permalinks;
use crate::source::format::text::Text;
use crate::source::format::wording::Day;

/// The version of the report for programs. It changes only if a program that reads it would have to change.
const VERSION: u32 = 1;

/// The work left to do. Its keys are those of `status --format json`.
#[derive(Debug, Serialize)]
pub(super) struct StatusReport<'h> {
    version: u32,
    /// The coverage of each role and level that a curriculum leads to.
    pub curricula: Vec<Coverage<'h>>,
    /// The progress of each language.
    pub languages: Vec<LanguageStatus>,
    /// The translation into each language, by part. Empty if the handbook has one language.
    pub translations: Vec<TranslationStatus>,
    /// The translations that are older than the words that they translate.
    pub stale: Vec<Stale>,
    /// The postings whose last day is over, examples left out.
    pub expired: Vec<Expired<'h>>,
}

/// A posting whose last day is over.
#[derive(Debug, Serialize)]
pub(super) struct Expired<'h> {
    pub posting: &'h str,
    /// Its last day.
    pub expires: String,
}

/// The coverage of a role and a level by a curriculum.
#[derive(Debug, Serialize)]
pub(super) struct Coverage<'h> {
    pub curriculum: &'h str,
    pub standard: &'h str,
    pub role: Option<&'h str>,
    pub level: Option<&'h str>,
    /// The number of requirements that are asked for.
    pub asked: usize,
    pub uncovered: Vec<Gap<'h>>,
}

/// A requirement that no module covers.
#[derive(Debug, Serialize)]
pub(super) struct Gap<'h> {
    pub requirement: &'h str,
    /// The language of the text.
    pub language: String,
    pub text: String,
}

/// The texts of a language.
#[derive(Debug, Serialize)]
pub(super) struct LanguageStatus {
    pub language: String,
    pub texts: usize,
    pub written: usize,
}

/// The translation into a language.
#[derive(Debug, Serialize)]
pub(super) struct TranslationStatus {
    pub language: String,
    #[serde(flatten)]
    pub all: StatusCounts,
    pub parts: Vec<PartStatus>,
}

/// Writes a name for programs, which is the same in whatever language the command speaks.
fn english<S: Serializer>(name: &Message, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&name.english())
}

/// The translation of a part of the handbook.
#[derive(Debug, Serialize)]
pub(super) struct PartStatus {
    /// The name of the part, such as `glossary of bicycle-repair`.
    #[serde(serialize_with = "english")]
    pub part: Message,
    #[serde(flatten)]
    pub counts: StatusCounts,
}

/// Translations by their state. Pages and modules are counted block by block.
#[derive(Debug, Serialize)]
pub(super) struct StatusCounts {
    pub texts: usize,
    pub done: usize,
    pub stale: usize,
    pub draft: usize,
    pub missing: usize,
    /// The share that is done, in whole per cent; 100 only if all are.
    pub percent: usize,
}

impl StatusCounts {
    fn of(counts: &StateCounts) -> Self {
        StatusCounts {
            texts: counts.texts(),
            done: counts.done,
            stale: counts.stale,
            draft: counts.draft,
            missing: counts.missing,
            percent: counts.percent(),
        }
    }

    /// The counts for people.
    fn message(&self) -> Message {
        let (percent, done, texts) = (self.percent, self.done, self.texts);
        let mut all = message!("{percent}%, {done} of {texts}", percent, done, texts);
        if self.stale > 0 {
            all = message!("{all}, {stale} stale", all, stale = self.stale);
        }
        if self.draft > 0 {
            all = message!("{all}, {draft} draft", all, draft = self.draft);
        }
        if self.missing > 0 {
            all = message!("{all}, {missing} missing", all, missing = self.missing);
        }
        all
    }
}

/// Translations of a requirement that are older than its words.
#[derive(Debug, Serialize)]
pub(super) struct Stale {
    /// The requirement with its standard: `bicycle-repair/2.1-a`.
    pub requirement: String,
    /// The languages of the translations.
    pub languages: Vec<String>,
    /// The text in the language of the standard.
    pub text: String,
}

impl<'h> StatusReport<'h> {
    /// The report about `handbook` on a day, with texts in `language` where they are translated, or else in that of the
    /// standard.
    pub(super) fn of(
        handbook: &'h CompleteHandbook,
        language: Option<&Language>,
        today: Day,
    ) -> Self {
        let nearest = |text: &Text, own: &str| {
            let wanted: Vec<&str> = language
                .map(|language| &*language.id)
                .into_iter()
                .chain([own])
                .collect();
            let (language, text) = text.nearest(&wanted);
            (language.to_owned(), text.to_owned())
        };
        let curricula = reaches(handbook).into_iter().map(|reach| Coverage {
            curriculum: &reach.curriculum.id,
            standard: reach.standard.id(),
            role: reach.aim.0,
            level: reach.aim.1,
            asked: reach.asked,
            uncovered: reach
                .uncovered
                .iter()
                .map(|index| {
                    let requirement = &reach.standard.requirements[*index];
                    let (language, text) = nearest(requirement.text(), reach.standard.language());
                    Gap {
                        requirement: &requirement.id,
                        language,
                        text,
                    }
                })
                .collect(),
        });
        let languages = if handbook.languages.len() > 1 {
            progress(&Subject::new(handbook, None, None))
        } else {
            Vec::new()
        };
        let translations = if handbook.languages.len() > 1 {
            translation_progress(handbook)
        } else {
            Vec::new()
        };
        let stale = match handbook.published.lock {
            Some(_) => Comparison::of(handbook).stale,
            None => Vec::new(),
        };
        let postings = handbook.postings.iter();
        let expired = postings
            .filter(|posting| !posting.about.example && posting.about.expires.day < today)
            .map(|posting| Expired {
                posting: &posting.id,
                expires: posting.about.expires.to_string(),
            });
        StatusReport {
            expired: expired.collect(),
            version: VERSION,
            curricula: curricula.collect(),
            languages: languages
                .into_iter()
                .map(|progress| LanguageStatus {
                    language: progress.language.to_string(),
                    texts: progress.texts,
                    written: progress.written,
                })
                .collect(),
            translations: translations
                .into_iter()
                .map(|progress| TranslationStatus {
                    language: progress.language.to_string(),
                    all: StatusCounts::of(&progress.all),
                    parts: progress
                        .parts
                        .iter()
                        .map(|(part, counts)| PartStatus {
                            part: part.name(handbook),
                            counts: StatusCounts::of(counts),
                        })
                        .collect(),
                })
                .collect(),
            stale: stale
                .into_iter()
                .map(|(entry, languages)| {
                    let text = text_at(handbook, &entry.address);
                    let words = text.and_then(|(language, text)| text.get(language));
                    Stale {
                        requirement: permalinks::name(&entry.address).to_owned(),
                        languages: languages.iter().map(ToString::to_string).collect(),
                        text: words.unwrap_or_default().to_owned(),
                    }
                })
                .collect(),
        }
    }

    /// The report for people in `language`, without a newline at its end.
    pub(super) fn text(&self, language: ProgramLanguage) -> String {
        let say = |message: Message| message.text(language);
        let mut lines = Vec::new();
        if self.curricula.is_empty() {
            lines.push(say(message!("no curriculum leads to a role and a level")));
        }
        for coverage in &self.curricula {
            let covered = coverage.asked - coverage.uncovered.len();
            let (curriculum, asked) = (coverage.curriculum, coverage.asked);
            lines.push(say(match (coverage.role, coverage.level) {
                (Some(role), Some(level)) => message!(
                    "{curriculum}: {role} at {level}: {covered} of {asked} requirements covered",
                    curriculum,
                    role,
                    level,
                    covered,
                    asked
                ),
                (Some(aim), None) | (None, Some(aim)) => message!(
                    "{curriculum}: {aim}: {covered} of {asked} requirements covered",
                    curriculum,
                    aim,
                    covered,
                    asked
                ),
                (None, None) => message!(
                    "{curriculum}: {covered} of {asked} requirements covered",
                    curriculum,
                    covered,
                    asked
                ),
            }));
            let gaps = coverage.uncovered.iter();
            lines.extend(gaps.map(|gap| format!("  {}  {}", gap.requirement, gap.text)));
        }
        if !self.languages.is_empty() {
            lines.push(say(message!("texts in each language:")));
        }
        for progress in &self.languages {
            let (id, written, texts) = (&progress.language, progress.written, progress.texts);
            let counted = say(match texts - written {
                0 => message!("{written} of {texts}", written, texts),
                missing => message!(
                    "{written} of {texts}, {missing} missing",
                    written,
                    texts,
                    missing
                ),
            });
            lines.push(format!("  {id}  {counted}"));
        }
        if !self.translations.is_empty() {
            lines.push(say(message!("translations that are done:")));
        }
        for status in &self.translations {
            lines.push(format!(
                "  {}  {}",
                status.language,
                say(status.all.message())
            ));
            for part in &status.parts {
                let (name, counts) = (&part.part, part.counts.message());
                let line = say(message!("{name}: {counts}", name, counts));
                lines.push(format!("    {line}"));
            }
        }
        if !self.stale.is_empty() {
            lines.push(say(message!(
                "translations older than the words that they translate:"
            )));
        }
        for stale in &self.stale {
            let languages = stale.languages.join(", ");
            lines.push(format!(
                "  {} ({languages})  {}",
                stale.requirement, stale.text
            ));
        }
        if !self.expired.is_empty() {
            lines.push(say(message!("postings that have expired:")));
        }
        let expired = self.expired.iter();
        lines.extend(expired.map(|expired| format!("  {}  {}", expired.posting, expired.expires)));
        lines.join("\n")
    }
}
