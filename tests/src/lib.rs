//! What the whole-program tests share: the program, projects to run it on, and eyes of their own to see what it made.

pub mod fault;
pub mod folder;
pub mod hostile;
pub mod http;
pub mod page;
pub mod preview;
pub mod program;
pub mod project;
pub mod published;
pub mod source;
pub mod yaml;
