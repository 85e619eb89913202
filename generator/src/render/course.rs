//! The page of a self-check as a course opens it, for its [package](crate::export::scorm).

use super::Renderer;
use super::chrome::Chrome;
use super::frame::Frame;
use super::views::{selfcheck, selfcheck_profile};
use crate::export::CourseSource;
use crate::index::{ReadingIndex, StandardIndex};
use crate::language::message::Message;
use crate::site::address::{self, Page};
use crate::site::check_place::CheckPlace;
use crate::site::{COURSE_TEMPLATE, PROFILE_COURSE_TEMPLATE, RenderError, Site};

/// The files that only this page loads: its script and its styles.
const FILES: [&str; 2] = ["course.js", "course.css"];

/// The kind of the page, for templates and styles.
const KIND: &str = "selfcheck-course";

/// Whether an asset of the theme is a file that only this page loads.
pub(super) fn is_own_file(name: &str) -> bool {
    FILES.contains(&name)
}

impl CourseSource for Renderer {
    fn course_page(
        &self,
        site: &Site,
        standard: StandardIndex,
        place: CheckPlace,
        reading: ReadingIndex,
    ) -> Result<String, RenderError> {
        let page = Page::Standard {
            standard,
            page: place.frame(),
        };
        let path = address::page_path(site.handbook(), reading, page);
        let address = site.find(&path);
        let address = address.ok_or_else(|| RenderError {
            address: path.clone(),
            place: None,
            cause: Message::report("there is no such self-check"),
            help: None,
        })?;
        let frame = Frame::new(site, &self.theme.words, address, reading);
        let frame = self.with_own_words(frame);
        let course = |chrome: Chrome| Chrome {
            kind: KIND,
            ..chrome
        };
        let bytes = match selfcheck_profile::render(&frame, standard, place, true) {
            Some((chrome, view)) => {
                self.shown_by(PROFILE_COURSE_TEMPLATE, &frame, (course(chrome), view))?
            }
            None => {
                let made = selfcheck::render(&frame, standard, place, true);
                let (chrome, view) =
                    made.ok_or_else(|| RenderError::of(address, "there is no such self-check"))?;
                self.shown_by(COURSE_TEMPLATE, &frame, (course(chrome), view))?
            }
        };
        String::from_utf8(bytes).map_err(|error| RenderError::of(address, error.to_string()))
    }

    fn course_file(&self, path: &str) -> Option<Vec<u8>> {
        let name = path.strip_prefix("assets/")?;
        let file = self.theme.assets.get(name).filter(|_| is_own_file(name));
        file.cloned()
    }
}
