//! Files that take each other's place, never half.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

/// What SQLite may keep beside a database.
const BESIDE: [&str; 3] = ["-journal", "-wal", "-shm"];

/// A file that is being written, empty at first and for our eyes only: it holds what members wrote.
/// Dropped, it is gone, with whatever SQLite keeps beside it.
#[derive(Debug)]
pub(super) struct Part {
    path: PathBuf,
}

impl Part {
    /// Begins one, in place of what an attempt left that was cut off.
    pub(super) fn new(path: PathBuf) -> anyhow::Result<Self> {
        if let Some(folder) = path.parent() {
            make_folder(folder)?;
        }
        let part = Self { path };
        let begin = || {
            part.remove()?;
            only_ours(OpenOptions::new().write(true).create_new(true)).open(&part.path)
        };
        begin().with_context(|| format!("cannot write {}", part.path.display()))?;
        Ok(part)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives it its name, for good.
    pub(super) fn put(self, to: &Path) -> anyhow::Result<()> {
        let put = || {
            File::open(&self.path)?.sync_all()?;
            fs::rename(&self.path, to)?;
            sync_folder(to)
        };
        put().with_context(|| format!("cannot write {}", to.display()))
    }

    /// Puts it in the place of the database `current`, which is kept as `old`. The log of the current
    /// one must have been folded, unless it is damaged: then it is kept beside `old`, and none is left
    /// to meet the new one. Cut off at any step, either the current one or the new one is there.
    pub(super) fn replace(self, current: &Path, old: &Path) -> anyhow::Result<()> {
        let replace = || {
            File::open(&self.path)?.sync_all()?;
            if current.exists() {
                keep(current, old)?;
            }
            for ending in BESIDE {
                let beside = ending_in(current, ending);
                if beside.exists() && ending != "-shm" {
                    fs::copy(&beside, ending_in(old, ending))?;
                }
            }
            sync_folder(current)?;
            for ending in BESIDE {
                remove(&ending_in(current, ending))?;
            }
            fs::rename(&self.path, current)?;
            sync_folder(current)
        };
        replace().with_context(|| format!("cannot replace {}", current.display()))
    }

    fn remove(&self) -> io::Result<()> {
        for ending in BESIDE {
            remove(&ending_in(&self.path, ending))?;
        }
        remove(&self.path)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // What cannot be removed now is when the next attempt begins.
        let _ = self.remove();
    }
}

/// The same name with something after it.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    ending_in(path, &format!(".{ending}"))
}

/// Whether both names are of one file.
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// Makes a folder, for our eyes only where there was none.
pub(super) fn make_folder(folder: &Path) -> anyhow::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder
        .create(folder)
        .with_context(|| format!("cannot create {}", folder.display()))
}

/// Another name for a file; where the file system knows no second names, a copy.
fn keep(current: &Path, old: &Path) -> io::Result<()> {
    if fs::hard_link(current, old).is_ok() {
        return Ok(());
    }
    fs::copy(current, old)?;
    File::open(old)?.sync_all()
}

fn ending_in(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path.as_os_str());
    name.push(ending);
    name.into()
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

fn only_ours(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
}

fn sync_folder(of: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = of.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
