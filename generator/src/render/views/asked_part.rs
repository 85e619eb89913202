//! A part of what a role or a level asks for, where its page cannot list everything.

use serde::Serialize;

use super::asked::{self, DimensionView};
use super::joined::joined;
use super::part;
use super::role::ComparedAxes;
use crate::index::{LevelIndex, RoleIndex, StandardIndex};
use crate::model::parts::PartName;
use crate::render::chrome::Chrome;
use crate::render::frame::Frame;
use crate::render::maker::StandardPageMaker;
use crate::render::text::TextView;
use crate::site::address::standard_pages;
use crate::site::navigation;
use crate::site::{Make, RenderError};

/// A part of what a role or a level asks for.
#[derive(Debug, Serialize)]
pub struct AskedPartView {
    /// The role, the level and the part.
    pub title: TextView,
    /// Its requirements.
    pub dimensions: Vec<DimensionView>,
    /// Whether the standard has several roles and levels, so that it makes sense to say what is the same for all.
    pub has: ComparedAxes,
}

impl Make<standard_pages::RolePart> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::RolePart) -> Result<Vec<u8>, RenderError> {
        self.shown(render(
            self.frame,
            self.standard,
            (Some(page.role), None),
            page.part,
        ))
    }
}

impl Make<standard_pages::LevelPart> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::LevelPart) -> Result<Vec<u8>, RenderError> {
        let place = (Some(page.role), Some(page.level));
        self.shown(render(self.frame, self.standard, place, page.part))
    }
}

impl Make<standard_pages::LevelOfAllPart> for StandardPageMaker<'_, '_> {
    fn make(&self, page: standard_pages::LevelOfAllPart) -> Result<Vec<u8>, RenderError> {
        self.shown(render(
            self.frame,
            self.standard,
            (None, Some(page.level)),
            page.part,
        ))
    }
}

/// Renders the page of a part of what a role asks for, or of what a level of it or of everybody does.
fn render(
    frame: &Frame,
    standard_index: StandardIndex,
    place: (Option<RoleIndex>, Option<LevelIndex>),
    name: PartName,
) -> (Chrome, AskedPartView) {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    let (role, level) = place;
    let division = standard.parts_of_asked(role, level);
    let link = |name| part::asked_link(frame, standard_index, place, name);
    let own = link(name);
    let mut titles: Vec<TextView> = Vec::new();
    titles.extend(role.map(|role| voice.text(&standard.about.roles[role].title)));
    titles.extend(level.map(|level| voice.text(&standard.levels_at(role)[level].title)));
    titles.push(own.label);
    let view = AskedPartView {
        title: joined(&titles, " · ", &voice.own().tag),
        dimensions: asked::of_part(
            frame,
            standard_index,
            place,
            &part::requirements(standard, division, name),
        ),
        has: ComparedAxes::of(standard, role),
    };
    let description = format!(
        "{}{}{}",
        view.title.plain,
        frame.word("colon"),
        voice.plain(&standard.about.title)
    );
    let mut chrome =
        frame.standard_chrome("level", standard_index, &view.title.plain, &description);
    let pages = division.with_requirements();
    let (previous, next) = navigation::around(&pages, name);
    (chrome.previous, chrome.next) = (previous.map(link), next.map(link));
    (chrome, view)
}
