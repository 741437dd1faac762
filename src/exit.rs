//! How the program ends.

use aicloud_core::failure::FailureKind;

/// The exit codes. They are stable: scripts rely on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: done; for `may`, yes.
    Done,
    /// 1: no.
    No,
    /// 2: wrong usage, or an unknown id.
    Usage,
    /// 3: contested.
    Contested,
    /// 4: unknown.
    Unknown,
    /// 5: the data is invalid.
    Data,
    /// 6: input or output failed.
    InputOutput,
}

impl Exit {
    /// The number that the shell sees.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::No => 1,
            Self::Usage => 2,
            Self::Contested => 3,
            Self::Unknown => 4,
            Self::Data => 5,
            Self::InputOutput => 6,
        }
    }
}

impl From<FailureKind> for Exit {
    fn from(kind: FailureKind) -> Self {
        match kind {
            FailureKind::Usage => Self::Usage,
            FailureKind::Data => Self::Data,
            FailureKind::InputOutput => Self::InputOutput,
        }
    }
}
