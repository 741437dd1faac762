//! Short lists.

/// A list that is mostly short: a decision makes dozens of them, and up to four
/// entries take no room from the heap.
pub type Few<T> = smallvec::SmallVec<[T; 4]>;
