//! A standard as a framework.

use super::document::{self, license_link, license_text};
use super::names::FrameworkNames;
use super::packing::Packing;
use super::record::{CfLicense, CfLink, CfPackage};
use super::standard_packing::StandardPacking;
use super::{clauses, definitions, relations, roles, rubrics};
use crate::export::Source;
use crate::index::StandardIndex;
use crate::site::framework::Framework;

/// The package of a standard. `None` if it is unknown.
pub(super) fn package(
    source: &Source,
    base_url: &str,
    framework: Framework,
    index: StandardIndex,
) -> Option<CfPackage> {
    let handbook = source.site.handbook();
    let names = FrameworkNames::of(handbook, base_url, index, framework.language)?;
    let is_replaced = !handbook.later_editions(index).is_empty();
    let document = document::of_standard(source, base_url, &names, is_replaced);
    let mut packing = Packing::new(source, base_url, framework, document);
    if let Some(recorded) = &names.standard.associations {
        packing = packing.keeping(recorded);
    }
    let mut standard = StandardPacking::new(packing, names, index);
    definitions::add(&mut standard);
    add_license(&mut standard);
    clauses::add(&mut standard);
    roles::add(&mut standard);
    relations::add_retired(&mut standard);
    relations::add(&mut standard);
    standard.add_translations();
    rubrics::add(&mut standard);
    Some(standard.packing.packed())
}

fn add_license(standard: &mut StandardPacking) {
    let Some(license) = &standard.names.standard.about.license else {
        return;
    };
    let CfLink {
        title,
        identifier,
        uri,
    } = license_link(&standard.names, license);
    let changed = standard.packing.changed();
    standard.packing.definitions.licenses.push(CfLicense {
        identifier,
        uri,
        title,
        license_text: license_text(&standard.names, license),
        last_change_date_time: changed,
    });
}
