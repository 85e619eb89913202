//! Formulas in TeX, as MathML.

use std::ops::Range;
use std::sync::LazyLock;
use std::thread;

use math_core::{ConvertResult, LatexError, LatexToMathML, MathCoreConfig, MathDisplay};

use super::mathml::clean;
use crate::language::message::{Message, message};

/// The length of the longest formula, in bytes. It bounds the depth of the formula, and so the stack that the converter
/// needs.
const LONGEST: usize = 2_000;

/// The number of levels for which every stack is large enough.
const LEVELS: usize = 48;

/// The size of a stack that is large enough for the longest formula, in bytes. Only what is used takes memory.
const STACK: usize = 128 << 20;

/// The result of the converter.
type Conversion = Result<ConvertResult, Box<LatexError>>;

/// The converter. Built once, since it holds the tables of all commands.
static CONVERTER: LazyLock<LatexToMathML> = LazyLock::new(|| {
    // The configuration has no macros of its own, and nothing else in it can fail.
    LatexToMathML::new(MathCoreConfig::default()).unwrap_or_default()
});

/// The arrow above a vector, as the converter writes it: a combining character, which cannot stand alone.
const VECTOR: char = '\u{20d7}';

/// The arrow above a vector as a character of its own.
const ARROW: &str = "\u{2192}";

/// The way in which a formula is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// In the line: `$…$`.
    Inline,
    /// On a line of its own: `$$…$$`.
    Display,
}

/// The reason why a formula cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaError {
    /// The reason, as a sentence without a full stop.
    pub message: Message,
    /// The place in the formula, in bytes.
    pub range: Range<usize>,
}

/// Returns `tex` as a `math` element of safe HTML.
///
/// # Errors
/// Returns an error if the formula is too long, or if it cannot be read.
pub fn mathml(tex: &str, setting: Setting) -> Result<String, FormulaError> {
    if tex.len() > LONGEST {
        return Err(FormulaError {
            message: message!(
                "the formula is longer than {longest} bytes",
                longest = LONGEST
            ),
            range: 0..tex.len(),
        });
    }
    let display = match setting {
        Setting::Inline => MathDisplay::Inline,
        Setting::Display => MathDisplay::Block,
    };
    let converted = converted(tex, display).ok_or_else(|| FormulaError {
        message: message!("the formula is too large"),
        range: 0..tex.len(),
    })?;
    let unshown = || FormulaError {
        message: message!(
            "it contains a label, a link, or a sign such as `<` where it cannot be shown"
        ),
        range: 0..tex.len(),
    };
    match converted {
        Ok(converted) => clean(&converted.mathml.replace(VECTOR, ARROW)).ok_or_else(unshown),
        Err(error) => Err(FormulaError {
            message: Message::report(sentence(&error.error_message())),
            range: error.0.start.min(tex.len())..error.0.end.min(tex.len()),
        }),
    }
}

/// Converts a formula; `None` if the system has no thread for it.
///
/// The converter calls itself for each level of a formula. Few formulas have enough levels to need a large stack.
fn converted(tex: &str, display: MathDisplay) -> Option<Conversion> {
    let convert = || CONVERTER.convert_with_local_state(tex, display);
    let may_nest = |byte: &u8| matches!(byte, b'\\' | b'{' | b'^' | b'_' | b'\'');
    if tex.bytes().filter(|byte| may_nest(byte)).count() <= LEVELS {
        return Some(convert());
    }
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK);
        thread.spawn_scoped(scope, convert).ok()?.join().ok()
    })
}

/// A message of the converter in the form of ours: no capital letter at the beginning and no full stop at the end.
fn sentence(message: &str) -> String {
    let message = message.trim_end_matches('.');
    let mut characters = message.chars();
    let first = characters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(characters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_becomes_mathml() {
        let inline = mathml("F = ma", Setting::Inline).unwrap();
        assert!(
            inline.starts_with("<math>") && inline.contains("<mi>F</mi>"),
            "{inline}"
        );
        let display = mathml("\\frac{1}{2}", Setting::Display).unwrap();
        assert!(display.starts_with("<math display=\"block\">"), "{display}");
        assert!(display.contains("<mfrac>"), "{display}");
    }

    #[test]
    fn a_formula_has_no_style_of_its_own() {
        for tex in [
            "\\begin{cases} a & b \\\\ c & d \\end{cases}",
            "\\begin{array}{l|r} a & b \\\\ \\hline c & d \\end{array}",
            "\\begin{align} a &= b \\\\ c &= d \\end{align}",
            "\\color{red} x",
            "\\text{ a style=\"b\" c}",
        ] {
            let html = mathml(tex, Setting::Display).unwrap();
            let tags = html.split('<').filter_map(|part| part.split_once('>'));
            for (tag, _) in tags {
                assert!(!tag.contains(" style="), "{tex}: {html}");
            }
        }
        let cases = mathml("\\begin{cases} a & b \\end{cases}", Setting::Inline).unwrap();
        assert!(cases.contains("<mtd class=\"to-left\">"), "{cases}");
    }

    #[test]
    fn a_formula_that_cannot_be_read_has_a_place() {
        let error = mathml("a + \\frc{1}{2}", Setting::Inline).unwrap_err();
        assert_eq!(error.message.english(), "unknown command \"\\frc\"");
        assert_eq!(error.range.start, 4);
    }

    #[test]
    fn a_formula_is_never_more_than_a_formula() {
        for tex in [
            "\\text{<script>alert(1)</script>}",
            "\\href{javascript:alert(1)}{x}",
            "<img src=x onerror=alert(1)>",
            "\\text{\"><b onclick=\\\"x\\\">}",
            "\\operatorname{<b>}",
            "\\color{red\" onclick=\"x}{y}",
            "\\tag{<b>} x",
            "\\begin{align} x \\label{main} \\end{align}",
            "\\ref{main}",
        ] {
            for setting in [Setting::Inline, Setting::Display] {
                let html = mathml(tex, setting).unwrap_or_default();
                for wrong in [
                    "<script",
                    "<img",
                    "<b",
                    "<a",
                    " id=",
                    "javascript:",
                    "onclick=\"x",
                ] {
                    assert!(!html.contains(wrong), "{tex}: {html}");
                }
            }
        }
    }

    #[test]
    fn deep_formulas_end() {
        for part in [
            "{",
            "\\sqrt",
            "\\frac",
            "\\left(",
            "x^",
            "x_{",
            "\\begin{matrix}",
            "\\text{",
            "\\not",
            "'",
        ] {
            let tex = part.repeat(LONGEST / part.len());
            let _ = mathml(&tex, Setting::Display);
        }
        let deep = format!("{}x{}", "\\sqrt{".repeat(280), "}".repeat(280));
        let _ = mathml(&deep, Setting::Inline);
        assert!(mathml(&"x".repeat(LONGEST + 1), Setting::Inline).is_err());
    }
}
