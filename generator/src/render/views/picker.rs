//! The requirement picker of a role: a recruiter selects a level and requirements and gets the text of a posting.
//!
//! The page holds all texts of the posting as data for its script, including the words that begin
//! with `pick_`. The text of a posting can therefore be in any language of the handbook, whatever
//! the reading.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::areas::{AreaTextsLink, AreaView};
use super::check_way;
use super::group::{self, EntriesOfGroup};
use super::joined::{self, joined};
use super::lead;
use super::picker_listing::{self, PickedClauseView, PickedDimensionView, PickerTextsView};
use crate::export::json_ld;
use crate::index::{RequirementIndex, RoleIndex, StandardIndex};
use crate::model::{CompleteStandard, Language};
use crate::render::chrome::Chrome;
use crate::render::frame::{Frame, LinkView};
use crate::render::html::Html;
use crate::render::maker::StandardPageMaker;
use crate::render::text::TextView;
use crate::site::address::{self, Page, StandardPage, Target, standard_pages};
use crate::site::check_place::CheckPlace;
use crate::site::{Make, RenderError};
use crate::source::format::text::Text;

/// The prefix of the keys of the words used by the picker's script, which does not use the prefix.
const PREFIX: &str = "pick_";

/// A role's picker.
#[derive(Debug, Serialize)]
pub struct PickerView {
    /// The title of the page, including the role.
    pub heading: TextView,
    /// The role and the link to its page.
    pub role: LinkView,
    /// Links to the pickers of all roles, this one included, listed by group. Empty if there is only one role.
    pub roles: Vec<EntriesOfGroup<LinkView>>,
    /// Whether they are folded, since there are many.
    pub folds_roles: bool,
    /// The levels, lowest first. Empty for a role without levels, which is then chosen as a whole.
    pub levels: Vec<PickerLevel>,
    /// Whether each level asks for what those below it ask for, and more, and they follow each other one by one. A
    /// requirement's rank is then enough to tell at which levels it is asked for.
    pub is_plain: bool,
    /// The requirements of all levels. Empty if a script brings them.
    pub dimensions: Vec<PickedDimensionView>,
    /// The areas of the requirements, if a script brings their texts.
    pub areas: Vec<AreaView<PickedClauseView>>,
    /// The script with the texts of the areas and the data; `None` if the page has them.
    pub texts: Option<AreaTextsLink>,
    /// The id, tag and name of each language in which the text is available.
    pub languages: Vec<(String, String, String)>,
    /// The data of the script, safe inside a `script` element; `None` if another script brings it.
    pub data: Option<Html>,
}

/// A level in the picker.
#[derive(Debug, Serialize)]
pub struct PickerLevel {
    /// The level's id.
    pub id: String,
    /// The level, and the link to its requirements for the role.
    pub link: LinkView,
}

impl Make<standard_pages::Picker> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::Picker) -> Result<Vec<u8>, RenderError> {
        self.shown(render(self.frame, self.standard, page.role))
    }
}

/// Renders the picker of the role at `role`.
pub fn render(
    frame: &Frame,
    standard_index: StandardIndex,
    role: RoleIndex,
) -> (Chrome, PickerView) {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let title = voice.text(&standard.about.roles[role].title);
    let tag = &frame.language().tag;
    let heading = joined(&[frame.spoken_label(), title.clone()], " · ", tag);
    let roles = group::grouped(&voice, standard, |role| {
        let title = &standard.about.roles[role].title;
        let page = StandardPage::Picker(role);
        Some(frame.link_view(standard, standard_index, page, title))
    });
    let levels = standard.levels_at(Some(role)).indexed();
    let is_long = standard.has_long_picker(standard.about.roles[role].id.as_str());
    let texts = is_long.then(|| AreaTextsLink {
        href: frame.target_link(&Target::PickerTexts {
            reading: frame.reading_index,
            standard: standard_index,
            role,
        }),
        folder: String::new(),
    });
    let mut dimensions = picker_listing::dimensions(frame, standard_index, role);
    let areas = if is_long {
        picker_listing::areas(frame, standard_index, std::mem::take(&mut dimensions))
    } else {
        Vec::new()
    };
    let view = PickerView {
        role: frame.link_view(
            standard,
            standard_index,
            StandardPage::Role(role),
            &standard.about.roles[role].title,
        ),
        folds_roles: standard.about.roles.len() > group::MOST_ROLES,
        roles: if standard.about.roles.len() > 1 {
            roles
        } else {
            Vec::new()
        },
        levels: levels
            .map(|(level, about)| PickerLevel {
                id: about.id.to_string(),
                link: frame.link_view(
                    standard,
                    standard_index,
                    StandardPage::Level { role, level },
                    &about.title,
                ),
            })
            .collect(),
        is_plain: standard.ladder_at(Some(role)).is_plain(),
        dimensions,
        areas,
        languages: frame
            .handbook()
            .languages
            .iter()
            .map(|language| {
                (
                    language.id.to_string(),
                    language.tag.to_string(),
                    language.name.to_string(),
                )
            })
            .collect(),
        data: (texts.is_none()).then(|| data(frame, standard_index, role)),
        texts,
        heading,
    };
    let name = format!("{} · {}", frame.label(), title.plain);
    let about = match view.levels.is_empty() {
        true => "picker_about_plain",
        false => "picker_about",
    };
    let mut chrome = frame.standard_chrome("picker", standard_index, &name, frame.word(about));
    chrome.cited = frame.cited(standard_index);
    (chrome, view)
}

/// Returns the texts of the long picker of the role at `role`, and its data.
pub fn texts(frame: &Frame, standard_index: StandardIndex, role: RoleIndex) -> PickerTextsView {
    let data = data(frame, standard_index, role);
    picker_listing::texts(frame, standard_index, role, data)
}

/// Returns the data of the script, safe inside a `script` element.
fn data(frame: &Frame, standard_index: StandardIndex, role: RoleIndex) -> Html {
    Html(json_ld::escaped(&data_of(frame, standard_index, role)))
}

/// Returns the data of the script: texts in every language of the handbook that has one, with links relative to the page.
///
/// Each requirement has its `rank`, the place of its level from 0, or `null` if it is the same at
/// every level; on a ladder that is not plain, also `at`, the places of all levels at which it is
/// asked for.
fn data_of(frame: &Frame, standard_index: StandardIndex, role: RoleIndex) -> Json {
    let standard = &frame.handbook().standards[standard_index];
    let id = standard.about.roles[role].id.as_str();
    let ladder = standard.ladder_at(Some(role));
    let levels = ladder.levels.iter();
    let requirements = standard.asked_of(Some(id), &ladder, None);
    let at_levels: Vec<BTreeSet<RequirementIndex>> = levels
        .clone()
        .map(|level| {
            let asked = standard.asked(Some(id), Some(level.id.as_str()));
            asked.into_iter().collect()
        })
        .collect();
    json!({
        "role": id,
        "levels": levels.map(|level| level.id.as_str()).collect::<Vec<_>>(),
        "source": standard.about.language.as_str(),
        "shown": frame.reading().languages.iter().map(|language| &*language.id).collect::<Vec<_>>(),
        "languages": frame
            .handbook()
            .languages
            .iter()
            .map(|language| in_language(frame, standard_index, role, language))
            .collect::<Vec<_>>(),
        "requirements": requirements
            .iter()
            .map(|asked| {
                let index = asked.requirement;
                let requirement = &standard.requirements[index];
                let mut value = json!({
                    "id": &*requirement.id,
                    "rank": asked.level,
                    "href": frame.permalink(standard_index, index),
                    "text": with_leads(frame, standard, index),
                });
                if !ladder.is_plain() {
                    // A rank does not tell at which levels it is asked for.
                    let at: Vec<usize> = at_levels
                        .iter()
                        .enumerate()
                        .filter(|(_, asked)| asked.contains(&index))
                        .map(|(rank, _)| rank)
                        .collect();
                    value["at"] = json!(at);
                }
                value
            })
            .collect::<Vec<_>>(),
    })
}

/// Returns the text of a requirement after the words that lead it in, by the ids of the handbook's languages; a
/// missing translation is replaced by the source. A language in which everything would be replaced is left out.
fn with_leads<'a>(
    frame: &Frame<'a>,
    standard: &'a CompleteStandard,
    requirement: RequirementIndex,
) -> BTreeMap<&'a str, String> {
    let mut parts = lead::above(standard, requirement);
    parts.push(requirement);
    let text = |part: &RequirementIndex| standard.requirements[*part].text();
    let source = standard.about.language.as_str();
    let languages = frame.handbook().languages.iter();
    let has_any = |language: &&Language| {
        let mut texts = parts.iter().map(text);
        *language.id == *source || texts.any(|text| text.get(&language.id).is_some())
    };
    let in_language = |language: &'a Language| {
        let texts = parts.iter().map(text);
        let texts: Vec<Cow<str>> = texts.map(|text| words(standard, text, language)).collect();
        let texts: Vec<&str> = texts.iter().map(|text| &**text).collect();
        (&*language.id, joined::words(&texts))
    };
    languages.filter(has_any).map(in_language).collect()
}

/// Returns `text` in `language` or else in the standard's own language, without markup.
fn words<'a>(standard: &'a CompleteStandard, text: &'a Text, language: &Language) -> Cow<'a, str> {
    let nearest = text.nearest(&[&language.id, standard.about.language.as_str()]);
    standard.plain_words(text, nearest.1)
}

/// Returns names, links and sentences in one language.
///
/// `checks` are the self-checks of the role, each with what selects a level in it, and with a `title` if there are several;
/// `aim`, the link to the role, is there only if
/// it has no levels.
fn in_language(
    frame: &Frame,
    standard_index: StandardIndex,
    role: RoleIndex,
    language: &Language,
) -> Json {
    let handbook = frame.handbook();
    let standard = &handbook.standards[standard_index];
    // Links in a text lead to pages in the text's language.
    let reading = handbook
        .readings
        .find_index(|reading| {
            reading.languages.len() == 1 && reading.languages[0].id == language.id
        })
        .unwrap_or(frame.reading_index);
    let path = |page| {
        address::page_path(
            handbook,
            reading,
            Page::Standard {
                standard: standard_index,
                page,
            },
        )
    };
    // Each link selects the level as a target or, where it cannot be one, as the level to check for.
    let check = |place: &CheckPlace| {
        let levels = standard.levels_at(Some(role)).indices().map(|level| {
            if !place.has_level(standard, level) {
                return String::new();
            }
            let chosen = check_way::fragment(standard, *place, level).unwrap_or_default();
            let (_, last) = chosen.rsplit_once('&').unwrap_or(("", &chosen));
            last.to_owned()
        });
        let mut value = json!({
            "href": frame.link(&path(place.page())),
            "levels": levels.collect::<Vec<_>>(),
        });
        let titles = place.titles_among_several(standard).into_iter();
        let titles: Vec<String> = titles
            .map(|title| words(standard, title, language).into_owned())
            .collect();
        if !titles.is_empty() {
            value["title"] = json!(titles.join(" · "));
        }
        value
    };
    let checks = CheckPlace::all(standard);
    let checks = checks.iter().filter(|place| place.role == Some(role));
    let mut script_words: BTreeMap<&str, &str> =
        frame.words.with_prefix(&language.id, PREFIX).collect();
    let of_role = standard.levels_at(Some(role));
    let has_levels = !of_role.is_empty();
    if !has_levels {
        let source = frame.words.get(&language.id, "picker_source_plain");
        script_words.insert("source", source);
    }
    let mut value = json!({
        "id": &*language.id,
        "tag": &*language.tag,
        "standard": words(standard, &standard.about.title, language),
        "contents": frame.link(&path(StandardPage::Contents)),
        "role": words(standard, &standard.about.roles[role].title, language),
        "levels": of_role
            .indexed()
            .map(|(level, about)| json!({
                "title": words(standard, &about.title, language),
                "href": frame.link(&path(StandardPage::Level { role, level })),
            }))
            .collect::<Vec<_>>(),
        "checks": checks.map(check).collect::<Vec<_>>(),
        "words": script_words,
    });
    if let Some(dir) = handbook.dir(language) {
        value["dir"] = json!(dir);
    }
    if !has_levels {
        value["aim"] = json!({ "href": frame.link(&path(StandardPage::Role(role))) });
    }
    value
}
