//! Where reports go: the standard output, or a file that appears when it is complete.

use super::args::RunArgs;
use super::{CliError, interrupt, unwritable};
use crate::batch::hidden_beside;
use anstream::{AutoStream, ColorChoice, StripStream};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// The output of a command. A file that was not [finished](Output::finish) leaves nothing behind.
pub(super) struct Output {
    writer: Box<dyn Write>,
    /// The unfinished file and the name that it will have.
    pending: Option<(PathBuf, PathBuf)>,
    /// Whether it goes on when nobody reads it any more.
    outlives_reader: bool,
}

impl Output {
    /// The output that the arguments ask for.
    pub fn of(args: &RunArgs, prose: bool) -> Result<Self, CliError> {
        match args.output() {
            None => Ok(Self::stdout(prose, args.color.choice())),
            Some(path) => Self::file(path, prose).map_err(|error| unwritable(path, &error)),
        }
    }

    /// The same for a run whose exit code counts: it goes on when the reader has enough («| head»).
    pub fn of_gate(args: &RunArgs, prose: bool) -> Result<Self, CliError> {
        let mut output = Self::of(args, prose)?;
        output.outlives_reader = true;
        Ok(output)
    }

    /// The standard output. Prose may be coloured; data are written as they are.
    pub fn stdout(prose: bool, color: ColorChoice) -> Self {
        let stdout = io::stdout().lock();
        let writer: Box<dyn Write> =
            if prose { Box::new(AutoStream::new(stdout, color)) } else { Box::new(BufWriter::new(stdout)) };
        Self::new(writer, None)
    }

    fn new(writer: Box<dyn Write>, pending: Option<(PathBuf, PathBuf)>) -> Self {
        Self { writer, pending, outlives_reader: false }
    }

    /// A file: written beside its place under another name, then renamed.
    pub fn file(path: &Path, prose: bool) -> io::Result<Self> {
        let named = path;
        // A link is written through; a device or a pipe cannot be replaced by a file.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if fs::metadata(&path).is_ok_and(|known| !known.is_file() && !known.is_dir()) {
            let file = OpenOptions::new().write(true).open(&path)?;
            return Ok(Self::new(uncoloured(file, prose), None));
        }
        if path.is_dir() || path.file_name().is_none() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, format!("{} is a folder", path.display())));
        }
        let part = hidden_beside(&path, &format!(".{}.part", std::process::id()));
        interrupt::unfinished(&part, named);
        let file = OpenOptions::new().write(true).create_new(true).open(&part);
        let file = file.inspect_err(|_| interrupt::finished(&part))?;
        let output = Self::new(uncoloured(file, prose), Some((part, path)));
        // A file that is replaced keeps who may read and write it.
        if let Some((part, path)) = &output.pending
            && let Ok(known) = fs::metadata(path)
        {
            fs::set_permissions(part, known.permissions())?;
        }
        Ok(output)
    }

    /// Whether a file can be written, found out before hours of work are spent: begins it and takes it away again. Who reads
    /// a named pipe would leave when it is closed: it is opened once, for what is written.
    pub fn probe(path: &Path) -> io::Result<()> {
        if is_pipe(path) {
            return Ok(());
        }
        let output = Self::file(path, false)?;
        if let Some((part, _)) = &output.pending {
            interrupt::finished(part);
        }
        Ok(())
    }

    /// Writes a piece.
    pub fn write(&mut self, piece: &str) -> io::Result<()> {
        self.write_bytes(piece.as_bytes())
    }

    /// Writes a piece that is text already.
    pub fn write_bytes(&mut self, piece: &[u8]) -> io::Result<()> {
        let written = self.writer.write_all(piece);
        self.heard(written)
    }

    /// What became of a piece, where it is no matter that nobody reads it.
    fn heard(&mut self, written: io::Result<()>) -> io::Result<()> {
        match written {
            Err(error) if self.outlives_reader && error.kind() == io::ErrorKind::BrokenPipe => {
                self.writer = Box::new(io::sink());
                Ok(())
            }
            written => written,
        }
    }

    /// Writes out what is left and gives a file its name.
    pub fn finish(mut self) -> io::Result<()> {
        let written = self.writer.flush();
        self.heard(written)?;
        if let Some((part, path)) = &self.pending {
            fs::rename(part, path)?;
            interrupt::finished(part);
            self.pending = None;
        }
        Ok(())
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Some((part, _)) = &self.pending {
            let _ = fs::remove_file(part);
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

#[cfg(unix)]
fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    fs::metadata(path).is_ok_and(|known| known.file_type().is_fifo())
}

#[cfg(not(unix))]
fn is_pipe(_: &Path) -> bool {
    false
}

fn uncoloured(file: File, prose: bool) -> Box<dyn Write> {
    if prose { Box::new(StripStream::new(file)) } else { Box::new(BufWriter::new(file)) }
}
