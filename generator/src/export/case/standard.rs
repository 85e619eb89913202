//! A standard as a framework.

use serde_json::Value as Json;

use super::comparison::SourceComparison;
use super::document::{self, license_link, license_text};
use super::names::FrameworkNames;
use super::packing::Packing;
use super::record::{CfLicense, CfLink, CfPackage};
use super::recorded::Recorded;
use super::standard_packing::StandardPacking;
use super::worded::WordedHandbook;
use super::{clauses, definitions, relations, roles, rubrics};
use crate::index::StandardIndex;
use crate::model::source_record::{DefinitionKind, SourceName};
use crate::site::framework::{Framework, FrameworkSubject};
use crate::source::format::statements::StatementField;

/// The package of a standard. `None` if it is unknown.
pub(super) fn package<'a>(
    source: WordedHandbook<'a>,
    base_url: &'a str,
    framework: Framework,
    index: StandardIndex,
) -> Option<CfPackage> {
    let names = FrameworkNames::of(source.handbook, base_url, index, framework.language)?;
    let recorded = Recorded::of(&names);
    Some(packed(source, base_url, names, index, recorded))
}

/// The address of the site while an export is compared. Nothing that is made of it is compared.
const NOWHERE: &str = "https://handbook.invalid/";

/// Compares the package of a standard in its own language with a source.
pub(super) fn compare<'a>(
    source: WordedHandbook<'a>,
    index: StandardIndex,
    comparison: &'a SourceComparison<'a>,
) {
    let subject = FrameworkSubject::Standard(index);
    let frameworks = Framework::each(source.handbook, NOWHERE, subject);
    for framework in frameworks {
        let names = FrameworkNames::of(source.handbook, NOWHERE, index, framework.language);
        if let Some(names) = names.filter(FrameworkNames::is_original) {
            let recorded = Recorded::comparing(&names, comparison);
            packed(source, NOWHERE, names, index, recorded);
        }
    }
}

fn packed<'a>(
    source: WordedHandbook<'a>,
    base_url: &'a str,
    names: FrameworkNames<'a>,
    index: StandardIndex,
    recorded: Recorded<'a>,
) -> CfPackage {
    let is_replaced = !source.handbook.later_editions(index).is_empty();
    let document = document::of_standard(source, base_url, &names, &recorded, is_replaced);
    let mut packing = Packing::new(source, base_url, names.framework, document);
    packing.keep(recorded, names.standard.associations.as_deref());
    let mut standard = StandardPacking::new(packing, names, index);
    standard.packing.definitions.subjects = subjects(&standard);
    definitions::add(&mut standard);
    add_license(&mut standard);
    clauses::add(&mut standard);
    roles::add(&mut standard);
    relations::add_retired(&mut standard);
    relations::add(&mut standard);
    standard.add_translations();
    rubrics::add(&mut standard);
    standard.packing.packed()
}

/// The subjects that the source defines.
fn subjects(standard: &StandardPacking) -> Option<Json> {
    let recorded = &standard.packing.recorded;
    recorded.without_place(recorded.framework()?, StatementField::Subjects)
}

fn add_license(standard: &mut StandardPacking) {
    let Some(license) = &standard.names.standard.about.license else {
        return;
    };
    let CfLink {
        title,
        identifier,
        uri,
    } = license_link(&standard.names, &standard.packing.recorded, license);
    let text = license_text(&standard.names, license);
    let packing = &standard.packing;
    let record = DefinitionKind::Licenses.record(&title);
    let record = SourceName::Other(&record);
    let changed = packing.recorded.time_of(record, [&*title, &*text]);
    let field = StatementField::LicenseText;
    let license = CfLicense {
        identifier,
        uri,
        description: packing
            .recorded
            .words_without_place(record, StatementField::Description),
        title,
        license_text: packing.recorded.required_line(record, field, text),
        last_change_date_time: changed.unwrap_or_else(|| packing.changed()),
    };
    standard.packing.definitions.licenses.push(license);
}
