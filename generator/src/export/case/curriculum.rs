//! A curriculum as a framework: its modules as items, and the requirements that each covers.

use serde_json::Value as Json;

use super::document::of_curriculum;
use super::names::{FrameworkNames, node, reading_of};
use super::packing::{Packing, extensions, item_node, number};
use super::record::{CfNode, CfPackage, Extensions, Siblings};
use super::standard_packing::{ItemKind, ItemParts, item};
use super::worded::WordedHandbook;
use crate::index::{CurriculumIndex, LanguageIndex, ModuleIndex};
use crate::language::on_one_line;
use crate::model::CompleteHandbook;
use crate::model::identifier::Identifier;
use crate::site::address::{self, CurriculumPage, Page};
use crate::site::framework::{Framework, name_in, origin};

/// The package of a curriculum. `None` if its standard is unknown.
pub(super) fn package<'a>(
    source: WordedHandbook<'a>,
    base_url: &'a str,
    framework: Framework,
    index: CurriculumIndex,
) -> Option<CfPackage> {
    let handbook = source.handbook;
    let curriculum = &handbook.curricula[index];
    let standard = curriculum.standard;
    let names = FrameworkNames::of(handbook, base_url, standard, framework.language)?;
    let document = of_curriculum(handbook, base_url, framework, index);
    let mut packing = Packing::new(source, base_url, framework, document);
    let language = &handbook.languages[framework.language];
    let original = framework.subject.original(handbook);
    let original_framework = original_of(handbook, base_url, framework);
    if let Some(original) = original_framework {
        let document = of_curriculum(handbook, base_url, original, index);
        let ends = [
            packing.document_node(),
            node(document.title, document.identifier, document.uri),
        ];
        packing.associate("isTranslationOf", ends, Extensions::new());
    }
    for module in curriculum.modules.indices() {
        let entry = &curriculum.modules[module];
        let text = entry.get(&language.id);
        let name = |language: &str| {
            let path = format!("curricula/{}/{}", curriculum.id, entry.id);
            let name = format!("{}{path}", origin(handbook, base_url));
            Identifier::of(&name_in(&name, language, original))
        };
        let mut languages = handbook.languages.iter();
        let shown = languages.find(|known| known.id == text.language);
        let page = |language: LanguageIndex| page(handbook, base_url, index, module, language);
        let identifier = name(&language.id);
        let parts = ItemParts {
            record: None,
            identifier,
            uri: page(framework.language).unwrap_or_else(|| packing.in_package(identifier)),
            statement: text.front_matter.title.value.to_string(),
            abbreviated: None,
            kind: Some(ItemKind::of_word(&packing, "module")),
            changed: None,
            language: shown.unwrap_or(language).tag.to_string(),
        };
        let outcomes = text.front_matter.outcomes.iter();
        let outcomes: Json = outcomes
            .map(|outcome| Json::from(&*outcome.value))
            .collect();
        let mut new = item(&packing, parts);
        new.item.extensions =
            extensions([("hours", number(entry.hours())), ("outcomes", outcomes)]);
        let record = new.finished(&mut packing);
        let own = item_node(&record);
        packing.items.push(record);
        let above = packing.document_node();
        packing.nest(
            [own.clone(), above],
            Siblings::Others,
            module.position() + 1,
        );
        for (requirement, depth) in &entry.covers {
            let ends = [own.clone(), names.requirement_node(*requirement)];
            let depth = extensions([("depth", Json::from(depth.word()))]);
            packing.associate("isRelatedTo", ends, depth);
        }
        if let Some(other) = original_framework {
            let source_text = entry.get(original);
            let identifier = name(original);
            let uri = page(other.language).unwrap_or_else(|| packing.in_package(identifier));
            let title = on_one_line(&source_text.front_matter.title.value);
            let kind = if text.language == source_text.language {
                "exactMatchOf"
            } else {
                "isTranslationOf"
            };
            let other: CfNode = node(title, identifier, uri);
            packing.associate(kind, [own, other], Extensions::new());
        }
    }
    Some(packing.packed())
}

/// The framework of which this one is a translation.
fn original_of(
    handbook: &CompleteHandbook,
    base_url: &str,
    framework: Framework,
) -> Option<Framework> {
    let all = Framework::each(handbook, base_url, framework.subject);
    let original = *all.first()?;
    (original.language != framework.language).then_some(original)
}

/// The absolute address of the page of a module in a language. `None` if no reading is in it.
fn page(
    handbook: &CompleteHandbook,
    base_url: &str,
    curriculum: CurriculumIndex,
    module: ModuleIndex,
    language: LanguageIndex,
) -> Option<String> {
    let reading = reading_of(handbook, language)?;
    let page = Page::Curriculum {
        curriculum,
        page: CurriculumPage::Module(module),
    };
    Some(format!(
        "{base_url}{}",
        address::page_path(handbook, reading, page)
    ))
}
