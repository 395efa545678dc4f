//! Files that take each other's place, never half.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

/// What SQLite may keep beside a database.
const BESIDE: [&str; 3] = ["-journal", "-wal", "-shm"];
/// By which a backup that is being written is known as ours.
const PART: &str = ".salon-part";

/// A file that is being written, empty at first and for our eyes only: it holds what members wrote.
/// Dropped, it is gone, with whatever SQLite keeps beside it.
#[derive(Debug)]
pub(super) struct Part {
    path: PathBuf,
    /// Locked as long as it is being written; the kernel unlocks it even after `kill -9`.
    lock: Option<File>,
}

impl Part {
    /// Begins one beside `to` that is nobody else's, however many write there, and removes what those
    /// left that were killed.
    pub(super) fn beside(to: &Path) -> anyhow::Result<Self> {
        let folder = to.parent().filter(|folder| *folder != Path::new(""));
        let folder = folder.unwrap_or(Path::new("."));
        make_folder(folder)?;
        sweep(folder);
        let pid = std::process::id();
        let mut names = (1..).map(|number: u32| ending_in(to, &format!(".{pid}-{number}{PART}")));
        // Another machine or container may have the same pid.
        let begun = names.find_map(|path| match claim(&path) {
            Ok(lock) => lock.map(|lock| Ok((path, Some(lock)))),
            Err(error) => Some(Err(error)),
        });
        let begun = begun.unwrap_or_else(|| Err(io::ErrorKind::AlreadyExists.into()));
        let (path, lock) = begun.with_context(|| format!("cannot write {}", to.display()))?;
        Ok(Self { path, lock })
    }

    /// Begins one that only whoever holds the lock of the folder writes, in place of what an attempt
    /// left that was cut off.
    pub(super) fn new(path: PathBuf) -> anyhow::Result<Self> {
        if let Some(folder) = path.parent() {
            make_folder(folder)?;
        }
        let part = Self { path, lock: None };
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

    /// Gives it a name for good; `false` where something else has it.
    pub(super) fn put(&self, to: &Path) -> anyhow::Result<bool> {
        let put = || {
            File::open(&self.path)?.sync_all()?;
            match fs::hard_link(&self.path, to) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
                // The file system knows no second names.
                Err(_) if is_taken(to) => return Ok(false),
                Err(_) => fs::rename(&self.path, to)?,
                Ok(()) => {}
            }
            sync_folder(to)?;
            Ok::<_, io::Error>(true)
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
        // Not earlier: whoever sweeps may have it from now on.
        drop(self.lock.take());
    }
}

/// The same name with something after it.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    ending_in(path, &format!(".{ending}"))
}

/// Whether there is anything by that name.
pub(super) fn is_taken(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Creates a file and locks it; `None` where there is one already.
fn claim(path: &Path) -> io::Result<Option<File>> {
    let file = match only_ours(OpenOptions::new().write(true).create_new(true)).open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(None),
        file => file?,
    };
    // Whoever sweeps may have taken it for a leftover before it was locked. Where files cannot be
    // locked, nobody sweeps either.
    let is_swept = has_locks() && file.lock().is_ok() && !is_at(&file, path);
    Ok((!is_swept).then_some(file))
}

/// Removes what backups left that were killed: nobody has it locked. What cannot be removed now is
/// before the next one.
fn sweep(folder: &Path) {
    if !has_locks() {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if !is_file || !entry.file_name().to_str().is_some_and(is_ours) {
            continue;
        }
        let path = entry.path();
        let Ok(lock) = OpenOptions::new().write(true).open(&path) else {
            continue;
        };
        if lock.try_lock().is_ok() && is_at(&lock, &path) {
            drop(Part {
                path,
                lock: Some(lock),
            });
        }
    }
}

/// Whether a file's name is one that [`Part::beside`] gives.
fn is_ours(name: &str) -> bool {
    let number = name.strip_suffix(PART);
    let number = number.and_then(|name| name.rsplit_once('.')?.1.split_once('-'));
    let is_number = |text: &str| text.parse::<u32>().is_ok();
    number.is_some_and(|(pid, number)| is_number(pid) && is_number(number))
}

/// Elsewhere a lock would keep SQLite out as well.
const fn has_locks() -> bool {
    cfg!(unix)
}

/// Whether the file at `path` is this one.
fn is_at(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let id = |file: fs::Metadata| (file.dev(), file.ino());
        match (file.metadata(), fs::symlink_metadata(path)) {
            (Ok(file), Ok(there)) => id(file) == id(there),
            _ => false,
        }
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        is_taken(path)
    }
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
