//! The page.

pub mod html;
