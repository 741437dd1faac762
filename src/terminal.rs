//! What is known of the terminal: its size, what it can show, and its pager.

use std::io::{self, IsTerminal, Write};
use std::process::{Command, Stdio};

use crate::cli::ColorWhen;
use crate::output::Look;

/// What standard output and the environment tell.
#[derive(Clone, Debug, Default)]
pub struct Terminal {
    /// Cells across: of the terminal, else of `COLUMNS`.
    pub width: Option<usize>,
    /// Lines down, on a terminal.
    pub height: Option<usize>,
    /// What it shows, where that is left to the program.
    pub look: Look,
}

impl Terminal {
    /// Looks at standard output and the environment.
    pub fn look() -> Self {
        let is_terminal = io::stdout().is_terminal();
        let size = is_terminal.then(terminal_size::terminal_size).flatten();
        let columns = || variable("COLUMNS")?.parse().ok();
        let dumb = is_terminal && variable("TERM").is_some_and(|term| term == "dumb");
        Self {
            width: size.map(|(width, _)| usize::from(width.0)).or_else(columns),
            height: size.map(|(_, height)| usize::from(height.0)),
            look: Look {
                color: color(is_terminal, dumb, variable),
                links: is_terminal && !dumb && links(variable),
                ascii: ascii(variable),
            },
        }
    }
}

/// What was asked for, and where that is nothing, what was found.
pub fn wanted(asked: Option<ColorWhen>, found: bool) -> bool {
    match asked.unwrap_or_default() {
        ColorWhen::Always => true,
        ColorWhen::Never => false,
        ColorWhen::Auto => found,
    }
}

/// A variable that holds something.
fn variable(name: &str) -> Option<String> {
    let value = std::env::var_os(name).filter(|value| !value.is_empty())?;
    Some(value.to_string_lossy().into_owned())
}

/// `NO_COLOR` before `CLICOLOR_FORCE`, that before what the terminal can, and
/// `CLICOLOR=0` turns it off: <https://no-color.org>, <https://bixense.com/clicolors>.
fn color(is_terminal: bool, dumb: bool, variable: impl Fn(&str) -> Option<String>) -> bool {
    let is_on = |name| variable(name).map(|value| value != "0");
    if variable("NO_COLOR").is_some() {
        return false;
    }
    is_on("CLICOLOR_FORCE") == Some(true)
        || (is_terminal && !dumb && is_on("CLICOLOR") != Some(false))
}

/// Terminals known to make links of OSC 8; the others might print its address.
fn links(variable: impl Fn(&str) -> Option<String>) -> bool {
    if let Some(forced) = variable("FORCE_HYPERLINK") {
        return forced != "0";
    }
    let programs = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "Tabby"];
    let known = |program: String| programs.contains(&program.as_str());
    let terms = ["kitty", "alacritty", "foot", "ghostty", "wezterm", "contour"];
    let vte = |version: String| version.parse().is_ok_and(|version: u32| version >= 5000);
    variable("TERM_PROGRAM").is_some_and(known)
        || variable("VTE_VERSION").is_some_and(vte)
        || variable("TERM").is_some_and(|term| terms.iter().any(|known| term.contains(known)))
        || ["WT_SESSION", "KONSOLE_VERSION", "DOMTERM"].iter().any(|name| variable(name).is_some())
}

/// Whether the locale is set and is not one of UTF-8. Where none is set nothing
/// is known, and UTF-8 is what everything else here assumes.
fn ascii(variable: impl Fn(&str) -> Option<String>) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| variable(name));
    locale.is_some_and(|locale| {
        let locale = locale.to_ascii_lowercase();
        !locale.contains("utf-8") && !locale.contains("utf8")
    })
}

/// Standard output that holds text back until it is known whether it fits the
/// terminal; what does not goes through the pager.
pub struct Paged<W: Write> {
    to: Option<Plain<W>>,
    held: Vec<u8>,
    height: usize,
    pager: String,
}

/// Where text goes once it is known.
enum Plain<W: Write> {
    Waiting(W),
    Straight(W),
    Through(std::process::Child),
}

impl<W: Write> Paged<W> {
    /// Pages what is longer than `height` lines; a pager without a name is none.
    pub fn new(to: W, height: usize, pager: String) -> Self {
        Self { to: Some(Plain::Waiting(to)), held: Vec::new(), height, pager }
    }

    /// Writes out what is held, through the pager where it is too long.
    fn settle(&mut self) -> io::Result<()> {
        let long = self.held.split(|byte| *byte == b'\n').nth(self.height).is_some();
        let held = std::mem::take(&mut self.held);
        self.to = match self.to.take() {
            Some(Plain::Waiting(mut to)) if held.is_empty() => {
                to.flush()?;
                Some(Plain::Waiting(to))
            }
            Some(Plain::Waiting(mut to)) => {
                let started = if long { start(&self.pager) } else { None };
                if let Some(mut child) = started {
                    hand(&mut child, &held);
                    Some(Plain::Through(child))
                } else {
                    to.write_all(&held)?;
                    Some(Plain::Straight(to))
                }
            }
            Some(Plain::Straight(mut to)) => {
                to.write_all(&held)?;
                to.flush()?;
                Some(Plain::Straight(to))
            }
            Some(Plain::Through(mut child)) => {
                hand(&mut child, &held);
                Some(Plain::Through(child))
            }
            None => None,
        };
        Ok(())
    }

    /// Writes out the rest and waits until the reader has seen it.
    ///
    /// # Errors
    /// Output that cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.settle()?;
        match self.to.take() {
            Some(Plain::Through(mut child)) => {
                drop(child.stdin.take());
                child.wait().map(|_| ())
            }
            Some(Plain::Waiting(mut to) | Plain::Straight(mut to)) => to.flush(),
            None => Ok(()),
        }
    }
}

/// Hands text to the pager. One that has been left is no failure.
fn hand(child: &mut std::process::Child, text: &[u8]) {
    if let Some(input) = &mut child.stdin {
        let _ = input.write_all(text).and_then(|()| input.flush());
    }
}

/// Starts the pager as a shell would; nothing where there is none.
fn start(pager: &str) -> Option<std::process::Child> {
    if pager.trim().is_empty() || pager.trim() == "cat" {
        return None;
    }
    let mut command = if cfg!(windows) {
        let mut words = pager.split_whitespace();
        let mut command = Command::new(words.next()?);
        command.args(words);
        command
    } else {
        // The first word is looked for beforehand: a shell would start, say that
        // there is no such program, and swallow the answer.
        let program = pager.split_whitespace().next()?;
        let found = program.contains('/')
            || std::env::split_paths(&std::env::var_os("PATH")?)
                .any(|dir| dir.join(program).is_file());
        if !found {
            return None;
        }
        let mut command = Command::new("sh");
        command.args(["-c", pager]);
        command
    };
    // Less leaves short text on the screen, lets colour through, and clears nothing.
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", "FRX");
    }
    command.stdin(Stdio::piped()).spawn().ok()
}

impl<W: Write> Write for Paged<W> {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(text);
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.settle()
    }
}

#[cfg(test)]
mod tests {
    use super::{Paged, ascii, color, links};
    use std::io::Write;

    fn of(set: &'static [(&'static str, &'static str)]) -> impl Fn(&str) -> Option<String> {
        move |name| {
            let found = set.iter().find(|(known, value)| *known == name && !value.is_empty());
            found.map(|(_, value)| (*value).to_owned())
        }
    }

    #[test]
    fn colour_is_for_those_who_want_it_and_terminals_that_can() {
        for (terminal, dumb, set, wanted) in [
            (true, false, &[][..], true),
            (false, false, &[], false),
            (true, true, &[], false),
            (true, false, &[("NO_COLOR", "1")], false),
            (true, false, &[("NO_COLOR", "")], true),
            (false, false, &[("CLICOLOR_FORCE", "1")], true),
            (true, true, &[("CLICOLOR_FORCE", "1")], true),
            (false, false, &[("CLICOLOR_FORCE", "0")], false),
            (false, false, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false),
            (true, false, &[("CLICOLOR", "0")], false),
        ] {
            assert_eq!(color(terminal, dumb, of(set)), wanted, "{terminal} {dumb} {set:?}");
        }
    }

    #[test]
    fn ascii_is_for_locales_that_are_set_and_not_utf_8() {
        for (set, wanted) in [
            (&[][..], false),
            (&[("LANG", "en_GB.UTF-8")], false),
            (&[("LANG", "en_GB.utf8")], false),
            (&[("LANG", "de_DE.ISO-8859-1")], true),
            (&[("LC_ALL", "C"), ("LANG", "en_GB.UTF-8")], true),
            (&[("LC_CTYPE", "C.UTF-8"), ("LANG", "C")], false),
            (&[("LC_ALL", ""), ("LANG", "POSIX")], true),
        ] {
            assert_eq!(ascii(of(set)), wanted, "{set:?}");
        }
    }

    #[test]
    fn links_are_for_terminals_known_to_make_them() {
        for (set, wanted) in [
            (&[("TERM", "xterm-256color")][..], false),
            (&[("TERM", "xterm-kitty")], true),
            (&[("VTE_VERSION", "7006")], true),
            (&[("VTE_VERSION", "4205")], false),
            (&[("TERM_PROGRAM", "WezTerm")], true),
            (&[("TERM_PROGRAM", "WezTerm"), ("FORCE_HYPERLINK", "0")], false),
            (&[("FORCE_HYPERLINK", "1")], true),
        ] {
            assert_eq!(links(of(set)), wanted, "{set:?}");
        }
    }

    #[test]
    fn what_fits_is_not_paged_and_a_missing_pager_is_no_loss() {
        for (height, pager) in [(10, "false"), (2, "no-such-pager-anywhere"), (2, ""), (2, "cat")] {
            let mut out = Vec::new();
            let mut paged = Paged::new(&mut out, height, pager.to_owned());
            paged.write_all(b"one\ntwo\nthree\n").unwrap();
            paged.finish().unwrap();
            assert_eq!(out, b"one\ntwo\nthree\n", "{pager}");
        }
    }
}
