//! The formats of the files in the content tree, one module per kind of file.
//!
//! These types are the vocabulary of the whole program: a record here is what authors write, with
//! the same keys, and `docs/content/pages/en/reference.md` is generated from it. The model holds the records
//! themselves. Whether what they say makes sense together is the subject of [`crate::check`].

pub mod amount;
pub mod annex;
pub mod associations;
pub mod axis;
pub mod base_url;
pub mod change;
pub mod clause;
pub mod colour;
pub mod competencies;
pub mod curriculum;
pub mod date;
pub mod decimal;
pub mod dimension;
pub mod generate;
pub mod glossary;
pub mod grade;
pub mod handbook;
pub mod lock;
pub mod mark;
pub mod markup;
pub mod merge;
pub mod note;
pub mod paragraph;
pub mod permalinks;
pub mod points;
pub mod posting;
pub mod reference;
pub mod relation;
pub mod rubric;
pub mod shared_text;
pub mod standard;
pub mod statements;
pub mod text;
mod textless;
pub mod translations;
pub mod wording;
pub mod words;
pub mod work;
