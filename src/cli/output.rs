//! Where reports go: the standard output, or a file that appears when it is complete.

use super::args::RunArgs;
use super::{CliError, interrupt, unwritable};
use crate::batch::hidden_beside;
use crate::report::one_line;
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
        let path = match Place::of(path)? {
            Place::Open(path) => return Ok(Self::new(uncoloured(open(&path)?, prose), None)),
            Place::File(path) => path,
        };
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

    /// Whether an output is written beside its place and then renamed.
    pub fn is_replaced(path: &Path) -> bool {
        Place::of(path).is_ok_and(|place| matches!(place, Place::File(path) if !path.is_dir()))
    }

    /// The file that an output becomes: links are followed, to what is not there yet as well.
    pub fn place(path: &Path) -> PathBuf {
        Place::of(path).map_or_else(|_| path.to_owned(), |(Place::File(path) | Place::Open(path))| path)
    }

    /// Makes sure that no two outputs are one file.
    pub fn distinct(written: &[&Path]) -> Result<(), CliError> {
        let places: Vec<PathBuf> = written.iter().map(|path| Self::place(path)).collect();
        let twice = (0..places.len()).find(|&at| places[..at].contains(&places[at]));
        twice.map_or(Ok(()), |at| {
            let name = one_line(&written[at].to_string_lossy());
            Err(CliError::Usage(format!("{name} would be written twice")))
        })
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

/// Links that are followed; the system gives up at as many.
const MOST_LINKS: usize = 40;

/// Where an output stands when all links are followed.
enum Place {
    /// A file, which can be replaced.
    File(PathBuf),
    /// A device, a pipe or what the process holds open: other programs write there too, so that it is opened as it is.
    Open(PathBuf),
}

impl Place {
    fn of(path: &Path) -> io::Result<Self> {
        let mut path = path.to_owned();
        for _ in 0..MOST_LINKS {
            let Some(name) = path.file_name().map(ToOwned::to_owned) else { return Ok(Self::File(path)) };
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            // Nothing can be written into a folder that is not there: creating the file says so.
            let Ok(folder) = fs::canonicalize(folder) else { return Ok(Self::File(path)) };
            path = folder.join(name);
            match fs::read_link(&path) {
                // What a link below /proc says is no path to go on with.
                Ok(target) if !folder.starts_with("/proc") => path = folder.join(target),
                _ if holds_devices(&folder) => return Ok(Self::Open(path)),
                _ if fs::metadata(&path).is_ok_and(|known| !known.is_file() && !known.is_dir()) => {
                    return Ok(Self::Open(path));
                }
                _ => return Ok(Self::File(path)),
            }
        }
        Err(io::Error::other("too many links lead to each other"))
    }
}

/// Whether what stands in a folder is no file, whatever the system says of it: a link below /proc leads to the file that a
/// shell redirected the output to, which must go on behind what is in it. /dev/shm is a folder like others.
fn holds_devices(folder: &Path) -> bool {
    cfg!(unix) && (folder.starts_with("/proc") || folder.starts_with("/dev") && !folder.starts_with("/dev/shm"))
}

/// Opens what is no file of its own. The standard streams are shared with whoever else writes there, with the place that was
/// reached; what another open file leads to is written at its end.
fn open(path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd as _;
        let streams = ["/proc/self/fd", "/dev/fd"].map(|folder| fs::canonicalize(folder).ok());
        if path.parent().is_some_and(|folder| streams.iter().flatten().any(|streams| streams == folder)) {
            match path.file_name().and_then(|name| name.to_str()) {
                Some("1") => return Ok(io::stdout().as_fd().try_clone_to_owned()?.into()),
                Some("2") => return Ok(io::stderr().as_fd().try_clone_to_owned()?.into()),
                _ => {}
            }
        }
    }
    let is_file = fs::metadata(path).is_ok_and(|known| known.is_file());
    OpenOptions::new().write(true).append(is_file).open(path)
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
