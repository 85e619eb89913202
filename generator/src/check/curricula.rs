//! Curricula name what exists, and say the same in every language.

use std::collections::BTreeSet;

use super::content::{Content, Part};
use super::course::Course;
use super::names::taken;
use super::references::reference_faults;
use super::suggest::{unknown, unknown_at};
use crate::model::curriculum::ModuleSource;
use crate::source::diagnostic::Diagnostic;
use crate::source::format::curriculum::{Covers, Curriculum};
use crate::source::format::reference::Reference;
use crate::source::format::standard::Standard;
use crate::source::format::text::{Id, Word};
use crate::source::position::Position;

/// Names that stand beside the modules' in a curriculum's folder, and that no module may have.
const RESERVED: [&str; 2] = ["index", "coverage"];

/// Demands of every curriculum a `curriculum.yaml` and an overview; that its standard, the roles and levels that it leads
/// to, its modules and the requirements that they cover exist; and that the languages of a module agree in hours and in
/// what it covers. Warns of a module that is written and not listed.
pub fn rule(content: &Content<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for course in &content.curricula {
        folder(course, &mut found);
        let part = course
            .standard(&content.standards)
            .map(|standard| &content.standards[standard]);
        if let Some((file, about)) = course.about {
            if part.is_none() {
                let known = content.standards.iter().map(|part| part.folder);
                found.push(unknown(&about.standard, "standard", known));
            }
            if let Some(standard) = part.and_then(Part::standard) {
                for aim in &about.leads_to {
                    found.extend(aim_faults(standard, &aim.role, &aim.level));
                }
            }
            if course.overview.is_empty() && !course.has_unread("overview") {
                let language = content.languages.first().unwrap_or(&"en");
                found.push(Diagnostic::error(
                    &Position::file(file.clone()),
                    format!("the curriculum `{}` has no overview", course.folder),
                    format!("write `overview.{language}.md` beside this file: whom it is for, and how it is taught"),
                ));
            }
            listed(course, about, &mut found);
            found.extend(hours(course, about));
        }
        for overview in &course.overview {
            language(content, &overview.language, &overview.position, &mut found);
        }
        for languages in course.modules.values() {
            for module in languages {
                language(content, &module.language, &module.position, &mut found);
                of_module(part, module, &mut found);
            }
            agreement(languages, &mut found);
        }
    }
    found
}

/// What is wrong with a role and a level of a standard.
pub fn aim_faults(standard: &Standard, role: &Id, level: &Id) -> Vec<Diagnostic> {
    let roles = standard.roles.iter().map(|role| role.id.as_str());
    let levels = standard.levels.iter().map(|level| level.id.as_str());
    let mut found = Vec::new();
    if !roles.clone().any(|known| *role == *known) {
        found.push(unknown(role, "role", roles));
    }
    if !levels.clone().any(|known| *level == *known) {
        found.push(unknown(level, "level", levels));
    }
    found
}

/// Says that an address of the web cannot be followed. Others, such as `javascript:`, must not become links.
pub fn address_fault(url: &Word) -> Option<Diagnostic> {
    let is_sound = ["https://", "http://"].iter().any(|scheme| {
        url.value
            .strip_prefix(scheme)
            .is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
    });
    (!is_sound).then(|| {
        Diagnostic::error(
            &url.position,
            format!("`{}` is not an address of the web", url.value),
            "write it whole, as in `https://example.org/`",
        )
    })
}

/// The folder's name, and the file that makes it a curriculum.
fn folder(course: &Course<'_>, found: &mut Vec<Diagnostic>) {
    let files = course.modules.values().flatten();
    let first = course
        .overview
        .first()
        .map(|file| &file.position)
        .or(files.map(|file| &file.position).next());
    let place = match (course.about, first) {
        (Some((file, _)), _) => Position::file(file.clone()),
        (None, Some(first)) => Position::file(first.file.clone()),
        (None, None) => return,
    };
    if course.about.is_none() && !course.model.unread.about {
        found.push(Diagnostic::error(
            &place,
            format!(
                "the curriculum `{}` has no `curriculum.yaml`",
                course.folder
            ),
            format!(
                "write `content/curricula/{}/curriculum.yaml`",
                course.folder
            ),
        ));
    }
    if !Id::is_valid(course.folder) {
        found.push(Diagnostic::error(
            &place,
            format!("`{}` cannot be the name of a curriculum", course.folder),
            "name the folder with letters, digits, `.`, `-` and `_`",
        ));
    }
    found.extend(taken("curriculum", course.folder, &place, &["index"]));
}

/// Every module that is listed is written, and the other way round.
fn listed(course: &Course<'_>, about: &Curriculum, found: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    for id in &about.modules {
        found.extend(taken("module", id.as_str(), &id.position, &RESERVED));
        if !seen.insert(id.as_str()) {
            found.push(Diagnostic::error(
                &id.position,
                format!("the module `{id}` is listed twice"),
                "remove one of them",
            ));
        } else if !course.modules.contains_key(id.as_str()) && !course.has_unread(id.as_str()) {
            let known = course.modules.keys().copied();
            let mut fault = unknown(id, "module", known);
            if !fault.help.starts_with("did") {
                fault.help = format!(
                    "write `{id}.zh.md` or `{id}.en.md` beside this file, or remove the name"
                );
            }
            found.push(fault);
        }
    }
    for (name, languages) in &course.modules {
        if !seen.contains(name) {
            found.push(Diagnostic::warning(
                &Position::file(languages[0].position.file.clone()),
                format!("the module `{name}` is not listed, so it has no page"),
                "add it to `modules` in `curriculum.yaml`, or remove the file",
            ));
        }
    }
}

/// That the hours of a curriculum are not what its modules add up to. Asked only where every module could be read.
fn hours(course: &Course<'_>, about: &Curriculum) -> Option<Diagnostic> {
    let stated = about.hours.as_ref()?;
    let mut sum = 0;
    for id in &about.modules {
        let module = course.modules.get(id.as_str())?.first()?;
        sum += module.front_matter.hours.hundredths;
    }
    let is_whole = course.model.unread.is_empty();
    (is_whole && sum != stated.hundredths).then(|| {
        let sum = in_hours(sum);
        Diagnostic::error(
            &stated.position,
            format!(
                "the modules take {sum} hours together, not {}",
                in_hours(stated.hundredths)
            ),
            format!("write `hours: {sum}`, or correct the hours of the modules"),
        )
    })
}

/// Hundredths as a person writes them: `90`, `7.5`.
fn in_hours(hundredths: i32) -> String {
    let hours = format!("{:.2}", f64::from(hundredths) / 100.0);
    hours.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn language(
    content: &Content<'_>,
    language: &str,
    position: &Position,
    found: &mut Vec<Diagnostic>,
) {
    let known = content.languages.iter().copied();
    if content.handbook.is_some() && !content.languages.contains(&language) {
        let file = Position::file(position.file.clone());
        found.push(unknown_at(&file, language, "language", known));
    }
}

/// What a module says by itself.
fn of_module(part: Option<&Part<'_>>, module: &ModuleSource, found: &mut Vec<Diagnostic>) {
    let head = &module.front_matter;
    if head.title.value.trim().is_empty() {
        found.push(Diagnostic::error(
            &head.title.position,
            "the title of this module is empty",
            "write it: it is shown in the plan",
        ));
    }
    if head.hours.hundredths <= 0 {
        found.push(Diagnostic::error(
            &head.hours.position,
            "a module takes more than no time",
            "write its hours, such as 6 or 1.5",
        ));
    }
    found.extend(
        head.resources
            .iter()
            .filter_map(|resource| address_fault(resource.url.as_ref()?)),
    );
    if let (Some(part), Some(covers)) = (part, &head.covers) {
        for (_, references) in depths(covers) {
            for reference in references {
                found.extend(reference_faults(part, reference));
            }
        }
    }
}

fn depths(covers: &Covers) -> [(&'static str, &[Reference]); 3] {
    [
        ("introduces", &covers.introduces),
        ("practises", &covers.practises),
        ("assesses", &covers.assesses),
    ]
}

/// What must be the same in every language of a module.
fn agreement(languages: &[&ModuleSource], found: &mut Vec<Diagnostic>) {
    let Some((first, others)) = languages.split_first() else {
        return;
    };
    for other in others {
        let hours = &other.front_matter.hours;
        if hours.hundredths != first.front_matter.hours.hundredths {
            found.push(Diagnostic::error(
                &hours.position,
                format!(
                    "the module `{}` takes other hours in `{}` than in `{}`",
                    other.name, other.language, first.language
                ),
                "write the same number in both files",
            ));
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
            let (one, two) = (written(one), written(two));
            if one == two {
                continue;
            }
            let differing: Vec<String> = one
                .symmetric_difference(&two)
                .map(|id| format!("`{id}`"))
                .collect();
            let head = &other.front_matter;
            found.push(Diagnostic::error(
                &head.title.position,
                format!(
                    "the module `{}` {depth} something else in `{}` than in `{}`: {}",
                    other.name,
                    other.language,
                    first.language,
                    differing.join(", ")
                ),
                "write `covers` the same in both files, or in one of them alone",
            ));
        }
    }
}

fn written(references: &[Reference]) -> BTreeSet<&str> {
    references
        .iter()
        .map(|reference| &*reference.written)
        .collect()
}

#[cfg(test)]
#[path = "curricula_tests.rs"]
pub(crate) mod tests;
