//! Links from the pages of a standard to its files for other programs. The [page](super::take_along) that they lead to lists all.

use serde::Serialize;

use crate::index::StandardIndex;
use crate::model::GradedForm;
use crate::render::frame::Frame;
use crate::render::text::TextView;
use crate::site::Target;
use crate::site::address::StandardPage;
use crate::site::export::Export;
use crate::source::format::relation::RelationTarget;

/// The links to the files of a standard.
#[derive(Debug, Serialize)]
pub struct StandardFilesView {
    /// The workbook, in the reading of the page; empty if there is none.
    pub xlsx: String,
    /// The forms that concern the page as workbooks, in the reading of the page.
    pub forms: Vec<FormFileView>,
    /// The page that lists all files.
    pub all: String,
}

/// The link to a form as a workbook.
#[derive(Debug, Serialize)]
pub struct FormFileView {
    /// The link.
    pub href: String,
    /// The title of the form; `None` if it is the only one.
    pub title: Option<TextView>,
}

/// The licence of a standard.
#[derive(Debug, Serialize)]
pub struct LicenseView {
    /// Its name.
    pub title: TextView,
    /// Its web address, if it has one.
    pub url: Option<String>,
}

/// The files of a standard on a page that `forms` concern.
pub fn view(
    frame: &Frame,
    standard_index: StandardIndex,
    forms: &[GradedForm<'_>],
) -> StandardFilesView {
    let standard = &frame.handbook().standards[standard_index];
    let workbook = Target::Export(Export::StandardWorkbook {
        standard: standard_index,
        reading: frame.reading_index,
    });
    let workbook = frame.site.find(&frame.site.map.path(&workbook));
    let one = |form: &GradedForm<'_>| FormFileView {
        href: form_workbook(frame, standard_index, *form),
        title: (forms.len() > 1).then(|| frame.voice_of(standard).text(&form.annex.title)),
    };
    StandardFilesView {
        xlsx: workbook.map_or_else(String::new, |workbook| frame.link(&workbook.path)),
        forms: forms.iter().map(one).collect(),
        all: frame.standard_link(standard_index, StandardPage::TakeAlong),
    }
}

/// The link to a form as a workbook, in the reading of the page.
pub fn form_workbook(frame: &Frame, standard: StandardIndex, form: GradedForm<'_>) -> String {
    frame.target_link(&Target::Export(Export::FormWorkbook {
        standard,
        clause: form.index,
        reading: frame.reading_index,
    }))
}

/// The licence of a standard, if it names one.
pub fn license(frame: &Frame, standard: StandardIndex) -> Option<LicenseView> {
    let license = frame.handbook().standards[standard]
        .about
        .license
        .as_ref()?;
    let url = license.url.as_ref();
    let url = url.filter(|url| matches!(RelationTarget::of(&url.value), RelationTarget::Web(_)));
    Some(LicenseView {
        title: frame.own_voice().text(&license.title),
        url: url.map(|url| url.value.to_string()),
    })
}
