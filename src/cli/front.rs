//! The front page: what `aicloud` is asked, grouped by question.

/// What every front page begins with.
macro_rules! opening {
    () => {
        "\
Which cloud may sell which AI product, does it, since when, at what price, and
on what evidence. Built from public statements, which are not the contracts.

  aicloud compare                                products down, clouds across
  aicloud where gpt-5.5                          every cloud for one product
  aicloud may aws gpt-5.5 --require ga && ./ship a gate for scripts
  aicloud may aws frontier --as-of 2026-03-25 --explain
  aicloud cost gpt-oss-120b --input 10M --output 2M
  aicloud diff 2026-04-26 2026-04-28             what changed, and why
  aicloud audit aws-oss-r1 --explain             is that claim true?

Ask        compare   products by cloud        where      one product, all clouds
           may       one decision, proof      when       its history
Money      price     list prices              cost       a workload, per cloud
           audit     a vendor's claim
Evidence   conflicts sources that disagree    diff       between two dates
           timeline  events in order          expiring   what ends soon
           watchlist open questions           report     it all, as a web page
Look up    list      records of one kind      show       one record, by any id
Data       data      validate, schema, stats, coverage, export, import
Shell      config    settings, and whence     completions, man
"
    };
}

/// The front page in short.
pub const SHORT: &str = concat!(
    opening!(),
    "
One command:        aicloud COMMAND -h         everything about it: --help
Options everywhere: aicloud --help
"
);

/// The front page in full: every option that every command has.
pub const LONG: &str = concat!(
    opening!(),
    "
Options everywhere
  -o, --output FMT     table json jsonl csv tsv yaml markdown; some have ics too
      --columns A,B    choose and order columns; a wrong name lists them all
      --json A,B       the same, as JSON
      --as-of DATE     true on that day      2026-04-27  2026-04  today  90d
      --known-by DATE  using only what had been published by that day
      --segment S      commercial  us-government  us-national-security
      --region R       as the cloud writes it: us-gov-west-1, swedencentral
      --evidence E     primary press analyst catalogue inferred: the weakest
                       class of source to believe
      --according-to S believe only this source; repeat for more
      --data DIR       instead of the built-in data   --overlay DIR  on top
      --expect-basis H fail unless the data is this version: data basis tells it
      --max-age 90d    fail where the data ends longer before the asked day
      --out FILE       write to a file instead, whole or not at all
      --wide           do not fold       --no-header     --no-pager
      --color WHEN     auto always never                 --hyperlink WHEN
  -h, --help           short, long
  -V, --version        with --verbose: commit, data and its date

Each has an environment variable, AICLOUD_SEGMENT and so on, and most a line in
aicloud.toml, in the project or in ~/.config/aicloud: aicloud config show.

Exit  0 yes, done  1 no  2 usage, unknown id  3 contested  4 unknown
      5 data invalid  6 input or output.   Only may and --exit-code use 1, 3, 4.
"
);

/// The examples of the front page.
pub fn examples() -> impl Iterator<Item = &'static str> {
    LONG.lines().filter(|line| line.starts_with("  aicloud "))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::{LONG, SHORT};

    #[test]
    fn the_front_page_names_every_command_and_every_common_option() {
        let command = crate::cli::Cli::command();
        for page in [SHORT, LONG] {
            for name in command.get_subcommands().map(clap::Command::get_name) {
                let words = |line: &str| line.split([' ', ',']).any(|word| word == name);
                let listed = page.lines().skip_while(|line| !line.starts_with("Ask"));
                assert!(listed.take_while(|line| !line.is_empty()).any(words), "{name}");
            }
            assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
        }
        let flags = command.get_arguments().filter(|arg| !arg.is_hide_set());
        for flag in flags.filter_map(clap::Arg::get_long) {
            assert!(LONG.contains(&format!("--{flag}")), "--{flag}");
        }
    }
}
