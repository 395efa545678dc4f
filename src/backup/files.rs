//! Files that take each other's place, never half.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

/// The same name with something after it.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path.as_os_str());
    name.push(".");
    name.push(ending);
    name.into()
}

/// Sees to it that a file can be written there: its folder exists, nothing is left of an attempt
/// that was cut off.
pub(super) fn make_room(path: &Path) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
    }
    remove(path).with_context(|| format!("cannot remove {}", path.display()))
}

/// Gives a finished file its name, for good.
pub(super) fn put(part: &Path, to: &Path) -> anyhow::Result<()> {
    let put = || {
        only_ours(part)?;
        File::open(part)?.sync_all()?;
        fs::rename(part, to)?;
        sync_folder(to)
    };
    put().with_context(|| format!("cannot write {}", to.display()))
}

/// Puts `new` in the place of the database `current`, which is kept as `old`. The log of the
/// current one must have been folded: it is kept beside `old`, and none is left to meet the new
/// one. Cut off at any step, either the current one or the new one is there.
pub(super) fn replace(current: &Path, new: &Path, old: &Path) -> anyhow::Result<()> {
    let replace = || {
        only_ours(new)?;
        File::open(new)?.sync_all()?;
        if current.exists() {
            fs::hard_link(current, old)?;
        }
        let log = ending(current, "-wal");
        if fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
            fs::copy(&log, ending(old, "-wal"))?;
        }
        sync_folder(current)?;
        remove(&log)?;
        remove(&ending(current, "-shm"))?;
        fs::rename(new, current)?;
        sync_folder(current)
    };
    replace().with_context(|| format!("cannot replace {}", current.display()))
}

/// SQLite's own files beside a database.
fn ending(path: &Path, ending: &str) -> PathBuf {
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

/// It holds what members wrote: nobody else on the machine reads it.
fn only_ours(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
    }
    Ok(())
}

fn sync_folder(of: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = of.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
