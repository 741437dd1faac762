//! A file or standard input to text: bounded in length and in depth.

use std::fs::File;
use std::io::{self, BufRead, Read};
use std::path::Path;

use crate::format::{CatalogueFormat, refuse};
use crate::json::NotTheFormat;
use aicloud_core::failure::Failure;

/// The largest catalogue that is read, in bytes; the largest published one has
/// a twentieth of it.
const LARGEST: u64 = 64 << 20;
/// The deepest nesting; the published formats have seven levels.
const DEEPEST: usize = 64;

/// The text of a file, or of standard input where it is `-`.
///
/// # Errors
/// A file that cannot be read, or one that is no text of a sensible size.
pub fn text(
    format: CatalogueFormat,
    file: &Path,
    input: &mut dyn BufRead,
) -> Result<String, Failure> {
    let unreadable = |error: io::Error| {
        Failure::input_output(format!("cannot read {}: {error}", file.display()))
    };
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        input.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    } else {
        let opened = File::open(file).map_err(unreadable)?;
        opened.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    }
    sound(bytes).map_err(|wrong| refuse(format, &wrong))
}

/// Bytes as text, where they are one that may be parsed without fear.
fn sound(bytes: Vec<u8>) -> Result<String, NotTheFormat> {
    if bytes.len() as u64 > LARGEST {
        let most = LARGEST >> 20;
        return Err(NotTheFormat::new(format!("it is larger than {most} MB")));
    }
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let place = Some(place(error.as_bytes(), valid));
        NotTheFormat { message: "it is not UTF-8".to_owned(), place }
    })?;
    // Some tools put a mark of the byte order in front.
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    if text.trim().is_empty() {
        return Err(NotTheFormat::new("it is empty"));
    }
    if let Some(at) = too_deep(text.as_bytes()) {
        let message = format!("it is nested deeper than {DEEPEST} levels");
        return Err(NotTheFormat { message, place: Some(place(text.as_bytes(), at)) });
    }
    Ok(text)
}

/// Where brackets outside of strings open more often than a catalogue would.
fn too_deep(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => depth += 1,
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Some(at);
        }
    }
    None
}

/// Line and column of a byte, counted from one.
fn place(bytes: &[u8], at: usize) -> (usize, usize) {
    let before = bytes.get(..at).unwrap_or(bytes);
    let line = before.split(|byte| *byte == b'\n').count();
    let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(mut input: impl BufRead) -> String {
        let failure = text(CatalogueFormat::Litellm, Path::new("-"), &mut input).unwrap_err();
        assert_eq!(failure.code, "not-the-format");
        failure.message
    }

    #[test]
    fn brackets_without_end_stop_at_the_limits() {
        // A gigabyte of brackets is never held: reading stops past the limit.
        let endless = io::BufReader::new(io::repeat(b'[').take(1 << 30));
        assert_eq!(read(endless), "this is not litellm: it is larger than 64 MB");
        let deep = io::BufReader::new(io::repeat(b'[').take(1 << 20));
        let message = "this is not litellm: it is nested deeper than 64 levels, line 1 column 65";
        assert_eq!(read(deep), message);
    }

    #[test]
    fn brackets_in_a_string_are_no_nesting() {
        let text = format!("{{\"a\": \"\\\"{}\"}}", "[".repeat(1000));
        assert_eq!(sound(text.clone().into_bytes()).unwrap(), text);
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_place() {
        assert_eq!(read(&b"\xff"[..]), "this is not litellm: it is not UTF-8, line 1 column 1");
        assert_eq!(read(&b" \n"[..]), "this is not litellm: it is empty");
        assert_eq!(sound(b"\xef\xbb\xbf{}".to_vec()).unwrap(), "{}");
    }
}
