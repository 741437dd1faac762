//! Choices, taken from bytes one after the other; the plainest once they run out.

pub struct Choices<'b>(&'b [u8]);

impl<'b> Choices<'b> {
    pub fn of(bytes: &'b [u8]) -> Self {
        Self(bytes)
    }

    pub fn byte(&mut self) -> u8 {
        self.some(1).first().copied().unwrap_or(0)
    }

    pub fn below(&mut self, count: usize) -> usize {
        usize::from(self.byte()) % count.max(1)
    }

    pub fn one<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())].clone()
    }

    pub fn number(&mut self) -> i32 {
        self.some(4).iter().fold(0, |number, byte| (number << 8) | i32::from(*byte))
    }

    /// A text of at most 255 bytes: how many come first.
    pub fn text(&mut self) -> String {
        let length = usize::from(self.byte());
        String::from_utf8_lossy(self.some(length)).into_owned()
    }

    /// What is left, as text.
    pub fn rest(self) -> String {
        String::from_utf8_lossy(self.0).into_owned()
    }

    fn some(&mut self, count: usize) -> &'b [u8] {
        let (some, rest) = self.0.split_at(count.min(self.0.len()));
        self.0 = rest;
        some
    }
}
