//! Where the answer goes: standard output, or a file that appears whole or not
//! at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::exit::Failure;

/// Where the answer goes.
pub enum Sink<'w> {
    /// Standard output.
    Stream(&'w mut dyn Write),
    /// A file beside the wanted one, which takes its place at the end.
    File(PendingFile),
}

/// A file being written under another name.
pub struct PendingFile {
    writer: Option<BufWriter<File>>,
    temporary: PathBuf,
    wanted: PathBuf,
}

impl<'w> Sink<'w> {
    /// Opens the sink: the file where one is named.
    ///
    /// # Errors
    /// When the file cannot be created.
    pub fn open(out: Option<&Path>, stream: &'w mut dyn Write) -> Result<Self, Failure> {
        let Some(wanted) = out else { return Ok(Self::Stream(stream)) };
        let failed = |error: io::Error| {
            Failure::input_output(format!("cannot write {}: {error}", wanted.display()))
        };
        let Some(name) = wanted.file_name().filter(|_| !wanted.is_dir()) else {
            let message = format!("cannot write {}: it is not a file", wanted.display());
            return Err(Failure::input_output(message));
        };
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}.tmp", std::process::id()));
        let temporary = wanted.with_file_name(hidden);
        let writer = BufWriter::new(File::create(&temporary).map_err(failed)?);
        Ok(Self::File(PendingFile {
            writer: Some(writer),
            temporary,
            wanted: wanted.to_path_buf(),
        }))
    }

    /// Writes text.
    ///
    /// # Errors
    /// As the stream or the file.
    pub fn write(&mut self, text: &str) -> io::Result<()> {
        match self {
            Self::Stream(stream) => stream.write_all(text.as_bytes()),
            Self::File(file) => match &mut file.writer {
                Some(writer) => writer.write_all(text.as_bytes()),
                None => Ok(()),
            },
        }
    }

    /// Ends the answer: the file takes its name only now.
    ///
    /// # Errors
    /// As the stream or the file.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Self::Stream(stream) => stream.flush(),
            Self::File(mut file) => {
                if let Some(writer) = file.writer.take() {
                    writer.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
                }
                fs::rename(&file.temporary, &file.wanted)
            }
        }
    }
}

impl Drop for PendingFile {
    fn drop(&mut self) {
        // After a rename there is nothing left to remove, and a leftover of a
        // failed write is all that can be lost here.
        let _ = fs::remove_file(&self.temporary);
    }
}
