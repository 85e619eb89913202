//! Everything in a handbook that is translated into one language: the texts in several languages, and the Markdown files
//! of each language, block by block.
//!
//! A file is a translation of the same page in another language. If both have the same kinds of blocks in the same order,
//! each block is translated by itself, otherwise the body as a whole. In front matter, all words are translated; ids,
//! references, addresses and numbers are not.

use std::borrow::Cow;
use std::sync::Arc;

use super::every_text::{TextOwner, every_text};
use super::handbook::Handbook;
use super::markdown::is_markdown;
use crate::source::emit::Yaml;
use crate::source::encode::Encode;
use crate::source::format::text::Text;
use crate::source::markdown::blocks::{BlockKind, MarkdownBlock, blocks};
use crate::source::page::MarkdownFile;
use crate::source::texts::TextRole;

/// Words in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordsIn<'h> {
    /// The language's id.
    pub language: &'h str,
    /// The words.
    pub words: Cow<'h, str>,
}

/// Something to translate into one language.
#[derive(Clone, Debug)]
pub struct Translatable<'h> {
    /// The part of the handbook.
    pub part: TranslationPart,
    /// Its place.
    pub place: TranslatablePlace<'h>,
    /// The kind of its words.
    pub role: TextRole,
    /// Whether it is Markdown.
    pub is_markdown: bool,
    /// The original, by which the state of the translation is decided.
    pub original: WordsIn<'h>,
    /// The words that a translator sees: the original, or its translation into another language.
    pub shown: WordsIn<'h>,
    /// The translation, if there is one.
    pub target: Option<Cow<'h, str>>,
}

/// A part of a handbook, as translations are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TranslationPart {
    /// `handbook.yaml`, `changes.yaml`, and retired requirements.
    Handbook,
    /// A standard's own words and what belongs to them: clauses, annexes, rubric, roles.
    Standard(crate::index::StandardIndex),
    /// The glossary of a standard.
    Glossary(crate::index::StandardIndex),
    /// The notes on a standard.
    Notes(crate::index::StandardIndex),
    /// A curriculum with its modules, as an index of the lenient [`Handbook::curricula`].
    Curriculum(crate::index::CurriculumIndex),
    /// The pages of the editors.
    Pages,
    /// The postings.
    Postings,
}

/// The place of something to translate.
#[derive(Clone, Debug)]
pub enum TranslatablePlace<'h> {
    /// A text in several languages.
    Text(&'h Text),
    /// A part of a Markdown file.
    File {
        /// The file with the original.
        file: Arc<str>,
        /// The file with the translation, if there is one.
        translation: Option<Arc<str>>,
        /// The title in the original.
        title: Option<String>,
        /// The part of the file.
        part: FilePart,
    },
}

/// A part of a Markdown file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilePart {
    /// Words in the front matter: the keys and the places in lists, from 1, that lead to them.
    Words(Vec<String>),
    /// The body as a whole.
    Body,
    /// A block of the body, from 1.
    Block(usize, BlockKind),
}

/// Lists everything to be translated into `to`, in the order of the document, from `from` where it has words in that
/// language, and otherwise from the original. Texts whose original is in `to` are left out.
pub fn translatables<'h>(
    handbook: &'h Handbook,
    from: Option<&str>,
    to: &str,
) -> Vec<Translatable<'h>> {
    let mut all = Vec::new();
    let own = handbook
        .languages
        .iter()
        .next()
        .map_or("", |language| &language.id);
    every_text(handbook, |placed, path| {
        let text = placed.met.text;
        let is_note = path.contains(&"note");
        let is_term = path.first().is_some_and(|field| *field == "term") && path.len() == 1;
        let (part, first) = match placed.owner {
            TextOwner::Handbook => (TranslationPart::Handbook, own),
            TextOwner::Curriculum(index) => (TranslationPart::Curriculum(index), own),
            TextOwner::Posting(_) => (TranslationPart::Postings, own),
            TextOwner::Standard(index) => {
                let part = if is_note {
                    TranslationPart::Notes(index)
                } else if is_term || is_definition(path, placed.met.role) {
                    TranslationPart::Glossary(index)
                } else {
                    TranslationPart::Standard(index)
                };
                let standard = handbook.standards[index].about.as_deref();
                (part, standard.map_or(own, |about| about.language.as_str()))
            }
        };
        let standard = placed
            .owner
            .standard()
            .map(|index| &handbook.standards[index]);
        let markup_is_markdown =
            standard.is_some_and(|standard| is_markdown(standard.markup(), text));
        let in_language = |language: &str| {
            let mut languages = text.languages.iter();
            let found = languages.find(|(known, _, _)| **known == *language)?;
            Some(WordsIn {
                language: &found.0,
                words: Cow::Borrowed(&found.1),
            })
        };
        if first == to && text.get(to).is_some() {
            return;
        }
        let others = text.languages.iter().filter(|(known, _, _)| **known != *to);
        let original = in_language(first).or_else(|| {
            let (language, words, _) = others.clone().next()?;
            Some(WordsIn {
                language,
                words: Cow::Borrowed(words),
            })
        });
        let Some(original) = original else { return };
        let shown = from.filter(|from| *from != to).and_then(in_language);
        all.push(Translatable {
            part,
            place: TranslatablePlace::Text(text),
            role: placed.met.role,
            is_markdown: placed.met.role == TextRole::Markdown || markup_is_markdown,
            shown: shown.unwrap_or_else(|| original.clone()),
            original,
            target: text.get(to).map(Cow::Borrowed),
        });
    });
    let languages = FileLanguages { own, from, to };
    for (index, curriculum) in handbook.curricula.indexed() {
        let part = TranslationPart::Curriculum(index);
        files(&curriculum.overview, part, &languages, &mut all);
        for module in &curriculum.modules {
            files(&module.languages, part, &languages, &mut all);
        }
    }
    for page in &handbook.pages {
        files(
            &page.languages,
            TranslationPart::Pages,
            &languages,
            &mut all,
        );
    }
    all
}

/// Whether the only field on the way to a text is a definition of ours, which only the glossary has.
fn is_definition(path: &[&'static str], role: TextRole) -> bool {
    path == ["definition"] && role == TextRole::Ours
}

/// The languages of files.
struct FileLanguages<'a> {
    own: &'a str,
    from: Option<&'a str>,
    to: &'a str,
}

/// Lists the parts of a page that exists in several languages, as [`translatables`] does.
pub fn file_translatables<'h, F: Encode>(
    handbook: &'h Handbook,
    all: &'h [Arc<MarkdownFile<F>>],
    to: &str,
) -> Vec<Translatable<'h>> {
    let mut languages = handbook.languages.iter();
    let own = languages.next().map_or("", |language| &*language.id);
    let mut found = Vec::new();
    let languages = FileLanguages {
        own,
        from: None,
        to,
    };
    files(all, TranslationPart::Pages, &languages, &mut found);
    found
}

/// Adds the parts of a file that exists in several languages.
fn files<'h, F: Encode>(
    all: &'h [Arc<MarkdownFile<F>>],
    part: TranslationPart,
    languages: &FileLanguages<'_>,
    found: &mut Vec<Translatable<'h>>,
) {
    let to = languages.to;
    let in_language = |language: &str| all.iter().find(|file| &*file.language == language);
    let target = in_language(to);
    if languages.own == to && target.is_some() {
        return;
    }
    let original =
        in_language(languages.own).or_else(|| all.iter().find(|file| &*file.language != to));
    let Some(original) = original else { return };
    let shown = languages
        .from
        .filter(|from| *from != to)
        .and_then(in_language);
    let shown = shown.unwrap_or(original);
    let translation = target.map(|target| target.position.file.clone());
    let title = words_of(&original.front_matter);
    let heading = title.iter().find(|(path, _)| path == &["title"]);
    let heading = heading.map(|(_, words)| words.clone());
    let (shown_words, target_words) = (
        words_of(&shown.front_matter),
        target.map(|target| words_of(&target.front_matter)),
    );
    let at = |words: &[(Vec<String>, String)], path: &[String]| {
        let mut words = words.iter();
        words
            .find(|(other, _)| other == path)
            .map(|(_, words)| words.clone())
    };
    let mut add = |part_of: FilePart,
                   original_words: Cow<'h, str>,
                   shown_words: Option<Cow<'h, str>>,
                   target: Option<Cow<'h, str>>| {
        let original_words = WordsIn {
            language: &original.language,
            words: original_words,
        };
        found.push(Translatable {
            part,
            place: TranslatablePlace::File {
                file: original.position.file.clone(),
                translation: translation.clone(),
                title: heading.clone(),
                part: part_of.clone(),
            },
            role: TextRole::Markdown,
            is_markdown: !matches!(part_of, FilePart::Words(_)),
            shown: shown_words.map_or_else(
                || original_words.clone(),
                |words| WordsIn {
                    language: &shown.language,
                    words,
                },
            ),
            original: original_words,
            target,
        });
    };
    for (path, words) in &title {
        let target = target_words.as_ref().and_then(|words| at(words, path));
        let shown = at(&shown_words, path);
        add(
            FilePart::Words(path.clone()),
            Cow::Owned(words.clone()),
            shown.map(Cow::Owned),
            target.map(Cow::Owned),
        );
    }
    let own_blocks = blocks(&original.body);
    let shown_blocks = blocks(&shown.body);
    let target_blocks = target.map(|target| (&*target.body, blocks(&target.body)));
    let is_aligned = target_blocks
        .as_ref()
        .is_none_or(|(_, blocks)| is_same_shape(&own_blocks, blocks));
    if !is_aligned {
        if !original.body.trim().is_empty() {
            let is_other = !Arc::ptr_eq(shown, original);
            add(
                FilePart::Body,
                Cow::Borrowed(original.body.trim_end()),
                is_other.then(|| Cow::Borrowed(shown.body.trim_end())),
                target.map(|target| Cow::Borrowed(target.body.trim_end())),
            );
        }
        return;
    }
    let is_shown = is_same_shape(&own_blocks, &shown_blocks);
    for (place, block) in own_blocks.iter().enumerate() {
        if block.kind == BlockKind::Rule {
            continue;
        }
        let target = target_blocks
            .as_ref()
            .map(|(body, blocks)| Cow::Borrowed(&body[blocks[place].range.clone()]));
        let shown = is_shown.then(|| Cow::Borrowed(&shown.body[shown_blocks[place].range.clone()]));
        add(
            FilePart::Block(place + 1, block.kind),
            Cow::Borrowed(&original.body[block.range.clone()]),
            shown,
            target,
        );
    }
}

/// Whether two documents have the same kinds of blocks in the same order.
pub fn is_same_shape(one: &[MarkdownBlock], other: &[MarkdownBlock]) -> bool {
    one.len() == other.len()
        && one
            .iter()
            .zip(other)
            .all(|(one, other)| one.kind == other.kind)
}

/// The words of a front matter, each with the keys and places that lead to it.
fn words_of(front_matter: &impl Encode) -> Vec<(Vec<String>, String)> {
    fn collect(value: &Yaml, path: &mut Vec<String>, found: &mut Vec<(Vec<String>, String)>) {
        match value {
            Yaml::Text(words) => found.push((path.clone(), words.clone())),
            Yaml::Symbol(_) | Yaml::Bare(_) => {}
            Yaml::List(items) => {
                for (place, item) in items.iter().enumerate() {
                    path.push((place + 1).to_string());
                    collect(item, path, found);
                    path.pop();
                }
            }
            Yaml::Table(pairs) | Yaml::Record(pairs) => {
                for (key, value) in pairs {
                    path.push(key.clone());
                    collect(value, path, found);
                    path.pop();
                }
            }
        }
    }
    let mut found = Vec::new();
    collect(&front_matter.encode(), &mut Vec::new(), &mut found);
    found
}
