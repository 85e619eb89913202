//! Links to the files that present a standard to other programs.

use serde::Serialize;

use crate::index::{LanguageIndex, StandardIndex};
use crate::render::frame::Frame;
use crate::render::text::TextView;
use crate::site::Target;
use crate::site::export::Export;
use crate::site::framework::{Framework, FrameworkSubject};
use crate::source::format::relation::RelationTarget;

/// The links to the files of a standard; each link is empty if there is no such file.
#[derive(Debug, Serialize)]
pub struct StandardFilesView {
    /// The workbook, in the reading of the page.
    pub xlsx: String,
    /// The table of requirements.
    pub csv: String,
    /// The standard as JSON.
    pub json: String,
    /// The competency framework for Moodle, in the language of the page if it is translated.
    pub moodle: String,
    /// The framework in CASE, in the language of the page if it is translated.
    pub case: String,
    /// The concept scheme in SKOS.
    pub skos: String,
    /// The licence of the standard.
    pub license: Option<TextView>,
    /// The web address of the licence.
    pub license_url: Option<String>,
}

/// The files of a standard.
pub fn view(frame: &Frame, standard: StandardIndex) -> StandardFilesView {
    let handbook = frame.handbook();
    let link = |export: Export| {
        let target = Target::Export(export);
        let exists = frame.site.find(&frame.site.map.path(&target)).is_some();
        exists.then(|| frame.target_link(&target))
    };
    let original = handbook.standards[standard].about.language.as_str();
    let language_of = |id: &str| {
        handbook
            .languages
            .find_index(|language| *language.id == *id)
    };
    let languages = [&*frame.language().id, original].map(language_of);
    let languages: Vec<LanguageIndex> = languages.into_iter().flatten().collect();
    let moodle = |language: LanguageIndex| link(Export::Moodle { standard, language });
    let subject = FrameworkSubject::Standard(standard);
    let base_url = frame.site.base_url.as_deref();
    let frameworks = base_url.map(|base_url| Framework::each(handbook, base_url, subject));
    let case = |language: LanguageIndex| {
        let mut frameworks = frameworks.iter().flatten();
        let framework = frameworks.find(|framework| framework.language == language)?;
        link(Export::FrameworkPackage(*framework))
    };
    let license = handbook.standards[standard].about.license.as_ref();
    let url = license.and_then(|license| license.url.as_ref());
    StandardFilesView {
        xlsx: link(Export::StandardWorkbook {
            standard,
            reading: frame.reading_index,
        })
        .unwrap_or_default(),
        csv: link(Export::Requirements(standard)).unwrap_or_default(),
        json: link(Export::Model(standard)).unwrap_or_default(),
        moodle: languages
            .iter()
            .copied()
            .find_map(moodle)
            .unwrap_or_default(),
        case: languages.iter().copied().find_map(case).unwrap_or_default(),
        skos: link(Export::Concepts(standard)).unwrap_or_default(),
        license: license.map(|license| frame.own_voice().text(&license.title)),
        license_url: url
            .filter(|url| matches!(RelationTarget::of(&url.value), RelationTarget::Web(_)))
            .map(|url| url.value.to_string()),
    }
}
