//! The manifest of a package (SCORM 1.2 Content Aggregation Model, 2.3): one organisation with one item, which is the page.

use std::fmt::Write as _;

use crate::export::Source;
use crate::index::{ReadingIndex, StandardIndex};
use crate::site::address::INDEX;
use crate::site::check_place::CheckPlace;
use crate::site::markup::escaped;

/// The name spaces and their schemas, as the specification has them.
const OPENING: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
    "<manifest identifier=\"{id}\" version=\"1.0\"\n",
    "  xmlns=\"http://www.imsproject.org/xsd/imscp_rootv1p1p2\"\n",
    "  xmlns:adlcp=\"http://www.adlnet.org/xsd/adlcp_rootv1p2\"\n",
    "  xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n",
    "  xsi:schemaLocation=\"http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd ",
    "http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd\">\n",
);

/// The longest title that an organisation or an item may have.
const LONGEST_TITLE: usize = 200;

/// Returns the manifest. `files` are the names of the other files.
pub(super) fn manifest(
    source: &Source<'_>,
    standard_index: StandardIndex,
    place: CheckPlace,
    reading: ReadingIndex,
    files: &[&str],
) -> String {
    let handbook = source.site.handbook();
    let standard = &handbook.standards[standard_index];
    let language = &handbook.readings[reading].languages[0];
    let original = standard.about.language.as_str();
    let title = |text: &crate::source::format::text::Text| {
        source
            .words
            .plain(text.nearest(&[&language.id, original]).1)
    };
    let about = &standard.about;
    let role = place.role.map(|role| &about.roles[role].title);
    let titles = place.titles_among_several(standard).into_iter();
    let titles: Vec<String> = role.into_iter().chain(titles).map(title).collect();
    let word = |key| source.words.word(&language.id, key);
    let whole = title(&about.title);
    let name = if titles.is_empty() {
        whole.clone()
    } else {
        titles.join(" · ")
    };
    let check = [word("check"), word("colon"), &name].concat();
    // An identifier has letters, digits and `-_.`, as addresses have, and begins with a letter.
    let path = source.address.path.replace('/', ".");
    let id = format!("clausebook.{}", path.trim_end_matches(".zip"));
    let mut manifest = OPENING.replace("{id}", &escaped(&id));
    manifest.push_str(
        "  <metadata>\n    <schema>ADL SCORM</schema>\n    <schemaversion>1.2</schemaversion>\n  </metadata>\n",
    );
    let _ = writeln!(
        manifest,
        "  <organizations default=\"organization\">\n    <organization identifier=\"organization\">\n      \
         <title>{}</title>\n      <item identifier=\"item\" identifierref=\"resource\" isvisible=\"true\">\n        \
         <title>{}</title>\n      </item>\n    </organization>\n  </organizations>",
        escaped(&shortened(&whole)),
        escaped(&shortened(&check)),
    );
    let _ = writeln!(
        manifest,
        "  <resources>\n    <resource identifier=\"resource\" type=\"webcontent\" adlcp:scormtype=\"sco\" href=\"{INDEX}\">"
    );
    for file in files {
        let _ = writeln!(manifest, "      <file href=\"{}\"/>", escaped(file));
    }
    manifest.push_str("    </resource>\n  </resources>\n</manifest>\n");
    manifest
}

/// A title with at most as many characters as one may have.
fn shortened(title: &str) -> String {
    if title.chars().count() <= LONGEST_TITLE {
        return title.to_owned();
    }
    let kept: String = title.chars().take(LONGEST_TITLE - 1).collect();
    format!("{}…", kept.trim_end())
}
