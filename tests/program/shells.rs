//! Completion in the real shells, and manual pages that a real `man` reads.
//!
//! A shell that is not installed is skipped with a line on standard error.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support;

/// The lines that complete, and what must be offered: a value, and a word of its
/// description.
const OFFERS: &[(&str, &str, &str)] = &[
    ("aicloud wh", "where", "every cloud"),
    ("aicloud compare --avail", "--available", "one of the clouds"),
    ("aicloud where gpt-oss-12", "gpt-oss-120b", "OpenAI"),
    ("aicloud where openai/gpt-oss-12", "openai/gpt-oss-120b", "OpenAI"),
    ("aicloud compare --cloud google-cl", "google-cloud", "cloud"),
    ("aicloud compare --cloud aws,azu", "aws,azure", "Microsoft Azure"),
    ("aicloud compare --vendor anthr", "anthropic", "products"),
    ("aicloud compare --segment us-nat", "us-national-security", "us-government"),
    ("aicloud may aws --according-to startupf", "startupfortune-2026-04-28", "press"),
    ("aicloud show msoa-2026-04-any", "msoa-2026-04-any-cloud", "any cloud"),
    ("aicloud timeline microsoft-openai-2026-0", "microsoft-openai-2026-04", "amended"),
    ("aicloud compare --as-of 2026-04-2", "2026-04-27", "amended"),
    ("aicloud may gpt-5.5 orac", "oracle", "Oracle"),
    ("aicloud -o mark", "markdown", ""),
    ("aicloud data schema agr", "agreements", "agreements/"),
    ("aicloud data schema output.expi", "output.expiring", ""),
    ("aicloud man watchl", "watchlist", "questions"),
    ("aicloud where --data tests/cmd/fixture-data anv", "anvil-1", "Anvil"),
];

/// What must not be offered: a cloud where there is one already.
const NOT: (&str, &str) = ("aicloud may aws ora", "oracle");

fn directory(name: &str) -> PathBuf {
    support::scratch(Path::new("shells").join(name))
}

/// A shell in the repository with the program on its path; nothing where it is
/// not installed.
fn shell(name: &str, home: &Path) -> Option<Command> {
    if Command::new(name).arg("--version").stdout(Stdio::null()).status().is_err() {
        eprintln!("skipped: {name} is not installed here");
        return None;
    }
    let mut shell = support::shell(name);
    shell.env("HOME", home).stdin(Stdio::null());
    Some(shell)
}

fn said(shell: &mut Command) -> String {
    let done = shell.output().unwrap();
    let told = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{told}");
    String::from_utf8(done.stdout).unwrap()
}

/// Checks each line against what a shell offered for it.
fn check(offered: impl Fn(&str) -> Vec<String>, described: bool) {
    for (line, value, says) in OFFERS {
        let offers = offered(line);
        let fits = |offer: &String| {
            let (word, text) = offer.split_once('\t').unwrap_or((offer, ""));
            word.trim_end() == *value && (!described || text.contains(says))
        };
        assert!(offers.iter().any(fits), "`{line}` does not offer {value} ({says}): {offers:?}");
    }
    let offers = offered(NOT.0);
    assert!(!offers.iter().any(|offer| offer.starts_with(NOT.1)), "{offers:?}");
}

#[test]
fn bash_completes() {
    let home = directory("bash");
    // What bash itself does when the key is pressed, in the words of its manual.
    let script = r#"
source <(aicloud completions bash)
line=$1
read -ra COMP_WORDS <<< "$line"
COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
COMP_LINE=$line COMP_POINT=${#line} COMP_TYPE=9
function=$(complete -p aicloud | sed 's/.*-F \([^ ]*\).*/\1/')
$function aicloud "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
printf '%s\n' "${COMPREPLY[@]}"
"#;
    if shell("bash", &home).is_none() {
        return;
    }
    let offered = |line: &str| -> Vec<String> {
        let mut bash = shell("bash", &home).unwrap();
        let text = said(bash.args(["--norc", "-c", script, "bash", line]));
        text.lines().map(str::to_owned).collect()
    };
    check(offered, false);
}

#[test]
fn fish_completes() {
    let home = directory("fish");
    let Some(_) = shell("fish", &home) else { return };
    let offered = |line: &str| -> Vec<String> {
        let script = format!("aicloud completions fish | source; complete -C '{line}'");
        let mut fish = shell("fish", &home).unwrap();
        said(fish.args(["--no-config", "-c", &script])).lines().map(str::to_owned).collect()
    };
    check(offered, true);
}

/// Zsh completes only in its line editor, so it gets a terminal of its own: each
/// line is typed, the key pressed, and the line that comes of it written down with
/// what was offered on the way.
const ZSH: &str = r#"
zmodload zsh/zpty
rm -f $HOME/offered $HOME/buffer
cat > $HOME/setup <<'END'
PROMPT= RPROMPT=
unsetopt zle_bracketed_paste beep
autoload -U compinit
compinit -u -d $HOME/zcompdump
source <(aicloud completions zsh)
whole() { print -r -- "$BUFFER" > $HOME/buffer; BUFFER=; }
zle -N whole
bindkey '^X' whole
autoload +X -U _describe
functions -c _describe _described
_describe() { print -rl -- "${(@P)@[-1]}" > $HOME/offered; _described "$@"; }
END
zpty z zsh -f -i
zpty -w z "source $HOME/setup; print READY"
zpty -r -m z seen '*READY*'
for line; do
  rm -f $HOME/offered $HOME/buffer
  zpty -w -n z "$line"$'\t'$'\x18'
  for i in {1..200}; do
    [[ -s $HOME/buffer ]] && break
    zpty -r -t z seen
    sleep 0.05
  done
  print -r -- "= $(<$HOME/buffer)"
  [[ -s $HOME/offered ]] && print -r -- "$(<$HOME/offered)"
done
zpty -d z
"#;

#[test]
fn zsh_completes() {
    let home = directory("zsh");
    let Some(mut zsh) = shell("zsh", &home) else { return };
    let lines = OFFERS.iter().map(|(line, ..)| *line).chain([NOT.0]);
    let text = said(zsh.args(["-f", "-c", ZSH, "zsh"]).args(lines.clone()));
    let told: Vec<&str> = text.split("= ").filter(|told| !told.is_empty()).collect();
    assert_eq!(told.len(), lines.clone().count(), "{text}");
    let told: Vec<(&str, &str)> = lines.zip(told).collect();
    let offered = |line: &str| -> Vec<String> {
        let (_, told) = told.iter().find(|(typed, _)| *typed == line).unwrap();
        let offers = told.lines().skip(1);
        offers.map(|offer| offer.replacen(':', "\t", 1)).collect()
    };
    check(offered, true);
    let typed = told.iter().find(|(line, _)| line.ends_with("gpt-oss-12")).unwrap();
    assert!(typed.1.starts_with("aicloud where gpt-oss-120b \n"), "{typed:?}");
}

/// Put where zsh looks for functions, the script completes at the first press.
#[test]
fn zsh_completes_from_its_own_directory() {
    let home = directory("zsh-fpath");
    let Some(mut zsh) = shell("zsh", &home) else { return };
    let functions = home.join("functions");
    fs::create_dir_all(&functions).unwrap();
    let mut program = shell(support::PROGRAM, &home).unwrap();
    fs::write(functions.join("_aicloud"), said(program.args(["completions", "zsh"]))).unwrap();
    let script = ZSH.replace("source <(aicloud completions zsh)", "").replace(
        "autoload -U compinit\n",
        "fpath=($HOME/functions $fpath)\nautoload -U compinit\n",
    );
    let text = said(zsh.args(["-f", "-c", &script, "zsh", "aicloud where gpt-oss-12"]));
    assert!(text.starts_with("= aicloud where gpt-oss-120b "), "{text}");
}

#[test]
fn a_script_that_stands_alone_is_understood_by_its_shell() {
    let home = directory("alone");
    for (name, check) in [("bash", "-n"), ("zsh", "-n"), ("fish", "-n")] {
        let Some(mut real) = shell(name, &home) else { continue };
        let mut program = shell(support::PROGRAM, &home).unwrap();
        let script = said(program.args(["completions", name, "--static"]));
        assert!(script.contains("watchlist") && script.contains("known-by"), "{name}");
        let file = home.join(name);
        fs::write(&file, script).unwrap();
        said(real.arg(check).arg(&file));
    }
}

#[test]
fn a_manual_page_is_one_that_man_reads() {
    let home = directory("man");
    let mut program = shell(support::PROGRAM, &home).unwrap();
    said(program.args(["man", "--out"]).arg(home.join("man1")));
    let pages = fs::read_dir(home.join("man1")).unwrap().count();
    assert!(pages > 20, "{pages} pages");
    if Command::new("man").arg("--version").stdout(Stdio::null()).status().is_err() {
        eprintln!("skipped: man is not installed here");
        return;
    }
    for page in fs::read_dir(home.join("man1")).unwrap() {
        let path = page.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let mut man = shell("man", &home).unwrap();
        man.args(["--warnings", "-E", "UTF-8", "-l", "-P", "cat"]).arg(&path).env("MANWIDTH", "80");
        let done = man.output().unwrap();
        let told = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success() && told.is_empty(), "{name}: {told}");
        let text = String::from_utf8_lossy(&done.stdout);
        for section in ["NAME", "SYNOPSIS", "EXAMPLES", "DESCRIPTION", "OPTIONS OF EVERY COMMAND"] {
            let found = text.lines().any(|line| line == section);
            let group = ["aicloud-data", "aicloud-config"].contains(&&*name);
            assert!(found || (group && section == "EXAMPLES"), "{name} has no {section}:\n{text}");
        }
    }
}
