//! What the caller expects of the data: a version, and an age.

use crate::dates;
use aicloud_core::catalog::Basis;
use aicloud_core::failure::{Failure, FailureKind};
use aicloud_core::model::Day;

/// The fewest digits of a hash that name a version.
const FEWEST: usize = 8;
/// Days after which the built-in data is called old.
const OLD: i32 = 60;

/// What the caller expects of the data, as written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Expected<'a> {
    /// The hash of its version, or the first digits of it.
    pub basis: Option<&'a str>,
    /// The most days that it may end before the asked one.
    pub max_age: Option<&'a str>,
}

/// Refuses data that is not what `--expect-basis` and `--max-age` ask for. Ages
/// count up to the day that is asked about.
///
/// # Errors
/// Data of another version, data that is too old, and options that are no hash
/// or no number of days.
pub fn check(expected: Expected<'_>, basis: &Basis, as_of: Day) -> Result<(), Failure> {
    if let Some(hash) = expected.basis {
        version(hash, basis)?;
    }
    if let Some(most) = expected.max_age {
        let (most, age) = (dates::days(most)?, as_of.since(basis.newest));
        if age > most {
            let message = format!(
                "the data ends on {}, {age} days before {as_of}; --max-age allows {most}",
                basis.newest
            );
            return Err(refused("data-too-old", message, newer()));
        }
    }
    Ok(())
}

fn version(expected: &str, basis: &Basis) -> Result<(), Failure> {
    let expected = expected.to_lowercase();
    if expected.len() < FEWEST || !expected.bytes().all(|b| b.is_ascii_hexdigit()) {
        let shown = crate::names::shown(&expected);
        let message = format!("`{shown}` is no hash of data");
        let hint = format!("write at least {FEWEST} digits of it: aicloud data basis");
        return Err(Failure::usage("bad-basis", message, hint));
    }
    if basis.hash.starts_with(&expected) {
        return Ok(());
    }
    let message = format!("the data is {}, not {expected} as expected", basis.short());
    let hint = "look what has changed and expect the new one: aicloud data basis".to_owned();
    Err(refused("basis-differs", message, hint))
}

fn refused(code: &'static str, message: String, hint: String) -> Failure {
    Failure { kind: FailureKind::Data, code, message, hint }
}

fn newer() -> String {
    "get a newer release, or name a newer checkout of its data directory by --data".to_owned()
}

/// What is said of built-in data that ends long before the day that is asked
/// about; nothing while it does not.
pub fn old(basis: &Basis, as_of: Day) -> Option<String> {
    let age = as_of.since(basis.newest);
    let told =
        || format!("the data ends on {}, {age} days before {as_of}; {}", basis.newest, newer());
    (age > OLD).then(told)
}
