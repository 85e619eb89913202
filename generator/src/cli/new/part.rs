//! New clauses, curricula, modules, postings and pages.

use super::author::{Addition, Author};
use super::error::NewError;
use super::insertion::{appended, replaced};
use crate::cli::day::{in_days, today};
use crate::cli::starter::languages::{FALLBACK, KnownLanguage};
use crate::cli::starter::written;
use crate::language::message::message;
use crate::model::Standard;
use crate::source::emit::{self, Yaml};
use crate::source::encode::Encode;
use crate::source::format::points::Points;

/// The days for which a new posting is open.
const OPEN: u64 = 60;

/// The hours of a new module, in hundredths. A module takes some time.
const HOURS: i32 = 100;

/// A clause at the end of a standard.
pub(super) fn clause(
    author: &Author,
    id: Option<&str>,
    standard: Option<&str>,
    parent: Option<&str>,
    titles: &[String],
) -> Result<Addition, NewError> {
    let standard = author.standard(standard)?;
    let id = match id {
        Some(id) => id.to_owned(),
        None => next_number(standard).ok_or_else(|| NewError::NoId("safety".to_owned()))?,
    };
    Author::require_name(&id)?;
    let clauses = || standard.clauses.iter();
    if let Some(taken) = clauses().find(|clause| *clause.id() == *id) {
        return Err(NewError::TakenClause {
            id,
            file: taken.id().position.file.to_string(),
        });
    }
    if let Some(parent) = parent {
        let known = clauses().map(|clause| clause.id().as_str());
        let above = clauses().find(|clause| *clause.id() == *parent);
        let above = above.ok_or_else(|| NewError::unknown("clause", parent, known))?;
        let has_parents = clauses().any(|clause| clause.parent.is_some());
        if standard.is_dotted && has_parents {
            return Err(NewError::Numbered {
                parent: parent.to_owned(),
                file: above.id().position.to_string(),
            });
        }
    }
    let name = clause_file(author, standard.id(), &id);
    let mut next = vec![
        message!(
            "write its title and requirements; the ids become permanent links once they are published"
        ),
        message!(
            "move the clause, if it belongs elsewhere: files are read in the order of their names"
        ),
    ];
    if standard.asks_by_lists() {
        let about = format!("content/standards/{}/standard.yaml", standard.id());
        next.push(message!(
            "name `{id}` in the list `asks` of a role, in {about}",
            id,
            about
        ));
    }
    let filling = author.filling(standard.language());
    let titles = author.titles(Some(standard.language()), titles)?;
    let title = titles.key(&filling, "new_clause");
    let text = filling
        .with("ID", emit::name(&id))
        .with("TITLE", title)
        .with(
            "PARENT",
            parent.map_or(String::new(), |parent| {
                format!("parent: {}", emit::name(parent))
            }),
        )
        .fill(include_str!("../starter/new/clause.yaml"));
    Ok(Addition {
        files: vec![author.file(name, &text)],
        edits: Vec::new(),
        next,
    })
}

/// The number after that of the last clause at the top, if these are numbers.
fn next_number(standard: &Standard) -> Option<String> {
    let ids = standard
        .tops
        .iter()
        .map(|top| standard.clauses[*top].id().as_str());
    let numbers: Vec<u32> = ids.filter_map(|id| id.parse().ok()).collect();
    let last = numbers.iter().max()?;
    standard.is_dotted.then(|| (last + 1).to_string())
}

/// The path of the file of a clause, which is read after the other files.
fn clause_file(author: &Author, standard: &str, id: &str) -> String {
    let folder = format!("content/standards/{standard}/clauses/");
    let files = author.project.sources.tree.files.keys();
    let last = files.filter_map(|file| file.strip_prefix(&*folder)).max();
    let last = last.unwrap_or_default();
    let digits = last
        .split(|c: char| !c.is_ascii_digit())
        .next()
        .unwrap_or_default();
    let width = digits.len().max(2);
    let numbered = digits.parse::<u64>().unwrap_or(0).checked_add(1);
    let numbered = numbered.map(|number| format!("{number:0width$}-{id}.yaml"));
    let candidates = numbered
        .into_iter()
        .chain([format!("{id}.yaml"), format!("z-{id}.yaml")]);
    let mut candidates = candidates.filter(|name| **name > *last);
    let name = candidates
        .next()
        .unwrap_or_else(|| format!("{last}-{id}.yaml"));
    folder + &name
}

/// A curriculum with one module.
pub(super) fn curriculum(
    author: &Author,
    name: &str,
    standard: Option<&str>,
    (role, level): (Option<&str>, Option<&str>),
    titles: &[String],
) -> Result<Addition, NewError> {
    Author::require_name(name)?;
    let standard = author.standard(standard)?;
    let (role, level) = Author::aim(standard, role, level)?;
    let covered = first_asked(standard, role.as_deref(), level.as_deref());
    let keys = aim_keys(role.as_deref(), level.as_deref());
    let aims = match keys.is_empty() {
        true => String::new(),
        false => format!("leads_to:\n  - {{{}}}", keys.join(", ")),
    };
    let folder = format!("content/curricula/{name}");
    let filling = author.own_filling();
    let title = author.titles(None, titles)?.key(&filling, "new_curriculum");
    let languages = filling.languages.clone();
    let about = filling
        .with("TITLE", title)
        .with("STANDARD", emit::name(standard.id()))
        .with("AIMS", aims)
        .fill(include_str!("../starter/new/curriculum.yaml"));
    let about_file = format!("{folder}/curriculum.yaml");
    let mut files = vec![author.file(about_file.clone(), &about)];
    for (id, known) in &languages {
        let overview = format!("{}\n", known.phrase("overview"));
        files.push((format!("{folder}/overview.{id}.md"), overview));
        let module = module_text(known, known.phrase("first_steps"), covered.as_deref());
        files.push((format!("{folder}/first-steps.{id}.md"), module));
    }
    Ok(Addition {
        files,
        edits: Vec::new(),
        next: vec![
            message!(
                "write {file}, the overview and the first module",
                file = about_file
            ),
            message!(
                "add modules with `clausebook new module NAME --curriculum {name}`",
                name
            ),
            message!("see what is not covered yet with `clausebook status`"),
        ],
    })
}

/// A module at the end of a curriculum.
pub(super) fn module(
    author: &Author,
    name: &str,
    curriculum: Option<&str>,
    titles: &[String],
) -> Result<Addition, NewError> {
    Author::require_name(name)?;
    let curricula = || author.handbook.curricula.iter();
    let ids = curricula().map(|curriculum| &*curriculum.id);
    let found = match (curriculum, curricula().len()) {
        (Some(id), _) => curricula()
            .find(|curriculum| *curriculum.id == *id)
            .ok_or_else(|| NewError::unknown("curriculum", id, ids))?,
        (None, 0 | 1) => curricula()
            .next()
            .ok_or(NewError::None { kind: "curriculum" })?,
        (None, _) => {
            return Err(NewError::Several {
                option: "curriculum",
                known: ids.map(str::to_owned).collect(),
            });
        }
    };
    let folder = format!("content/curricula/{}", found.id);
    let about_file = format!("{folder}/curriculum.yaml");
    let not_edited = |key| NewError::NotEdited {
        file: about_file.clone(),
        key,
    };
    let text = author
        .text(&about_file)
        .ok_or_else(|| not_edited("modules"))?;
    let item = Yaml::Symbol(name.to_owned());
    let shared = about_file.as_str().into();
    let mut edited =
        appended(&shared, text, "modules", &item).ok_or_else(|| not_edited("modules"))?;
    // The hours of a curriculum are the sum of those of its modules.
    if let Some(hours) = found.about.as_ref().and_then(|about| about.hours.as_ref()) {
        let sum = Points {
            hundredths: hours.hundredths + HOURS,
            position: hours.position.clone(),
        };
        let sum = emit::document(&sum.encode());
        edited = replaced(&shared, &edited, "hours", sum.trim_end())
            .ok_or_else(|| not_edited("hours"))?;
    }
    let standard = found
        .standard
        .map(|index| &author.handbook.standards[index]);
    let covered = standard.and_then(|standard| first_asked(standard, None, None));
    let covered = covered.unwrap_or_else(|| "…".to_owned());
    let titles = author.titles(None, titles)?;
    let languages = titles.languages(author.own_filling().languages);
    let files = languages.iter().map(|(id, known)| {
        let title = titles.or(id, known.phrase("new_module"));
        (
            format!("{folder}/{name}.{id}.md"),
            module_text(known, title, None),
        )
    });
    Ok(Addition {
        files: files.collect(),
        edits: vec![(about_file, edited)],
        next: vec![message!(
            "write its hours, and the requirements that it covers, such as `covers: {{introduces: [{covered}]}}`",
            covered
        )],
    })
}

/// The file of a module in a language.
fn module_text(known: &KnownLanguage, title: &str, covered: Option<&str>) -> String {
    let mut keys = vec![
        ("title".to_owned(), Yaml::Text(title.to_owned())),
        ("hours".to_owned(), Yaml::Bare("1".to_owned())),
    ];
    if let Some(covered) = covered {
        let list = Yaml::List(vec![Yaml::Symbol(covered.to_owned())]);
        let covers = Yaml::Record(vec![("introduces".to_owned(), list)]);
        keys.push(("covers".to_owned(), covers));
    }
    format!(
        "---\n{}---\n\n## {}\n\n{}\n",
        emit::document(&Yaml::Record(keys)),
        known.phrase("purpose"),
        known.phrase("module"),
    )
}

/// A posting.
pub(super) fn posting(
    author: &Author,
    name: &str,
    standard: Option<&str>,
    (role, level): (Option<&str>, Option<&str>),
    titles: &[String],
) -> Result<Addition, NewError> {
    Author::require_name(name)?;
    let standard = author.standard(standard)?;
    let (role, level) = Author::aim(standard, role, level)?;
    let must = first_asked(standard, role.as_deref(), level.as_deref());
    let filling = author.own_filling();
    let country = filling
        .languages
        .first()
        .map_or(FALLBACK, |(_, known)| known);
    let country = country.country;
    let title = author.titles(None, titles)?.key(&filling, "new_posting");
    let text = filling
        .with("TITLE", title)
        .with("STANDARD", emit::name(standard.id()))
        .with(
            "AIM",
            aim_keys(role.as_deref(), level.as_deref()).join("\n"),
        )
        .with(
            "MUST",
            must.map_or(String::new(), |must| {
                format!("must: [{}]", emit::name(&must))
            }),
        )
        .with("COUNTRY", country)
        .with("PUBLISHED", written(today()))
        .with("EXPIRES", written(in_days(OPEN)))
        .fill(include_str!("../starter/new/posting.yaml"));
    let name = format!("content/postings/{name}.yaml");
    Ok(Addition {
        files: vec![author.file(name, &text)],
        edits: Vec::new(),
        next: vec![
            message!("write its texts, place and dates"),
            message!("choose its requirements: `must` and `nice` take ids, ranges and clauses"),
        ],
    })
}

/// A page of the editors.
pub(super) fn page(author: &Author, name: &str, titles: &[String]) -> Result<Addition, NewError> {
    Author::require_name(name)?;
    let titles = author.titles(None, titles)?;
    let languages = titles.languages(author.own_filling().languages);
    let files = languages.iter().map(|(id, known)| {
        let title = titles.or(id, known.phrase("new_page"));
        let keys = Yaml::Record(vec![
            ("title".to_owned(), Yaml::Text(title.to_owned())),
            (
                "description".to_owned(),
                Yaml::Text(known.phrase("about_page").to_owned()),
            ),
        ]);
        let text = format!(
            "---\n{}---\n\n{}\n",
            emit::document(&keys),
            known.phrase("page")
        );
        (format!("content/pages/{name}.{id}.md"), text)
    });
    Ok(Addition {
        files: files.collect(),
        edits: Vec::new(),
        next: vec![message!(
            "write it in Markdown; other pages link to it as `[…]({name}.html)`, and every page does in its footer",
            name
        )],
    })
}

/// The keys `role` and `level` of an aim.
fn aim_keys(role: Option<&str>, level: Option<&str>) -> Vec<String> {
    let role = role.map(|role| format!("role: {}", emit::name(role)));
    let level = level.map(|level| format!("level: {}", emit::name(level)));
    role.into_iter().chain(level).collect()
}

/// The id of the first requirement that a role and a level ask for.
fn first_asked(standard: &Standard, role: Option<&str>, level: Option<&str>) -> Option<String> {
    let asked = standard.asked(role, level);
    asked
        .first()
        .map(|index| standard.requirements[*index].id.to_string())
}
