//! The tests of the program and of its crates, a chapter a folder.
//!
//! Tables of cases are in `cases.rs`, laws and the second implementation in
//! `proofs.rs`; `README.md` tells how to run a part.

mod drawn;
mod fuzzed;
mod support;

/// The program, as it is started by a person, a shell or another program.
mod program {
    /// The page of `report` in a real browser.
    mod browser;
    /// The calendar of `expiring`, read by a parser that is not ours.
    mod calendar;
    /// Help, files and pipes: what holds of every command.
    mod cli;
    /// Input that means harm, and writes that are stopped on the way.
    mod hostile;
    /// Every option and command is tried somewhere.
    mod options;
    /// Commands in a pipe.
    mod pipes;
    /// Where settings come from.
    mod settings;
    /// Completion in the real shells, and manual pages.
    mod shells;
    /// Colour, links, pager and progress on a real terminal.
    mod terminal;
    /// Every table at every width.
    mod widths;
}

/// The crates, asked directly.
mod library {
    /// How the files import one another.
    mod arrangement;
    /// Single rules of the audit of claims.
    mod audit_rules;
    /// The corpora of the fuzzers.
    mod corpora;
    /// Published catalogues as overlays.
    mod import;
    /// The history of a cell against the cell itself.
    mod matrix;
    /// What products answer to.
    mod names;
    /// Overrides, and what they do not touch.
    mod overrides;
    /// Exact answers on the plainest records.
    mod plain;
    /// Data larger than any that is shipped.
    mod scale;
}

/// The shipped data.
mod shipped {
    /// Prices on which independent data sets agree.
    mod agreed;
    /// What is embedded is what the files say, and every source is used.
    mod data;
}
