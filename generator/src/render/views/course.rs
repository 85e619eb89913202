//! The parts that the pages of curricula share: links, hours, and modules in the languages of the reading.

use serde::Serialize;

use super::check_way::{self, CheckWay};
use super::lead;
use crate::export::badges;
use crate::index::{CurriculumIndex, ModuleIndex, RequirementIndex, StandardIndex};
use crate::model::curriculum::ModuleSource;
use crate::model::{CompleteCurriculum, Depth, Language, Module};
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::text::{Piece, TextView};
use crate::site::Target;
use crate::site::address::{CurriculumPage, Page, StandardPage};
use crate::site::export::Export;
use crate::source::format::decimal;

/// A requirement in a list.
#[derive(Debug, Serialize)]
pub struct RequirementLink {
    /// The name: `5.3.4.1-b`. Empty if the standard prints none.
    pub id: String,
    /// The permalink.
    pub href: String,
    /// Its title, if it has one besides its text.
    pub title: Option<TextView>,
    /// The words.
    pub text: TextView,
}

/// The requirements that a curriculum or a module assesses, as alignment entries of Open Badges.
#[derive(Debug, Serialize)]
pub struct BadgesView {
    /// The number of requirements assessed.
    pub count: usize,
    /// The entries as JSON; `None` if the site's address is not known.
    pub entries: Option<String>,
    /// The link to a file with the entries of the whole curriculum. `None` if the entries are not
    /// known either.
    pub file: Option<String>,
}

/// Returns the alignment entries of a curriculum, or of one of its modules; `None` if it assesses nothing.
///
/// The entries hold full addresses, and are therefore made only if the handbook or the build states
/// a base URL.
pub fn badges(
    frame: &Frame,
    curriculum_index: CurriculumIndex,
    module: Option<ModuleIndex>,
) -> Option<BadgesView> {
    let curriculum = &frame.handbook().curricula[curriculum_index];
    let assessed = badges::assessed(curriculum, module);
    let language = frame.language();
    let translated = frame.words.get(&language.id, "translated");
    let entries = badges::alignment(
        frame.site,
        curriculum.standard,
        &assessed,
        language,
        translated,
    );
    let languages = &frame.handbook().languages;
    let file = languages.find_index(|known| known.id == language.id);
    let file = file.map(|language| {
        frame.target_link(&Target::Export(Export::Alignment {
            curriculum: curriculum_index,
            language,
        }))
    });
    (!assessed.is_empty()).then(|| BadgesView {
        count: assessed.len(),
        file: file.filter(|_| entries.is_some()),
        entries,
    })
}

/// Returns the link to a page of a curriculum.
pub fn href(frame: &Frame, curriculum: CurriculumIndex, page: CurriculumPage) -> String {
    frame.page_link(Page::Curriculum { curriculum, page })
}

/// Returns the link to a curriculum, labelled with its title.
pub fn link(frame: &Frame, curriculum_index: CurriculumIndex) -> LinkView {
    let curriculum = &frame.handbook().curricula[curriculum_index];
    LinkView {
        href: href(frame, curriculum_index, CurriculumPage::Overview),
        number: Html::default(),
        label: frame.own_voice().text(&curriculum.about.title),
        current: false,
    }
}

/// Returns the link to a module, with its number in the curriculum before its title.
pub fn module_link(
    frame: &Frame,
    curriculum_index: CurriculumIndex,
    module: ModuleIndex,
) -> LinkView {
    let curriculum = &frame.handbook().curricula[curriculum_index].modules[module];
    let mut label = title(frame, curriculum);
    // Warns readers that the link leads to a language that they may not be able to read.
    let shown = written(frame, curriculum);
    let is_missing = |wanted: &Language| !shown.iter().any(|(known, _)| known.id == wanted.id);
    if frame.reading().languages.iter().any(is_missing) {
        for (language, _) in shown {
            label.inline.0.push(' ');
            let name = Html::escaped(&language.name);
            label
                .inline
                .push_element("span", &language.tag, "written-in", &name);
        }
    }
    LinkView {
        href: href(frame, curriculum_index, CurriculumPage::Module(module)),
        number: Html((module.position() + 1).to_string()),
        label,
        current: false,
    }
}

/// Returns links to the roles and levels that a curriculum leads to.
pub fn aims(frame: &Frame, curriculum: &CompleteCurriculum) -> Vec<LinkView> {
    let aims = curriculum.about.aims().into_iter();
    aims.filter_map(|(role, level)| aim_link(frame, curriculum.standard, role, level))
        .collect()
}

/// Returns the links to the self-checks of the roles and levels that a curriculum leads to.
pub fn checks(frame: &Frame, curriculum: &CompleteCurriculum) -> Vec<CheckWay> {
    check_way::of_aims(frame, curriculum.standard, &curriculum.about.aims())
}

/// Returns the link to a level of a role, to a level or to a role, labelled with what it leads to; without either, the
/// link to the standard's contents.
///
/// `None` if the role or the level does not exist.
pub fn aim_link(
    frame: &Frame,
    standard_index: StandardIndex,
    role: Option<&str>,
    level: Option<&str>,
) -> Option<LinkView> {
    let standard = &frame.handbook().standards[standard_index];
    let roles = &standard.about.roles;
    let role = match role {
        Some(id) => Some(roles.find_index(|known| known.id == *id)?),
        None => None,
    };
    let level = match level {
        Some(id) => Some(standard.ladder_at(role).find(id)?),
        None => None,
    };
    let page = match (role, level) {
        (role, Some(level)) => StandardPage::of_level(role, level),
        (Some(role), None) => StandardPage::Role(role),
        (None, None) => StandardPage::Contents,
    };
    let voice = frame.voice_of(standard);
    let role_title = role.map(|role| &roles[role].title);
    let level_title = level.map(|level| &standard.levels_at(role)[level].title);
    let mut titles: Vec<TextView> = role_title
        .into_iter()
        .chain(level_title)
        .map(|title| voice.text(title))
        .collect();
    if titles.is_empty() {
        titles.push(voice.text(&standard.about.title));
    }
    Some(LinkView {
        href: frame.standard_link(standard_index, page),
        number: Html::default(),
        label: super::joined::joined(&titles, " · ", &frame.language().tag),
        current: false,
    })
}

/// Returns a module in the languages of the reading. A missing language is replaced by another, with its own tag.
///
/// The replacement is the first language of the handbook in which the module is written. Each
/// language occurs once, even if it replaces several.
pub fn written<'m>(frame: &Frame<'m>, module: &'m Module) -> Vec<(&'m Language, &'m ModuleSource)> {
    let find = |language: &Language| {
        let mut sources = module.languages.iter();
        sources.find(|source| source.language == language.id)
    };
    let mut found: Vec<(&Language, &ModuleSource)> = Vec::new();
    for wanted in &frame.reading().languages {
        let shown = [wanted]
            .into_iter()
            .chain(&frame.handbook().languages)
            .find_map(|language| Some((language, find(language)?)));
        if let Some((language, source)) = shown
            && !found.iter().any(|(known, _)| known.id == language.id)
        {
            found.push((language, source));
        }
    }
    found
}

/// Returns the notice that a text is not written in a language of the reading, in that language; `shown` are the
/// languages shown instead. `None` if no language is missing.
pub fn stand_in(frame: &Frame, shown: &[&Language]) -> Option<TextView> {
    let missing: Vec<&Language> = frame
        .reading()
        .languages
        .iter()
        .filter(|wanted| !shown.iter().any(|language| language.id == wanted.id))
        .collect();
    let mut names = Html::default();
    for language in shown {
        names.push_element("span", &language.tag, "", &Html::escaped(&language.name));
    }
    let pieces = missing.iter().map(|language| Piece {
        lang: language.tag.to_string(),
        language: language.id.to_string(),
        html: Html(
            frame
                .words
                .html(&language.id, "written_in")
                .0
                .replace("{language}", &names.0),
        ),
        is_source: false,
        ..Piece::default()
    });
    let pieces: Vec<Piece> = pieces.collect();
    (!pieces.is_empty()).then(|| TextView::of(pieces, &frame.language().tag, String::new()))
}

/// Returns a part of a module in the languages of the reading.
///
/// The text without markup is that of the first language found.
pub fn text(frame: &Frame, module: &Module, words: impl Fn(&ModuleSource) -> &str) -> TextView {
    let written = written(frame, module);
    let pieces = written.iter().map(|(language, source)| Piece {
        lang: language.tag.to_string(),
        language: language.id.to_string(),
        html: Html::escaped(words(source)),
        is_source: false,
        ..Piece::default()
    });
    let plain = written
        .first()
        .map(|(_, source)| words(source).to_owned())
        .unwrap_or_default();
    TextView::of(pieces.collect(), &frame.language().tag, plain)
}

/// Returns a module's title.
pub fn title(frame: &Frame, module: &Module) -> TextView {
    text(frame, module, |source| &source.front_matter.title.value)
}

/// Formats a number of hundredths: `6`, `1.5`.
pub fn number(hundredths: i32) -> String {
    decimal::write(hundredths.into())
}

/// Returns the key of the word for a depth.
pub fn depth_word(depth: Depth) -> &'static str {
    match depth {
        Depth::Introduces => "depth_introduces",
        Depth::Practises => "depth_practises",
        Depth::Assesses => "depth_assesses",
    }
}

/// Returns requirements as links to their permalinks. A part of a requirement follows the words that lead it in.
pub fn requirements(
    frame: &Frame,
    standard_index: StandardIndex,
    requirements: impl IntoIterator<Item = RequirementIndex>,
) -> Vec<RequirementLink> {
    let mut before = None;
    let requirements = requirements.into_iter();
    requirements
        .map(|index| {
            let link = requirement(frame, standard_index, index, before);
            before = Some(index);
            link
        })
        .collect()
}

/// Returns a requirement as a link to its permalink, after the words that lead it in. `before` is the requirement before
/// it in a list, which may show these words already.
pub fn requirement(
    frame: &Frame,
    standard_index: StandardIndex,
    requirement: RequirementIndex,
    before: Option<RequirementIndex>,
) -> RequirementLink {
    let standard = &frame.handbook().standards[standard_index];
    let entry = &standard.requirements[requirement];
    RequirementLink {
        id: entry.printed_name().unwrap_or_default().to_owned(),
        href: frame.permalink(standard_index, requirement),
        title: entry
            .title()
            .map(|title| frame.voice_of(standard).text(title)),
        text: lead::text(frame, standard, requirement, before),
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn hours_are_written_without_trailing_zeros() {
        assert_eq!(number(9000), "90");
        assert_eq!(number(150), "1.5");
        assert_eq!(number(125), "1.25");
        assert_eq!(number(105), "1.05");
        assert_eq!(number(-50), "-0.5");
    }
}
