//! Clausebook turns a competency standard, written clause by clause in YAML, into a multilingual handbook site.

pub mod check;
pub mod cli;
pub mod export;
pub mod import;
pub mod index;
pub mod language;
pub mod language_server;
pub mod model;
pub mod output;
pub mod project;
pub mod render;
pub mod serve;
pub mod site;
pub mod source;
#[cfg(test)]
mod testing;
pub mod translate;
