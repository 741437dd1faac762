//! Words within a line: plain ones, and some that every format marks in its own way.

use std::borrow::Cow;

/// Words that are marked alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// As they are.
    Plain(String),
    /// What matters most.
    Strong(String),
    /// A title of something else.
    Emphasis(String),
    /// What is typed or looked up as it stands, such as an id.
    Code(String),
    /// What stands back behind the rest.
    Dim(String),
    /// A day, a month or a year.
    Date(String),
    /// Words that lead to an address.
    Link {
        /// What is read.
        text: String,
        /// Where it leads; a link only where that is a web address.
        address: String,
    },
    /// The ids of sources.
    Cited(Vec<String>),
}

/// Pieces in a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase(Vec<Piece>);

impl Phrase {
    /// The pieces.
    pub fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// With a further piece.
    #[must_use]
    pub fn with(mut self, piece: Piece) -> Self {
        self.0.push(piece);
        self
    }

    /// With plain words behind.
    #[must_use]
    pub fn plain(self, text: impl Into<String>) -> Self {
        self.with(Piece::Plain(text.into()))
    }

    /// With words behind that matter most.
    #[must_use]
    pub fn strong(self, text: impl Into<String>) -> Self {
        self.with(Piece::Strong(text.into()))
    }

    /// With a title behind.
    #[must_use]
    pub fn emphasis(self, text: impl Into<String>) -> Self {
        self.with(Piece::Emphasis(text.into()))
    }

    /// With something behind that is typed or looked up as it stands.
    #[must_use]
    pub fn code(self, text: impl Into<String>) -> Self {
        self.with(Piece::Code(text.into()))
    }

    /// With words behind that stand back.
    #[must_use]
    pub fn dim(self, text: impl Into<String>) -> Self {
        self.with(Piece::Dim(text.into()))
    }

    /// With a date behind.
    #[must_use]
    pub fn date(self, text: impl Into<String>) -> Self {
        self.with(Piece::Date(text.into()))
    }

    /// With a link behind.
    #[must_use]
    pub fn link(self, text: impl Into<String>, address: impl Into<String>) -> Self {
        self.with(Piece::Link { text: text.into(), address: address.into() })
    }

    /// With sources behind.
    #[must_use]
    pub fn cited(self, sources: Vec<String>) -> Self {
        self.with(Piece::Cited(sources))
    }

    /// The words alone.
    pub fn text(&self) -> Cow<'_, str> {
        match self.0.as_slice() {
            [] => Cow::Borrowed(""),
            [Piece::Plain(text)] => Cow::Borrowed(text),
            pieces => Cow::Owned(pieces.iter().map(Piece::text).collect()),
        }
    }
}

impl Piece {
    fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Plain(text)
            | Self::Strong(text)
            | Self::Emphasis(text)
            | Self::Code(text)
            | Self::Dim(text)
            | Self::Date(text) => Cow::Borrowed(text),
            Self::Link { text, address } if text == address => Cow::Borrowed(text),
            Self::Link { text, address } => Cow::Owned(format!("{text} <{address}>")),
            Self::Cited(sources) => Cow::Owned(sources.join(" ")),
        }
    }
}

impl From<String> for Phrase {
    fn from(text: String) -> Self {
        Self(vec![Piece::Plain(text)])
    }
}

impl From<&String> for Phrase {
    fn from(text: &String) -> Self {
        text.clone().into()
    }
}

impl From<&str> for Phrase {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

/// Whether a text is an address that a link may lead to.
pub fn is_web_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}
