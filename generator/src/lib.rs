//! Clausebook turns a competency standard, encoded clause by clause in YAML, into a bilingual handbook site.

pub mod check;
pub mod model;
pub mod render;
pub mod site;
pub mod source;
