//! The handbook for other programs.

pub mod badges;
pub mod coverage;
pub mod json_ld;
pub mod search;
pub mod table;
pub mod translation;
