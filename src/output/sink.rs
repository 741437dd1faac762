//! Where the answer goes: standard output, or a file that appears whole or not
//! at all.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use aicloud_core::failure::Failure;

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
    temporary: Option<PathBuf>,
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
        // A link is written through, so that it stays a link.
        let wanted = fs::canonicalize(wanted).unwrap_or_else(|_| wanted.to_path_buf());
        let found = fs::metadata(&wanted).ok();
        if found.as_ref().is_some_and(|found| !found.is_file() && !found.is_dir()) {
            // A device or a pipe has no old content that could be lost.
            let writer =
                BufWriter::new(OpenOptions::new().write(true).open(&wanted).map_err(failed)?);
            return Ok(Self::File(PendingFile { writer: Some(writer), temporary: None, wanted }));
        }
        let Some(name) = wanted.file_name().filter(|_| !wanted.is_dir()) else {
            let message = format!("cannot write {}: it is not a file", wanted.display());
            return Err(Failure::input_output(message));
        };
        let (temporary, file) = beside(&wanted, name).map_err(failed)?;
        if let Some(found) = found {
            file.set_permissions(found.permissions()).map_err(failed)?;
        }
        let writer = Some(BufWriter::new(file));
        Ok(Self::File(PendingFile { writer, temporary: Some(temporary), wanted }))
    }

    /// Hands on what was written, for a reader who waits for each answer.
    ///
    /// # Errors
    /// As the stream.
    pub fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stream(stream) => stream.flush(),
            Self::File(_) => Ok(()),
        }
    }

    /// Writes text.
    ///
    /// # Errors
    /// As the stream or the file.
    pub fn write(&mut self, text: &str) -> io::Result<()> {
        match self {
            Self::Stream(stream) => stream.write_all(text.as_bytes()),
            Self::File(file) => match &mut file.writer {
                Some(writer) => {
                    let written = writer.write_all(text.as_bytes());
                    written.map_err(|error| named(&file.wanted, &error))
                }
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
            Self::File(mut file) => file.finish().map_err(|error| named(&file.wanted, &error)),
        }
    }
}

/// A new file beside the wanted one. A leftover of an earlier run that was
/// killed may have the first name.
fn beside(wanted: &Path, name: &OsStr) -> io::Result<(PathBuf, File)> {
    let mut last = io::Error::other("no free name for a temporary file");
    for attempt in 0..100 {
        let mut hidden = OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}-{attempt}.tmp", std::process::id()));
        let temporary = wanted.with_file_name(hidden);
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Ok(file) => return Ok((temporary, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

impl PendingFile {
    fn finish(&mut self) -> io::Result<()> {
        if let Some(writer) = self.writer.take() {
            let written = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
            if self.temporary.is_some() {
                written.sync_all()?;
            }
        }
        if let Some(temporary) = &self.temporary {
            fs::rename(temporary, &self.wanted)?;
        }
        self.temporary = None;
        Ok(())
    }
}

/// An error that names the file.
fn named(file: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", file.display()))
}

impl Drop for PendingFile {
    fn drop(&mut self) {
        if let Some(temporary) = &self.temporary {
            // The leftover of a failed write is all that can be lost here.
            let _ = fs::remove_file(temporary);
        }
    }
}
