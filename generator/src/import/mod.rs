//! Reads frameworks from files of other programs, and makes records of the content format of them.
//!
//! The way of a file is [`input`] (bytes with limits), a reader for its format, which finds the neutral tree of [`found`],
//! [`mapping`] (the tree as records), and [`files`] (records as files). Whatever has no place in the format is listed, with
//! its place in the file.

mod address;
pub mod case;
mod competencies;
mod contents;
pub mod error;
pub mod files;
mod form_mapping;
pub mod found;
mod handbook;
mod ids;
pub mod input;
mod item_mapping;
mod json;
pub mod language;
pub mod mapping;
mod markup;
pub mod moodle;
mod natural;
pub mod own;
pub mod placing;
mod raised;
mod rdf;
mod records;
mod romanised;
pub mod skos;
mod statements;
pub mod table;
mod tree;
pub mod update;
mod value_mapping;
mod wording;
