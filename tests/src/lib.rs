//! Helpers of the whole-program tests: the program, projects to run it on, and independent readers of its output.

pub mod catalogue;
pub mod code;
pub mod described;
pub mod fault;
pub mod folder;
pub mod hostile;
pub mod http;
pub mod modules;
pub mod page;
pub mod preview;
pub mod program;
pub mod project;
pub mod published;
pub mod records;
pub mod schema;
pub mod sized;
pub mod source;
pub mod yaml;
