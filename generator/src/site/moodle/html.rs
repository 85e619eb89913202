//! Descriptions in HTML, of texts that are plain or Markdown.
//!
//! Moodle cleans what it imports, so only elements that it keeps are written, and links only with a permitted scheme. A
//! formula is TeX between the marks that Moodle's filters know.

use crate::site::markup::escaped;
use crate::source::markdown::SCHEMES;
use crate::source::markdown::formula::Setting;
use crate::source::markdown::statement::{
    Element, LinkTarget, PreparedStatement, Section, Token, tokens,
};

/// Plain words as paragraphs, which empty lines divide.
pub fn paragraphs(words: &str) -> String {
    let parts = words.split("\n\n").filter(|part| !part.trim().is_empty());
    let html = |part: &str| format!("<p>{}</p>", escaped(part.trim()).replace('\n', "<br />"));
    parts.map(html).collect()
}

/// A text in Markdown, as paragraphs, lists and tables.
pub fn of_markdown(text: &str) -> String {
    let prepared = PreparedStatement::new(text);
    let mut html = String::new();
    // Whether each link that is open is written.
    let mut links: Vec<bool> = Vec::new();
    for (token, _) in tokens(&prepared) {
        match token {
            Token::Words(words) => html.push_str(&escaped(&words)),
            Token::Code(code) => html.push_str(&format!("<code>{}</code>", escaped(&code))),
            Token::Formula(tex, Setting::Inline) => {
                html.push_str(&format!("\\({}\\)", escaped(&tex)));
            }
            Token::Formula(tex, Setting::Display) => {
                html.push_str(&format!("\\[{}\\]", escaped(&tex)));
            }
            Token::Space => html.push(' '),
            Token::Break => html.push_str("<br />"),
            Token::Start(Element::Link(target)) => {
                let href = address(&target);
                links.push(href.is_some());
                if let Some(href) = href {
                    html.push_str(&format!("<a href=\"{}\">", escaped(href)));
                }
            }
            Token::End(Element::Link(_)) => {
                if links.pop() == Some(true) {
                    html.push_str("</a>");
                }
            }
            Token::Start(Element::List(Some(first))) if first != 1 => {
                html.push_str(&format!("<ol start=\"{first}\">"));
            }
            Token::Start(element) => html.push_str(&format!("<{}>", name(&element))),
            Token::End(element) => html.push_str(&format!("</{}>", name(&element))),
        }
    }
    html
}

/// The address of a link, if it leads anywhere from Moodle.
fn address<'l>(target: &'l LinkTarget<'_>) -> Option<&'l str> {
    match target {
        LinkTarget::Address(to) => {
            let (scheme, _) = to.split_once(':')?;
            SCHEMES.contains(&&*scheme.to_lowercase()).then_some(to)
        }
        LinkTarget::Reference { .. } => None,
    }
}

fn name(element: &Element<'_>) -> &'static str {
    match element {
        Element::Paragraph => "p",
        Element::List(Some(_)) => "ol",
        Element::List(None) => "ul",
        Element::Item => "li",
        Element::Table => "table",
        Element::Row(_) => "tr",
        Element::Cell(Section::Head) => "th",
        Element::Cell(Section::Body) => "td",
        Element::Emphasis => "em",
        Element::Strong => "strong",
        Element::Struck => "del",
        Element::Link(_) => "a",
    }
}

#[cfg(test)]
mod tests {
    use super::of_markdown;

    #[test]
    fn markdown_is_html() {
        for (text, html) in [
            (
                "Kneads **well** & *long*.",
                "<p>Kneads <strong>well</strong> &amp; <em>long</em>.</p>",
            ),
            (
                "One.\n\n- a\n- b",
                "<p>One.</p><ul><li>a</li><li>b</li></ul>",
            ),
            ("3. c\n4. d", "<ol start=\"3\"><li>c</li><li>d</li></ol>"),
            (
                "[x](https://a.example/?b=1&c) [[2.1]]",
                "<p><a href=\"https://a.example/?b=1&amp;c\">x</a> 2.1</p>",
            ),
            ("[x](javascript:alert(1)) <b>", "<p>x &lt;b&gt;</p>"),
            ("`a<b` $x^2$", "<p><code>a&lt;b</code> \\(x^2\\)</p>"),
        ] {
            assert_eq!(of_markdown(text), html, "{text}");
        }
    }
}
