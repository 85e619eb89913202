//! The walk over the texts of the records. `record!` generates it from the roles that the fields declare.

use super::format::note::Notes;
use super::format::text::Text;
use crate::index::List;

/// The kind of words in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextRole {
    /// Prose of the standard, and our translation of it. Keywords and terms are found in it.
    Source,
    /// Words of the standard that name, number or label something, and our translation of them.
    Label,
    /// Words of the standard that a note repeats.
    Quote,
    /// Our words.
    Ours,
    /// Our words in Markdown.
    Markdown,
}

/// A text met on a walk.
#[derive(Clone, Copy, Debug)]
pub struct TextAt<'a> {
    /// The text.
    pub text: &'a Text,
    /// The kind of words in it.
    pub role: TextRole,
}

/// A text or notes met on a walk.
enum Met<'a> {
    Text(TextAt<'a>),
    Notes(&'a Notes),
}

/// A walk over the texts and the notes of a record.
pub struct Walk<'w, 'a> {
    path: Vec<&'static str>,
    visit: &'w mut dyn FnMut(Met<'a>, &[&'static str]),
}

impl<'a> Walk<'_, 'a> {
    /// Walks over a field of a record.
    pub fn field<R>(&mut self, name: &'static str, value: &'a impl Texts<R>, role: R) {
        self.path.push(name);
        value.texts(role, self);
        self.path.pop();
    }
}

/// A value of a field, which may hold texts.
///
/// `R` is what the field must declare. It is [`TextRole`] for a text, which does not know what its words are, and `()` for
/// everything else: a record, whose own fields declare it, or a value without texts. A field that holds a text and
/// declares no role therefore does not compile.
pub trait Texts<R> {
    /// Shows the walk every text of the value, in the order of the declarations.
    fn texts<'a>(&'a self, role: R, walk: &mut Walk<'_, 'a>);
}

/// Calls `visit` with every text of `record` and the names of the fields that lead to it, in the order of the
/// declarations.
pub fn each<'a>(record: &'a impl Texts<()>, mut visit: impl FnMut(TextAt<'a>, &[&'static str])) {
    walk(record, &mut |met, path| match met {
        Met::Text(text) => visit(text, path),
        Met::Notes(_) => {}
    });
}

/// Calls `visit` with the notes of `record` and of each of its parts, and the names of the fields that lead to them, in
/// the order of the declarations.
pub fn each_notes<'a>(
    record: &'a impl Texts<()>,
    mut visit: impl FnMut(&'a Notes, &[&'static str]),
) {
    walk(record, &mut |met, path| match met {
        Met::Text(_) => {}
        Met::Notes(notes) => visit(notes, path),
    });
}

/// The words of the standard that `record` has itself, outside its parts and notes, with the names of their fields.
/// Permalinks are known by them.
pub fn own_texts(record: &impl Texts<()>) -> Vec<(&'static str, &Text)> {
    let mut texts = Vec::new();
    each(record, |met, path| match (met.role, path) {
        (TextRole::Source | TextRole::Label, [field]) => texts.push((*field, met.text)),
        (
            TextRole::Source
            | TextRole::Label
            | TextRole::Quote
            | TextRole::Ours
            | TextRole::Markdown,
            _,
        ) => {}
    });
    texts
}

fn walk<'a>(record: &'a impl Texts<()>, visit: &mut dyn FnMut(Met<'a>, &[&'static str])) {
    let mut walk = Walk {
        path: Vec::new(),
        visit,
    };
    record.texts((), &mut walk);
}

impl Texts<TextRole> for Text {
    fn texts<'a>(&'a self, role: TextRole, walk: &mut Walk<'_, 'a>) {
        (walk.visit)(Met::Text(TextAt { text: self, role }), &walk.path);
    }
}

impl Texts<()> for Notes {
    fn texts<'a>(&'a self, (): (), walk: &mut Walk<'_, 'a>) {
        (walk.visit)(Met::Notes(self), &walk.path);
        self.0.texts((), walk);
    }
}

impl<R: Copy, T: Texts<R>> Texts<R> for Vec<T> {
    fn texts<'a>(&'a self, role: R, walk: &mut Walk<'_, 'a>) {
        for item in self {
            item.texts(role, walk);
        }
    }
}

impl<R: Copy, I, T: Texts<R>> Texts<R> for List<I, T> {
    fn texts<'a>(&'a self, role: R, walk: &mut Walk<'_, 'a>) {
        for item in self {
            item.texts(role, walk);
        }
    }
}

impl<R, T: Texts<R>> Texts<R> for Option<T> {
    fn texts<'a>(&'a self, role: R, walk: &mut Walk<'_, 'a>) {
        if let Some(value) = self {
            value.texts(role, walk);
        }
    }
}

#[cfg(test)]
#[path = "texts_tests.rs"]
mod tests;
