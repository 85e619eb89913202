//! The meaning of a file's path in the content tree: the part of the handbook that the file holds, and its owner.
//!
//! Only this file knows how content is laid out in folders; `docs/content/pages/en/format.md` describes it for
//! authors. A path that means nothing is a misplaced file (`E007`).

use std::path::Path;
use std::sync::Arc;

/// The folder that contains the handbook's content.
pub const CONTENT: &str = "content";

/// The path from the root, with `/` between folders on every system. Bytes that are not UTF-8 are
/// replaced.
pub fn name_of(root: &Path, path: &Path) -> Arc<str> {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/").into()
}

/// The part of the handbook that a file holds, and the names that its path contains.
///
/// The names borrow from the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// `content/handbook.yaml`
    Handbook,
    /// `content/changes.yaml`
    Changes,
    /// `content/permalinks.yaml`
    Permalinks,
    /// `content/permalinks.lock`
    Lock,
    /// `content/permalinks.words`
    Wordings,
    /// `content/translations.lock`
    Translations,
    /// A file of the standard in `content/standards/ID/`.
    Standard(&'a str, StandardPart),
    /// A file of the curriculum in `content/curricula/ID/`.
    Curriculum(&'a str, CurriculumPart<'a>),
    /// `content/pages/NAME.LANGUAGE.md` or `content/pages/LANGUAGE/NAME.md`; the language is empty if the path does not
    /// name one.
    Page {
        /// The name of the page, with the folders below that of the pages, or of the language: `guides/hosting`.
        name: &'a str,
        /// The language in which it is written.
        language: &'a str,
    },
    /// `content/postings/NAME.yaml`
    Posting(&'a str),
}

impl<'a> Part<'a> {
    /// The name of the standard, curriculum, page or posting that the file belongs to; empty for other files.
    pub fn owner(self) -> &'a str {
        match self {
            Part::Standard(id, _) | Part::Curriculum(id, _) => id,
            Part::Page { name, .. } | Part::Posting(name) => name,
            Part::Handbook
            | Part::Changes
            | Part::Permalinks
            | Part::Lock
            | Part::Wordings
            | Part::Translations => "",
        }
    }

    /// The name and the language of the page that the file belongs to; `None` for other files.
    pub fn page(self) -> Option<(&'a str, &'a str)> {
        let Part::Page { name, language } = self else {
            return None;
        };
        Some((name, language))
    }

    /// The id of the standard that the file belongs to; `None` for other files.
    pub fn standard(self) -> Option<&'a str> {
        let Part::Standard(id, _) = self else {
            return None;
        };
        Some(id)
    }

    /// The id of the curriculum that the file belongs to; `None` for other files.
    pub fn curriculum(self) -> Option<&'a str> {
        let Part::Curriculum(id, _) = self else {
            return None;
        };
        Some(id)
    }
}

/// The part of a standard that a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StandardPart {
    /// `standard.yaml`
    About,
    /// `rubric.yaml`
    Rubric,
    /// `glossary.yaml`
    Glossary,
    /// `clauses/*.yaml`
    Clauses,
    /// `annexes/*.yaml`
    Annexes,
    /// `associations.lock`
    Associations,
    /// `statements.lock`
    Statements,
    /// `competencies.lock`
    Competencies,
    /// A file that is not part of any standard.
    Other,
}

impl StandardPart {
    /// The file's name within the folder of the standard. With a pattern for parts of several
    /// files.
    pub fn file(self) -> &'static str {
        match self {
            StandardPart::About => "standard.yaml",
            StandardPart::Rubric => "rubric.yaml",
            StandardPart::Glossary => "glossary.yaml",
            StandardPart::Clauses => "clauses/*.yaml",
            StandardPart::Annexes => "annexes/*.yaml",
            StandardPart::Associations => "associations.lock",
            StandardPart::Statements => "statements.lock",
            StandardPart::Competencies => "competencies.lock",
            StandardPart::Other => "*",
        }
    }
}

/// The part of a curriculum that a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurriculumPart<'a> {
    /// `curriculum.yaml`
    About,
    /// `overview.LANGUAGE.md`
    Overview,
    /// `MODULE.LANGUAGE.md`
    Module(&'a str),
    /// A file that is not part of any curriculum.
    Other,
}

/// The part of the handbook that the path of a file names.
///
/// For example, `content/standards/demo/clauses/old/1.yaml` names clauses of `demo`, but is too
/// deep to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The part.
    pub part: Part<'a>,
    /// Whether the file is read: it has the right depth and extension. A file without these is misplaced, and its
    /// part of the handbook is missing.
    pub is_read: bool,
}

impl<'a> Place<'a> {
    /// The place named by `path`, if it is in a folder for one kind of file.
    ///
    /// `None` for a path outside the folders of content.
    pub fn of(path: &'a str) -> Option<Place<'a>> {
        let parts: Vec<&str> = path.split('/').collect();
        let read = |part| {
            Some(Place {
                part,
                is_read: true,
            })
        };
        let read_if = |part, is_read| Some(Place { part, is_read });
        let ends = |rest: &[&str], extension: &str| rest.len() == 1 && path.ends_with(extension);
        match parts.as_slice() {
            [CONTENT, "handbook.yaml"] => read(Part::Handbook),
            [CONTENT, "changes.yaml"] => read(Part::Changes),
            [CONTENT, "permalinks.yaml"] => read(Part::Permalinks),
            [CONTENT, "permalinks.lock"] => read(Part::Lock),
            [CONTENT, "permalinks.words"] => read(Part::Wordings),
            [CONTENT, "translations.lock"] => read(Part::Translations),
            [CONTENT, "standards", id, rest @ ..] if !rest.is_empty() => {
                let (part, is_read) = match rest {
                    ["standard.yaml"] => (StandardPart::About, true),
                    ["rubric.yaml"] => (StandardPart::Rubric, true),
                    ["glossary.yaml"] => (StandardPart::Glossary, true),
                    ["associations.lock"] => (StandardPart::Associations, true),
                    ["statements.lock"] => (StandardPart::Statements, true),
                    ["competencies.lock"] => (StandardPart::Competencies, true),
                    ["clauses", rest @ ..] => (StandardPart::Clauses, ends(rest, ".yaml")),
                    ["annexes", rest @ ..] => (StandardPart::Annexes, ends(rest, ".yaml")),
                    _ => (StandardPart::Other, false),
                };
                read_if(Part::Standard(id, part), is_read)
            }
            [CONTENT, "curricula", id, rest @ ..] if !rest.is_empty() => {
                let (part, is_read) = match rest {
                    ["curriculum.yaml"] => (CurriculumPart::About, true),
                    [file] if file.ends_with(".md") => (
                        match name_and_language(file).0 {
                            "overview" => CurriculumPart::Overview,
                            module => CurriculumPart::Module(module),
                        },
                        true,
                    ),
                    _ => (CurriculumPart::Other, false),
                };
                read_if(Part::Curriculum(id, part), is_read)
            }
            [CONTENT, "pages", rest @ ..] if !rest.is_empty() => {
                let below = &path[CONTENT.len() + "/pages/".len()..];
                let (name, language) = page_and_language(below);
                read_if(Part::Page { name, language }, below.ends_with(".md"))
            }
            [CONTENT, "postings", rest @ ..] if !rest.is_empty() => {
                let file = rest.last().copied().unwrap_or_default();
                let name = file.strip_suffix(".yaml").unwrap_or(file);
                read_if(Part::Posting(name), ends(rest, ".yaml"))
            }
            _ => None,
        }
    }
}

/// Splits the name of a Markdown file: `about.zh.md` is `about` in `zh`. The language is empty if the name has none.
/// The part after the last dot is the language, so a name may contain dots.
pub fn name_and_language(file: &str) -> (&str, &str) {
    let stem = file.strip_suffix(".md").unwrap_or(file);
    stem.rsplit_once('.').unwrap_or((stem, ""))
}

/// Splits the path of a page below the folder of pages: `guides/hosting.zh.md` and `zh/guides/hosting.md` are
/// `guides/hosting` in `zh`. The language is empty if the path has none.
fn page_and_language(path: &str) -> (&str, &str) {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    let file = stem.rfind('/').map_or(0, |slash| slash + 1);
    match stem[file..].rfind('.') {
        Some(dot) => (&stem[..file + dot], &stem[file + dot + 1..]),
        None => stem
            .split_once('/')
            .map_or((stem, ""), |(language, name)| (name, language)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_its_part_and_its_owner() {
        let part = |path| Place::of(path).map(|place| (place.part, place.is_read));
        for (path, expected) in [
            ("content/handbook.yaml", Some((Part::Handbook, true))),
            (
                "content/standards/x/rubric.yaml",
                Some((Part::Standard("x", StandardPart::Rubric), true)),
            ),
            (
                "content/standards/x/clauses/05.yaml",
                Some((Part::Standard("x", StandardPart::Clauses), true)),
            ),
            (
                "content/standards/x/clauses/05.yml",
                Some((Part::Standard("x", StandardPart::Clauses), false)),
            ),
            (
                "content/standards/x/clauses/more/05.yaml",
                Some((Part::Standard("x", StandardPart::Clauses), false)),
            ),
            (
                "content/standards/x/notes.txt",
                Some((Part::Standard("x", StandardPart::Other), false)),
            ),
            ("content/standards/x", None),
            (
                "content/curricula/c/overview.zh.md",
                Some((Part::Curriculum("c", CurriculumPart::Overview), true)),
            ),
            (
                "content/curricula/c/first.steps.zh.md",
                Some((
                    Part::Curriculum("c", CurriculumPart::Module("first.steps")),
                    true,
                )),
            ),
            (
                "content/pages/about.zh.md",
                Some((
                    Part::Page {
                        name: "about",
                        language: "zh",
                    },
                    true,
                )),
            ),
            (
                "content/pages/guides/hosting.zh.md",
                Some((
                    Part::Page {
                        name: "guides/hosting",
                        language: "zh",
                    },
                    true,
                )),
            ),
            (
                "content/pages/zh/guides/hosting.md",
                Some((
                    Part::Page {
                        name: "guides/hosting",
                        language: "zh",
                    },
                    true,
                )),
            ),
            (
                "content/pages/about.md",
                Some((
                    Part::Page {
                        name: "about",
                        language: "",
                    },
                    true,
                )),
            ),
            (
                "content/postings/shop.yaml",
                Some((Part::Posting("shop"), true)),
            ),
            (
                "content/postings/shop.md",
                Some((Part::Posting("shop.md"), false)),
            ),
            ("content/else.yaml", None),
        ] {
            assert_eq!(part(path), expected, "{path}");
        }
    }
}
