//! The parts that self-checks by form and by profile share: the heading, the address for frames, options to choose.

use serde::Serialize;

use crate::index::StandardIndex;
use crate::render::chrome::Chrome;
use crate::render::frame::Frame;
use crate::render::html::Html;
use crate::render::text::TextView;
use crate::site::check_place::CheckPlace;

/// An option to choose.
#[derive(Debug, Serialize)]
pub struct CheckChoiceView {
    /// The option's id.
    pub id: String,
    /// The option's title.
    pub title: TextView,
    /// The title in the languages of the reading, joined as plain text.
    pub joined: Html,
}

/// Returns the chrome and the heading of a self-check. `lede` is the key of the word that describes it. If there are several
/// forms or branches for the same role, the heading names that of the self-check.
pub(super) fn surroundings(
    frame: &Frame,
    standard_index: StandardIndex,
    place: CheckPlace,
    in_frame: bool,
    lede: &'static str,
) -> (Chrome, TextView) {
    let standard = &frame.handbook().standards[standard_index];
    let voice = frame.voice_of(standard);
    // Without a role, it is for all that the standard is about.
    let subject = place.role.map_or(&standard.about.title, |role| {
        &standard.about.roles[role].title
    });
    let titles = place.titles_among_several(standard);
    let heading = voice.converted(subject, |language, role| {
        let colon = frame.words.get(&language.id, "colon");
        let source = standard.about.language.as_str();
        let titles = titles.iter();
        let titles = titles.map(|title| title.nearest(&[&language.id, source]).1);
        let parts: Vec<&str> = [role].into_iter().chain(titles).collect();
        let label = frame.label_in(&language.id);
        Html::escaped(&format!("{label}{colon}{}", parts.join(" · ")))
    });
    let names = [subject].into_iter().chain(titles.iter().copied());
    let names: Vec<String> = names.map(|name| voice.plain(name)).collect();
    let title = [frame.label(), frame.word("colon"), &names.join(" · ")].concat();
    let mut chrome = frame.standard_chrome("selfcheck", standard_index, &title, frame.word(lede));
    chrome.contents = Vec::new();
    if in_frame {
        chrome.kind = "selfcheck-frame";
        // Search engines should find the page instead of the frame.
        chrome.canonical = frame.site.base_url.as_ref().map(|base| {
            let path = frame.path_of(standard_index, place.page());
            format!("{base}{path}")
        });
        chrome.alternates.clear();
    }
    (chrome, heading)
}

/// Returns the address of a self-check for frames; absolute if the site's address is known.
pub(super) fn frame_address(
    frame: &Frame,
    standard_index: StandardIndex,
    place: CheckPlace,
) -> String {
    let path = frame.path_of(standard_index, place.frame());
    match &frame.site.base_url {
        Some(base) => format!("{base}{path}"),
        None => frame.link(&path),
    }
}

/// Returns the link to the results of several people in a self-check; empty if there is no such page.
pub(super) fn group_address(
    frame: &Frame,
    standard_index: StandardIndex,
    place: CheckPlace,
) -> String {
    let page = place.group(&frame.handbook().standards[standard_index]);
    page.map(|page| frame.standard_link(standard_index, page))
        .unwrap_or_default()
}
