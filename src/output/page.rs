//! What a page can show.

/// What a terminal shows beyond plain text, or short of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Whether to use colour.
    pub color: bool,
    /// Whether to link sources to their addresses.
    pub links: bool,
    /// Whether only ASCII can be shown.
    pub ascii: bool,
}

/// How wide a page is and how it may be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Cells across; nothing where lines may be as long as they like.
    pub width: Option<usize>,
    /// What the terminal shows.
    pub look: Look,
    /// Whether to print column names.
    pub header: bool,
}

impl Page {
    /// Cells across, a generous number where there is no limit.
    pub fn cells(&self) -> usize {
        self.width.unwrap_or(240)
    }
}
