//! How far something has come that takes more than a second: a line on a
//! terminal's standard error, taken away again at the end.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// After this long there is something to say.
const PATIENCE: Duration = Duration::from_secs(1);
/// So often it is said anew.
const OFTEN: Duration = Duration::from_millis(100);

/// Whether and how progress is told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Progress {
    /// Whether anybody watches standard error.
    watched: bool,
    /// Whether answers go to the same terminal.
    shared: bool,
}

impl Progress {
    /// Looks whether standard error is a terminal.
    pub fn look() -> Self {
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let watched = io::stderr().is_terminal() && !dumb;
        Self { watched, shared: watched && io::stdout().is_terminal() }
    }

    /// Begins something that answers as it goes: a terminal that shows the answers
    /// needs nothing else.
    pub fn begin_beside_answers(self, what: &'static str) -> Running {
        Self { watched: self.watched && !self.shared, ..self }.begin(what, 0)
    }

    /// Begins something that has so many steps; 0 where nobody knows how many.
    pub fn begin(self, what: &'static str, steps: usize) -> Running {
        let begun = self.watched.then(Instant::now);
        Running { what, steps, begun, told: None, drawn: false }
    }
}

/// Something that is going on.
pub struct Running {
    what: &'static str,
    steps: usize,
    begun: Option<Instant>,
    told: Option<Instant>,
    drawn: bool,
}

impl Running {
    /// Says that so many steps are done, where it is time to.
    pub fn reach(&mut self, done: usize) {
        let Some(begun) = self.begun else { return };
        let now = Instant::now();
        if is_due(now.duration_since(begun), self.told.map(|told| now.duration_since(told))) {
            self.told = Some(now);
            self.drawn = true;
            // A terminal that is gone watches nothing.
            let _ = write!(io::stderr(), "\r{}\u{1b}[K", line(self.what, done, self.steps));
        }
    }

    /// Takes the line away.
    pub fn end(self) {
        if self.drawn {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}

/// Whether there is something to say: after a while, and then not all the time.
fn is_due(since_begun: Duration, since_told: Option<Duration>) -> bool {
    since_told.map_or(since_begun >= PATIENCE, |told| told >= OFTEN)
}

fn line(what: &str, done: usize, steps: usize) -> String {
    match (done * 100).checked_div(steps) {
        Some(percent) => format!("{what}: {percent}%"),
        None => format!("{what}: {done}"),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{is_due, line};

    #[test]
    fn nothing_is_said_within_a_second_and_then_not_all_the_time() {
        let ms = Duration::from_millis;
        assert!(!is_due(ms(999), None));
        assert!(is_due(ms(1000), None));
        assert!(!is_due(ms(1050), Some(ms(50))));
        assert!(is_due(ms(1100), Some(ms(100))));
    }

    #[test]
    fn progress_is_a_share_where_the_whole_is_known() {
        assert_eq!(line("working out", 3, 4), "working out: 75%");
        assert_eq!(line("answered", 1200, 0), "answered: 1200");
    }
}
