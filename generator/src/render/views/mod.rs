//! What each kind of page shows, one module a kind: a typed view, and the function that fills it.

pub mod article;
pub mod choice;
pub mod clause;
pub mod contents;
pub mod figure;
pub mod front;
pub mod grid;
pub mod level;
pub mod note;
pub mod permalink;
pub mod redirect;
pub mod role;
pub mod sitemap;
pub mod table;
pub mod terms;
pub mod whole;
