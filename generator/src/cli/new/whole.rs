//! New standards, languages and files for publishing.

use super::author::{Addition, Author, HANDBOOK};
use super::error::NewError;
use super::insertion::appended;
use crate::cli::starter::StarterKind;
use crate::cli::starter::languages::StarterLanguage;
use crate::cli::starter::publishing::Host;
use crate::language::message::message;
use crate::source::emit::{self, Yaml};

/// A standard of a shape, written in a language of the handbook.
pub(super) fn standard(
    author: &Author,
    id: &str,
    kind: StarterKind,
    language: Option<&str>,
    titles: &[String],
) -> Result<Addition, NewError> {
    Author::require_name(id)?;
    let languages = || {
        author
            .handbook
            .languages
            .iter()
            .map(|language| &*language.id)
    };
    let language = match language {
        Some(given) => languages()
            .find(|language| *language == given)
            .ok_or_else(|| NewError::unknown("language", given, languages()))?,
        None => languages().next().unwrap_or_default(),
    };
    let folder = format!("content/standards/{id}/");
    let files = author.project.sources.tree.files.keys();
    if let Some(taken) = files.clone().find(|file| file.starts_with(&folder)) {
        return Err(NewError::Taken(taken.to_string()));
    }
    let mut filling = author.filling(language).with("LANGUAGE", language);
    let has_title = !titles.is_empty();
    if has_title {
        let title = author.titles(Some(language), titles)?;
        let title = title.key(&filling, "");
        filling = filling.with("TITLE", title);
    }
    let files = kind.files().iter().map(|(path, template)| {
        let path = path.replace("content/standards/example/", &folder);
        let mut template =
            template.replace("\nid: example\n", &format!("\nid: {}\n", emit::name(id)));
        if has_title {
            template = untitled(&template);
        }
        let text = filling.fill(&template);
        author.file(path, &text)
    });
    let files = files.collect();
    let item = Yaml::Symbol(id.to_owned());
    Ok(Addition {
        files,
        edits: vec![edited(author, "standards", &item)?],
        next: vec![
            message!(
                "replace the example: begin with {folder}standard.yaml",
                folder
            ),
            message!("where an edition replaces an earlier one, write `edition: {{replaces: …}}`"),
        ],
    })
}

/// A template with the name of a value in place of the title of the standard.
fn untitled(template: &str) -> String {
    let Some((before, rest)) = template.split_once("\ntitle:\n") else {
        return template.to_owned();
    };
    let texts = rest.split_inclusive('\n');
    let texts = texts.take_while(|line| line.starts_with("  "));
    let length = texts.map(str::len).sum();
    format!("{before}\nTITLE\n{}", &rest[length..])
}

/// A language, with a view of its own.
pub(super) fn language(
    author: &Author,
    language: &StarterLanguage,
    name: Option<&str>,
) -> Result<Addition, NewError> {
    let mut known = author.handbook.languages.iter();
    if known.any(|known| *known.id == *language.id() || *known.tag == *language.id()) {
        return Err(NewError::HasLanguage(language.id().to_owned()));
    }
    let mut record = language.record();
    if let (Some(name), Yaml::Record(keys)) = (name, &mut record) {
        for (key, value) in keys {
            if key == "name" {
                *value = Yaml::Text(name.to_owned());
            }
        }
    }
    let (path, text) = edited(author, "languages", &record)?;
    let reading = Yaml::Symbol(language.id().to_owned());
    let text = appended(&path.as_str().into(), &text, "readings", &reading);
    let text = text.ok_or_else(|| not_edited("readings"))?;
    let mut next = vec![
        message!(
            "translate the texts: add `{language}: …` to each; until then, they are shown in another language",
            language
        ),
        message!("see what is left with `clausebook status`"),
    ];
    if language.known().is_none() && name.is_none() {
        next.insert(
            0,
            message!("write the language's own name in {file}", file = HANDBOOK),
        );
    }
    Ok(Addition {
        files: Vec::new(),
        edits: vec![(path, text)],
        next,
    })
}

/// A file that publishes the handbook.
pub(super) fn publishing(host: Host) -> Addition {
    Addition {
        files: vec![host.file()],
        edits: Vec::new(),
        next: vec![host.next_step()],
    }
}

/// The handbook's own file with an item at the end of a list.
fn edited(author: &Author, key: &'static str, item: &Yaml) -> Result<(String, String), NewError> {
    let text = author
        .text(HANDBOOK)
        .ok_or_else(|| NewError::Unread(HANDBOOK.to_owned()))?;
    let text = appended(&HANDBOOK.into(), text, key, item).ok_or_else(|| not_edited(key))?;
    Ok((HANDBOOK.to_owned(), text))
}

/// The error of a list of the handbook's own file that cannot be continued.
fn not_edited(key: &'static str) -> NewError {
    NewError::NotEdited {
        file: HANDBOOK.to_owned(),
        key,
    }
}
