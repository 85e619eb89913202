//! The walk over the texts of the records. `record!` generates it from the roles that the fields declare.
//!
//! Checks, search, keywords and permalinks all walk in this way and differ only in the roles that
//! they look at. A new field is therefore checked, searched and recorded by declaring its role.

use super::format::note::Notes;
use super::format::text::{Text, Word};
pub use super::text_role::TextRole;
use crate::index::List;

/// A text met on a walk.
#[derive(Clone, Copy, Debug)]
pub struct TextAt<'a> {
    /// The text.
    pub text: &'a Text,
    /// The kind of words in it.
    pub role: TextRole,
}

/// A text, a word or notes met on a walk.
enum Met<'a> {
    Text(TextAt<'a>),
    Word(&'a Word),
    Notes(&'a Notes),
}

/// A walk over the texts and the notes of a record.
pub struct Walk<'w, 'a> {
    /// The names of the fields that lead to the current value, outermost first.
    path: Vec<&'static str>,
    /// The function that is shown what the walk meets.
    visit: &'w mut dyn FnMut(Met<'a>, &[&'static str]),
}

impl<'a> Walk<'_, 'a> {
    /// Walks over a field of a record.
    pub fn field<R>(&mut self, name: &'static str, value: &'a impl Texts<R>, role: R) {
        self.path.push(name);
        value.texts(role, self);
        self.path.pop();
    }

    /// Shows the walk words that have no languages of their own.
    pub fn word(&mut self, word: &'a Word) {
        (self.visit)(Met::Word(word), &self.path);
    }
}

/// A value of a field, which may hold texts.
///
/// `R` is what the field must declare. It is [`TextRole`] for a text, which does not know what its words are, and `()` for
/// everything else: a record, whose own fields declare it, a word, or a value without texts. A field that holds a text and
/// declares no role therefore does not compile.
pub trait Texts<R> {
    /// Shows the walk every text of the value, in the order of the declarations.
    fn texts<'a>(&'a self, role: R, walk: &mut Walk<'_, 'a>);

    /// Tells the texts of the value the kind of their words. A record does nothing, since its own fields have done it.
    fn declare(&mut self, _role: R) {}
}

/// Returns the value of a field, whose texts then know the role that the field declares.
pub fn declared<R, T: Texts<R>>(mut value: T, role: R) -> T {
    value.declare(role);
    value
}

/// Calls `visit` with every text of `record` and the names of the fields that lead to it, in the order of the
/// declarations.
///
/// The texts of notes are visited too. List items share the name of their field, without a number.
pub fn each<'a>(record: &'a impl Texts<()>, mut visit: impl FnMut(TextAt<'a>, &[&'static str])) {
    walk(record, &mut |met, path| match met {
        Met::Text(text) => visit(text, path),
        Met::Word(_) | Met::Notes(_) => {}
    });
}

/// Calls `visit` with the words of `record` that are not texts in several languages, in the order of the declarations:
/// printed numbers and marks, other forms of terms, or the title of a page.
pub fn each_word<'a>(record: &'a impl Texts<()>, mut visit: impl FnMut(&'a Word)) {
    walk(record, &mut |met, _| match met {
        Met::Word(word) => visit(word),
        Met::Text(_) | Met::Notes(_) => {}
    });
}

/// Calls `visit` with the notes of `record` and of each of its parts, and the names of the fields that lead to them, in
/// the order of the declarations.
pub fn each_notes<'a>(
    record: &'a impl Texts<()>,
    mut visit: impl FnMut(&'a Notes, &[&'static str]),
) {
    walk(record, &mut |met, path| match met {
        Met::Text(_) | Met::Word(_) => {}
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

/// Walks over the whole record.
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

    fn declare(&mut self, role: TextRole) {
        self.role = role;
    }
}

impl Texts<()> for Word {
    fn texts<'a>(&'a self, (): (), walk: &mut Walk<'_, 'a>) {
        walk.word(self);
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

    fn declare(&mut self, role: R) {
        for item in self.iter_mut() {
            item.declare(role);
        }
    }
}

impl<R: Copy, I, T: Texts<R>> Texts<R> for List<I, T> {
    fn texts<'a>(&'a self, role: R, walk: &mut Walk<'_, 'a>) {
        for item in self {
            item.texts(role, walk);
        }
    }

    fn declare(&mut self, role: R) {
        for item in self.iter_mut() {
            item.declare(role);
        }
    }
}

impl<R, T: Texts<R>> Texts<R> for Option<T> {
    fn texts<'a>(&'a self, role: R, walk: &mut Walk<'_, 'a>) {
        if let Some(value) = self {
            value.texts(role, walk);
        }
    }

    fn declare(&mut self, role: R) {
        if let Some(value) = self {
            value.declare(role);
        }
    }
}

#[cfg(test)]
#[path = "texts_tests.rs"]
mod tests;
