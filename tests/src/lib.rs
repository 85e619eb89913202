//! What the whole-program tests share: the program, projects to run it on, and eyes of their own to see what it made.

pub mod folder;
pub mod http;
pub mod page;
pub mod program;
pub mod project;
pub mod source;
pub mod yaml;
