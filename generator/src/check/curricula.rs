//! Checks that what curricula name exists, and that a module agrees with itself in every language.
//!
//! Coverage as a whole is the subject of [`super::uncovered`], and prerequisites that of
//! [`super::prerequisites`]. The codes are those of the 500s, besides those of unknown names.
//! [`aim_faults`] and [`address_fault`] are used for postings and relations too.

use std::collections::BTreeSet;

use super::link_addresses::beside;
use super::names::taken;
use super::subject::Subject;
use super::suggest::{did_you_mean, suggest, unknown, unknown_at};
use super::target::reference_faults;
use crate::language::message::{Message, Series, message};
use crate::model::Curriculum;
use crate::model::Standard;
use crate::model::curriculum::ModuleSource;
use crate::site::reserved::{Folder, reserved_names};
use crate::source::diagnostic::Diagnostic;
use crate::source::format::curriculum::{Covers, CurriculumRecord};
use crate::source::format::reference::Reference;
use crate::source::format::standard::StandardRecord;
use crate::source::format::text::{Id, Word};
use crate::source::position::Position;
use crate::source::rule::Rule;

/// Requires that every curriculum has a `curriculum.yaml` and an overview; that its standard, the roles and levels that
/// it leads to, its modules and the requirements that they cover exist; and that the languages of a module agree in hours
/// and coverage. Warns about a module that has a file but is not listed.
pub fn rule(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for course in &subject.handbook.curricula {
        folder(course, &mut found);
        let part = subject.standard(course.standard);
        if let Some(about) = course.about.as_deref() {
            let file = &about.title.position.file;
            if part.is_none() {
                let known = subject.handbook.standards.iter().map(|part| part.id());
                found.push(unknown(
                    Rule::UnknownStandard,
                    &about.standard,
                    message!("standard"),
                    known,
                ));
            }
            if let Some(standard) = part.and_then(|part| part.about.as_deref()) {
                for aim in &about.leads_to {
                    let curriculum = message!("the curriculum");
                    let owner = (&curriculum, &aim.position);
                    let (role, level) = (aim.role.as_ref(), aim.level.as_ref());
                    found.extend(aim_faults(standard, role, level, owner));
                }
                if about.leads_to.is_empty()
                    && !(standard.roles.is_empty() && standard.levels.is_empty())
                {
                    found.push(Rule::MissingKey.at(
                        &about.standard.position,
                        message!("the curriculum does not say which roles and levels it leads to"),
                        message!("add `leads_to`, with a role and a level of the standard"),
                    ));
                }
            }
            if course.overview.is_empty() && !course.unread.overview {
                let language = subject.languages.first().unwrap_or(&"en");
                found.push(Rule::MissingOverview.at(
                    &Position::file(file.clone()),
                    message!("the curriculum `{course}` has no overview", course = course.id),
                    message!(
                        "write `overview.{language}.md` beside this file; say whom the curriculum is for and how it \
                         is taught",
                        language,
                    ),
                ));
            }
            listed(course, about, &subject.languages, &mut found);
            found.extend(hours(course, about));
        }
        for overview in &course.overview {
            language(subject, &overview.language, &overview.position, &mut found);
        }
        for languages in course.files().values() {
            for module in languages {
                language(subject, &module.language, &module.position, &mut found);
                of_module(subject, part, module, &mut found);
            }
            agreement(part, languages, &mut found);
        }
    }
    found
}

/// The faults of a role and a level that should be those of a standard.
///
/// A standard with roles needs a role, and one with levels a level: without them, nobody could say
/// what the curriculum or the posting is about (`E019`). `owner` is what names them, for the
/// message, with the place at which one that is missing is reported.
pub fn aim_faults(
    standard: &StandardRecord,
    role: Option<&Id>,
    level: Option<&Id>,
    (owner, position): (&Message, &Position),
) -> Vec<Diagnostic> {
    let missing = |key: &str, ids: &mut dyn Iterator<Item = &str>| {
        let first = ids.next()?;
        let (message, help) = match key {
            "role" => (
                message!(
                    "{owner} must name a role, since the standard has roles",
                    owner
                ),
                message!("add `role: {first}` or another role", first),
            ),
            _ => (
                message!(
                    "{owner} must name a level, since the standard has levels",
                    owner
                ),
                message!("add `level: {first}` or another level", first),
            ),
        };
        Some(Rule::MissingKey.at(position, message, help))
    };
    let mut roles = standard.roles.iter().map(|role| role.id.as_str());
    let mut all = standard.roles.iter();
    let of_role = role.and_then(|role| all.find(|known| known.id == *role.as_str()));
    let of_role = of_role.filter(|role| !role.levels.is_empty());
    let levels = of_role.map_or(&standard.levels, |role| &role.levels).iter();
    let mut levels = levels.map(|level| level.id.as_str());
    let mut found = Vec::new();
    match role {
        Some(role) if !roles.clone().any(|known| *role == *known) => {
            found.push(unknown(Rule::UnknownRole, role, message!("role"), roles));
        }
        Some(_) => {}
        None => found.extend(missing("role", &mut roles)),
    }
    match level {
        Some(level) if !levels.clone().any(|known| *level == *known) => {
            found.push(unknown(
                Rule::UnknownLevel,
                level,
                message!("level"),
                levels,
            ));
        }
        Some(_) => {}
        None => found.extend(missing("level", &mut levels)),
    }
    found
}

/// The fault of an address that is not a web address. Others, such as `javascript:`, must not become links.
///
/// `E030`. Only `http` and `https` are accepted, followed by at least one character and no white
/// space. Whether anything answers at the address is not checked: a check must not depend on the
/// network.
pub fn address_fault(url: &Word) -> Option<Diagnostic> {
    let is_sound = ["https://", "http://"].iter().any(|scheme| {
        url.value
            .strip_prefix(scheme)
            .is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
    });
    (!is_sound).then(|| {
        Rule::InvalidWebAddress.at(
            &url.position,
            message!("`{url}` is not a web address", url = url.value),
            message!("write the full address, as in `https://example.org/`"),
        )
    })
}

/// The fault of the address of a resource, which is a web address or a file of the content.
fn resource_fault(subject: &Subject<'_>, url: &Word) -> Option<Diagnostic> {
    let (file, to) = (&url.position.file, &*url.value);
    if subject.handbook.files.named(file, to).is_some() {
        return None;
    }
    let fault = address_fault(url)?;
    let message = message!("the file that `{to}` names does not exist", to);
    let missing = beside(subject.handbook, file, to)
        .map(|help| Rule::BrokenLink.at(&url.position, message, help));
    Some(missing.unwrap_or(fault))
}

/// Checks the folder's name, and that it contains `curriculum.yaml`.
///
/// Reported at the first file in the folder, since a folder has no line. An empty folder is not a
/// curriculum.
fn folder(course: &Curriculum, found: &mut Vec<Diagnostic>) {
    let about = course.about.iter().map(|about| &about.title.position);
    let overview = course.overview.iter().map(|file| &file.position);
    let modules = course.unlisted.iter().map(|file| &file.position);
    let Some(first) = about.chain(overview).chain(modules).next() else {
        return;
    };
    let place = Position::file(first.file.clone());
    if course.about.is_none() && !course.unread.about {
        found.push(Rule::MissingCurriculum.at(
            &place,
            message!(
                "the curriculum `{course}` has no `curriculum.yaml`",
                course = course.id
            ),
            message!(
                "write `content/curricula/{course}/curriculum.yaml`",
                course = course.id
            ),
        ));
    }
    if !Id::is_valid(&course.id) {
        found.push(Rule::InvalidFileName.at(
            &place,
            message!(
                "`{course}` is not a valid name for a curriculum",
                course = course.id
            ),
            message!("name the folder with letters, digits, `.`, `-` and `_`"),
        ));
    }
    found.extend(taken(
        message!("curriculum"),
        &course.id,
        &place,
        &["index"],
    ));
}

/// Checks that every listed module has a file, and that every file is listed.
///
/// A file that could not be read counts as there. If a listed module is missing, files that are not
/// listed are not reported: one of them is probably the module under its wrong name.
fn listed(
    course: &Curriculum,
    about: &CurriculumRecord,
    languages: &[&str],
    found: &mut Vec<Diagnostic>,
) {
    let files = course.files();
    let is_missing =
        |name: &str| !files.contains_key(name) && !course.unread.modules.contains(name);
    let mut seen = BTreeSet::new();
    for id in &about.modules {
        found.extend(taken(
            message!("module"),
            id.as_str(),
            &id.position,
            &reserved_names(Folder::Curriculum),
        ));
        if !seen.insert(id.as_str()) {
            let fault = Rule::RepeatedModule.at(
                &id.position,
                message!("the module `{id}` is listed twice", id),
                message!("remove one of them"),
            );
            let mut earlier = about.modules.iter();
            found.push(match earlier.find(|other| **other == *id.as_str()) {
                Some(first) => fault.see(&first.position, message!("first listed here")),
                None => fault,
            });
        } else if is_missing(id.as_str()) {
            let known = files.keys().copied();
            // The name of the file, with its language and extension.
            let stem = id.as_str().trim_end_matches(".md");
            let stem = stem.rsplit_once('.').map_or(stem, |(name, _)| name);
            let meant = files.keys().copied().find(|name| *name == stem);
            let help = match meant.or_else(|| suggest(id.as_str(), known)) {
                Some(meant) => did_you_mean(meant),
                None => {
                    let named = |language| format!("`{id}.{language}.md`");
                    message!(
                        "write {files} beside this file, or remove the name",
                        files = Series::any(languages.iter().map(named))
                    )
                }
            };
            let message = message!("there is no module `{id}`", id);
            found.push(Rule::UnknownModule.at(&id.position, message, help));
        }
    }
    // A wrong name in the list may be meant to be that of a module that then seems to be left out.
    if seen.iter().any(|name| is_missing(name)) {
        return;
    }
    for (name, languages) in &files {
        if !seen.contains(name) {
            found.push(Rule::UnlistedModule.at(
                &Position::file(languages[0].position.file.clone()),
                message!(
                    "the module `{name}` is not listed in `curriculum.yaml`, so it has no page",
                    name
                ),
                message!("add it to `modules` in `curriculum.yaml`, or remove the file"),
            ));
        }
    }
}

/// The fault of a curriculum whose hours differ from the sum of its modules' hours. Checked only if every module could be
/// read.
///
/// `E504`. Compared in hundredths, so 7.5 and 7.50 are the same.
fn hours(course: &Curriculum, about: &CurriculumRecord) -> Option<Diagnostic> {
    let stated = about.hours.as_ref()?;
    let sum = course.hours();
    let is_whole = course.unread.is_empty() && course.modules.len() == about.modules.len();
    // If the files of a module disagree, that is reported, and nobody knows the sum.
    let agree = course.files().values().all(|languages| {
        let mut hours = languages
            .iter()
            .map(|file| file.front_matter.hours.hundredths);
        let first = hours.next();
        hours.all(|other| Some(other) == first)
    });
    (is_whole && agree && sum != stated.hundredths).then(|| {
        let sum = in_hours(sum);
        Rule::WrongHours.at(
            &stated.position,
            message!(
                "the modules take {sum} hours in total, not {stated}",
                sum,
                stated = in_hours(stated.hundredths)
            ),
            message!(
                "write `hours: {sum}`, or correct the hours of the modules",
                sum
            ),
        )
    })
}

/// Formats hundredths as a person writes them: `90`, `7.5`.
fn in_hours(hundredths: i32) -> String {
    let hours = format!("{:.2}", f64::from(hundredths) / 100.0);
    hours.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Reports a file in a language that the handbook does not have (`E106`), such as `intro.de.md`.
/// Silent if `handbook.yaml` could not be read.
fn language(
    subject: &Subject<'_>,
    language: &str,
    position: &Position,
    found: &mut Vec<Diagnostic>,
) {
    let known = subject.languages.iter().copied();
    if subject.about.is_some() && !subject.languages.contains(&language) {
        let file = Position::file(position.file.clone());
        found.push(unknown_at(
            Rule::UnknownLanguage,
            &file,
            language,
            message!("language"),
            known,
        ));
    }
}

/// Checks a module by itself.
///
/// Its title, hours and resources; with a standard, its coverage as well.
fn of_module(
    subject: &Subject<'_>,
    part: Option<&Standard>,
    module: &ModuleSource,
    found: &mut Vec<Diagnostic>,
) {
    let head = &module.front_matter;
    if head.title.value.trim().is_empty() {
        found.push(Rule::EmptyText.at(
            &head.title.position,
            message!("the title of this module is empty"),
            message!("write it; the curriculum's plan shows it"),
        ));
    }
    if head.hours.hundredths <= 0 {
        found.push(Rule::ModuleWithoutHours.at(
            &head.hours.position,
            message!("the hours of a module must be greater than 0"),
            message!("write the hours, such as 6 or 1.5"),
        ));
    }
    found.extend(
        head.resources
            .iter()
            .filter_map(|resource| resource_fault(subject, resource.url.as_ref()?)),
    );
    if let (Some(part), Some(covers)) = (part, &head.covers) {
        for (_, references) in depths(covers) {
            for reference in references {
                found.extend(reference_faults(part, reference));
            }
        }
    }
}

/// The coverage by depth, in rising order, each with its key.
fn depths(covers: &Covers) -> [(Message, &[Reference]); 3] {
    [
        (message!("introduces"), &covers.introduces),
        (message!("practises"), &covers.practises),
        (message!("assesses"), &covers.assesses),
    ]
}

/// Checks what must be the same in every language of a module.
///
/// `E506`. A language that states no `covers` agrees with the others, so that coverage needs to be
/// written only once.
fn agreement(part: Option<&Standard>, languages: &[&ModuleSource], found: &mut Vec<Diagnostic>) {
    let Some((first, others)) = languages.split_first() else {
        return;
    };
    for other in others {
        let hours = &other.front_matter.hours;
        if hours.hundredths != first.front_matter.hours.hundredths {
            found.push(
                Rule::ModuleLanguagesDiffer
                    .at(
                        &hours.position,
                        message!(
                            "the module `{name}` has different hours in `{language}` and in `{language2}`",
                            name = other.name,
                            language = other.language,
                            language2 = first.language,
                        ),
                        message!("write the same number in both files"),
                    )
                    .see(
                        &first.front_matter.hours.position,
                        message!("the hours in the other language"),
                    ),
            );
        }
    }
    let saying: Vec<(&ModuleSource, &Covers)> = languages
        .iter()
        .filter_map(|module| Some((*module, module.front_matter.covers.as_ref()?)))
        .collect();
    let Some(((first, covered), others)) = saying.split_first() else {
        return;
    };
    for (other, covers) in others {
        for ((depth, one), (_, two)) in depths(covered).iter().zip(depths(covers)) {
            let differing: Vec<&Reference> = (missing(two, one).into_iter())
                .chain(missing(one, two))
                .collect();
            // A reference that leads nowhere is reported by itself, and the difference follows from it.
            let leads_nowhere = |reference: &&Reference| {
                part.is_some_and(|part| !reference_faults(part, reference).is_empty())
            };
            let Some(place) = differing.first() else {
                continue;
            };
            if differing.iter().any(leads_nowhere) {
                continue;
            }
            let names: Vec<String> = differing
                .iter()
                .map(|reference| format!("`{}`", reference.written))
                .collect();
            let mut fault = Rule::ModuleLanguagesDiffer.at(
                &place.position,
                message!(
                    "the module `{name}` {depth} different requirements in `{language}` and in `{language2}`: \
                     {names}",
                    name = other.name,
                    depth,
                    language = other.language,
                    language2 = first.language,
                    names = Series::plain(names),
                ),
                message!("write the same `covers` in both files, or write it in only one of them"),
            );
            for other in &differing[1..] {
                fault = fault.see(&other.position, message!("also only in one of the files"));
            }
            found.push(fault);
        }
    }
}

/// The references of `these` that `those` do not have. They are compared as they are written, so `5.1-a..b` and
/// `[5.1-a, 5.1-b]` differ.
fn missing<'a>(these: &'a [Reference], those: &[Reference]) -> Vec<&'a Reference> {
    let those: BTreeSet<&str> = those.iter().map(|reference| &*reference.written).collect();
    let is_missing = |reference: &&Reference| !those.contains(&*reference.written);
    these.iter().filter(is_missing).collect()
}

#[cfg(test)]
#[path = "curricula_tests.rs"]
pub(crate) mod tests;
