//! The arguments of `completions`. The scripts are made from the whole command line, which
//! names these.

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

/// A shell that completes command lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shell {
    /// GNU Bash.
    Bash,
    /// Z shell.
    Zsh,
    /// fish.
    Fish,
    /// Elvish.
    Elvish,
    /// PowerShell.
    Powershell,
}

impl Shell {
    /// The shell as the word that people type.
    pub fn word(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
            Self::Elvish => "elvish",
            Self::Powershell => "powershell",
        }
    }
}

impl ValueEnum for Shell {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Bash, Self::Zsh, Self::Fish, Self::Elvish, Self::Powershell]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()))
    }
}

/// Print a completion script for a shell.
///
/// The script asks `aicloud` itself at every press of the key, so it completes
/// commands, options, and the clouds, products, claims, sources and agreements of
/// the data in use, each with a word on what it is (bash shows the words alone).
/// It need not be made anew when the program or the data changes. --static prints
/// a script that never calls the program and knows commands and options alone.
#[derive(Args, Debug)]
#[command(override_usage = "aicloud completions [OPTIONS] <SHELL>")]
#[command(after_help = "\
Examples
  aicloud completions bash > ~/.local/share/bash-completion/completions/aicloud
  aicloud completions zsh > ~/.zfunc/_aicloud      with fpath+=~/.zfunc before compinit
  aicloud completions fish > ~/.config/fish/completions/aicloud.fish
  source <(aicloud completions bash)               for this session")]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: Shell,
    /// A script that never calls the program: commands and options alone
    #[arg(long = "static")]
    pub alone: bool,
}
