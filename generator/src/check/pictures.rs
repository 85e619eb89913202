//! Checks of the pictures that texts and figures show: a page must be able to show them, and each needs words for people who
//! cannot see it.
//!
//! The codes are `E415` and `E416`. [`super::links`] and [`super::figures`] report them at the places of the pictures.

use super::markdown::{MarkdownLink, Shows};
use super::subject::Subject;
use crate::language::message::{Message, message};
use crate::source::rule::Rule;

/// The fault of a picture in a text of the file `from`; `None` for a link, and for a picture that is not there.
pub(super) fn picture_fault(
    subject: &Subject<'_>,
    from: &str,
    link: &MarkdownLink,
) -> Option<(Rule, Message, Message)> {
    if link.shows == Shows::Words {
        return None;
    }
    let to = &link.to;
    if let Some(fault) = kind_fault(subject, from, to) {
        return Some(fault);
    }
    (link.shows == Shows::PictureWithoutText).then(|| {
        (
            Rule::PictureWithoutText,
            message!("the picture `{to}` has no alternative text", to),
            message!("say in the square brackets what it shows, for people who cannot see it: `![…]({to})`", to),
        )
    })
}

/// The fault of a file that the file `from` shows as a picture, but that no page can show.
pub(super) fn kind_fault(
    subject: &Subject<'_>,
    from: &str,
    to: &str,
) -> Option<(Rule, Message, Message)> {
    let files = &subject.handbook.files;
    let kind = files.used[files.named(from, to)?].kind;
    if kind.picture.is_some() {
        return None;
    }
    let help = match kind.name.english().contains("picture") {
        true => message!("save it as SVG, PNG, JPEG, WebP or AVIF"),
        false => message!("link to it in a text, without `!`: `[words]({to})`", to),
    };
    let message = message!(
        "`{to}` is {kind}, which a page cannot show",
        to,
        kind = kind.name
    );
    Some((Rule::NotAPicture, message, help))
}
