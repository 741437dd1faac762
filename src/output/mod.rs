//! Answers to text: one report, one document for people, one small file a format.

pub mod calendar;
pub mod delimited;
pub mod document;
mod format;
pub mod html;
pub mod json;
pub mod links;
pub mod markdown;
pub mod marks;
pub mod markup;
mod page;
pub mod phrase;
pub mod pieces;
pub mod prose;
mod report;
pub mod sarif;
pub mod scale;
pub mod sink;
pub mod style;
pub mod table;
mod text;
pub mod words;
pub mod yaml;

pub use document::Document;
pub use format::Format;
pub use json::failure_json;
pub use page::{Look, Page};
pub use phrase::Phrase;
pub use report::Report;
