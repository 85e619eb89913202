//! Reads frameworks from files of other programs, and makes records of the content format of them.
//!
//! A reader for each format finds one neutral tree.

pub mod found;
