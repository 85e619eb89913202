//! Units as XLIFF 1.2.
//!
//! Version 1.2 and not 2.0, since OmegaT reads 2.0 only with an extension, and in the translate-toolkit and Weblate 1.2 is
//! the version with states. Words are written without elements in them, so every tool shows them as they are; markup is
//! compared when they return ([`super::protection`]).

use super::unit::Unit;
use crate::model::Language;
use crate::model::translated::TranslationState;

/// The namespace of XLIFF 1.2.
pub(super) const NAMESPACE: &str = "urn:oasis:names:tc:xliff:document:1.2";

/// Writes a file. The units of each file of the content are a `file`; `tag` returns the tag of a language of the handbook. A
/// document has at least one `file`, so that of no units is in the language `from`.
pub fn write(
    units: &[Unit<'_>],
    from: Option<&Language>,
    to: &Language,
    tag: impl Fn(&str) -> String,
) -> String {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff version=\"1.2\" xmlns=\"{NAMESPACE}\">\n"
    );
    let mut open: Option<(&str, &str)> = None;
    for unit in units {
        let here = (&*unit.file, unit.text.shown.language);
        if open != Some(here) {
            if open.is_some() {
                text.push_str("    </body>\n  </file>\n");
            }
            open = Some(here);
            let (file, source) = (attribute(here.0), attribute(&tag(here.1)));
            text.push_str(&format!(
                "  <file original=\"{file}\" source-language=\"{source}\" target-language=\"{}\" datatype=\"plaintext\">\n    <body>\n",
                attribute(&to.tag)
            ));
        }
        write_unit(&mut text, unit);
    }
    if open.is_some() {
        text.push_str("    </body>\n  </file>\n");
    } else {
        text.push_str(&format!(
            "  <file original=\"content\" source-language=\"{}\" target-language=\"{}\" datatype=\"plaintext\">\n    <body/>\n  </file>\n",
            attribute(&from.unwrap_or(to).tag),
            attribute(&to.tag)
        ));
    }
    text.push_str("</xliff>\n");
    text
}

/// Whether XML can hold the words of a unit: it has no way to write most control characters.
pub fn can_hold(unit: &Unit<'_>) -> bool {
    let is_fine = |words: &str| {
        words.chars().all(|c| {
            !matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
        })
    };
    is_fine(&unit.text.shown.words)
        && unit.text.target.as_deref().is_none_or(is_fine)
        && is_fine(&unit.id)
}

fn write_unit(text: &mut String, unit: &Unit<'_>) {
    let (approved, state) = match unit.state {
        TranslationState::Missing => ("", ""),
        TranslationState::Draft => (" approved=\"no\"", "needs-review-translation"),
        TranslationState::Stale => (" approved=\"no\"", "needs-adaptation"),
        TranslationState::Done => (" approved=\"yes\"", "translated"),
    };
    let id = attribute(&unit.id);
    text.push_str(&format!(
        "      <trans-unit id=\"{id}\"{approved} xml:space=\"preserve\">\n        <source>{}</source>\n",
        words(&unit.text.shown.words)
    ));
    if let Some(target) = &unit.text.target {
        text.push_str(&format!(
            "        <target state=\"{state}\">{}</target>\n",
            words(target)
        ));
    }
    for remark in unit.remarks() {
        text.push_str(&format!(
            "        <note from=\"developer\">{}</note>\n",
            words(&remark)
        ));
    }
    text.push_str("      </trans-unit>\n");
}

/// Words between tags.
fn words(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('\r', "&#13;")
}

/// The value of an attribute.
fn attribute(value: &str) -> String {
    words(value)
        .replace('"', "&quot;")
        .replace('\n', "&#10;")
        .replace('\t', "&#9;")
}
