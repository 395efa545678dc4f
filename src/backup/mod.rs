//! `salon backup`, `/salon backup` and `salon restore`: a way back.
//!
//! A backup is one file, made by `VACUUM INTO` while the bot runs. A restored one forgets what came
//! after it, and Discord does not: [`Restored`] tells of the gap, numbers go on beyond whatever may
//! have been given in it, and what was waiting is looked for before it is sent.

mod files;
mod obstacle;
mod store;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use chrono::{DateTime, Utc};

use crate::db::{self, Restored};
use crate::text::{Arg, Lang, Text};
use files::Part;
use store::{Contents, Known};

pub use obstacle::obstacle;

/// Lines of what would be forgotten; what came most often goes first.
const KINDS: usize = 12;

/// A backup that was written and looked over.
#[derive(Debug)]
pub struct Made {
    /// Where it is.
    pub file: PathBuf,
    /// How large it is.
    pub kib: i64,
    contents: Contents,
}

impl Made {
    /// The name of the file alone: where the folder is concerns nobody on Discord.
    pub fn name(&self) -> String {
        let name = self.file.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    /// What it holds, for a message on Discord.
    pub fn holds(&self) -> Text {
        holds(&self.contents, self.contents.as_of.into())
    }

    /// Takes it back.
    pub fn remove(self) {
        if let Err(error) = std::fs::remove_file(&self.file) {
            tracing::warn!(
                "the backup {} cannot be removed: {error}",
                self.file.display()
            );
        }
    }
}

/// Writes a backup of the database in `folder`, looks it over, and says where it is. Works while
/// the bot runs.
///
/// # Errors
/// As [`make`].
pub async fn create(
    folder: &Path,
    to: Option<PathBuf>,
    (lang, now): (Lang, DateTime<Utc>),
    out: &mut impl Write,
) -> anyhow::Result<PathBuf> {
    let made = make(folder, to, now).await?;
    let done = Text::new("backup-done")
        .with("file", made.file.display().to_string())
        .with("kib", made.kib);
    say(out, lang, &done)?;
    tell(out, lang, &made.contents)?;
    Ok(made.file)
}

/// Writes a backup of the database in `folder` and looks it over.
///
/// # Errors
/// When there is no database, `to` exists, the file cannot be written, or what was written is not
/// whole. Then nothing is left behind.
pub async fn make(folder: &Path, to: Option<PathBuf>, now: DateTime<Utc>) -> anyhow::Result<Made> {
    let source = db::path(folder);
    ensure!(
        source.exists(),
        "there is no database in {}: name the data folder with --data",
        folder.display()
    );
    let backups = folder.join("backups");
    let name = move || {
        let Some(to) = &to else {
            return Ok(free_name(&backups, now));
        };
        ensure!(
            !files::is_taken(to),
            "{} exists already and is not overwritten",
            to.display()
        );
        Ok(to.clone())
    };
    let part = Part::beside(&name()?)?;
    store::copy(&source, part.path())
        .await
        .context("the copy cannot be written")?;
    let contents = store::look(part.path()).await?;
    // Until the disk has all of it: others are being answered meanwhile.
    let put = tokio::task::spawn_blocking(move || {
        loop {
            // Another backup may have taken the name meanwhile.
            let file = name()?;
            if part.put(&file)? {
                return anyhow::Ok(file);
            }
        }
    });
    let file = put.await??;
    let kib = i64::try_from(std::fs::metadata(&file)?.len().div_ceil(1024))?;
    Ok(Made {
        file,
        kib,
        contents,
    })
}

/// Of several within a second each has a name of its own.
fn free_name(folder: &Path, now: DateTime<Utc>) -> PathBuf {
    let name = format!("salon-{}", now.format("%Y%m%dT%H%M%SZ"));
    let mut file = folder.join(format!("{name}.db"));
    for number in 2.. {
        if !files::is_taken(&file) {
            break;
        }
        file = folder.join(format!("{name}-{number}.db"));
    }
    file
}

/// Says what restoring `from` would mean, and does it where it `is_confirmed`. The bot must not
/// run then; what was there stays beside it.
///
/// # Errors
/// When the backup is not whole or of a newer salon, another process uses the folder, or a file
/// cannot be written. Until the very last step everything stays as it was.
pub async fn restore(
    folder: &Path,
    from: &Path,
    is_confirmed: bool,
    (lang, now): (Lang, DateTime<Utc>),
    out: &mut impl Write,
) -> anyhow::Result<()> {
    ensure!(from.exists(), "there is no file {}", from.display());
    let current = db::path(folder);
    let part = files::beside(&current, "restoring");
    for own in [&current, &part] {
        ensure!(
            !files::is_same(from, own),
            "{} is not a backup but in use",
            from.display()
        );
    }
    let lock = if is_confirmed {
        files::make_folder(folder)?;
        Some(db::lock(folder).await?)
    } else {
        None
    };
    let contents = store::look(from).await?;
    let named = Text::new("restore-from").with("file", from.display().to_string());
    say(out, lang, &named)?;
    tell(out, lang, &contents)?;
    let known = known(folder, &contents, lang, out).await?;
    if lock.is_none() {
        return say(out, lang, &Text::new("restore-dry"));
    }
    let part = Part::new(part)?;
    store::copy(from, part.path())
        .await
        .context("the backup cannot be copied")?;
    let restored = Restored {
        as_of: contents.as_of,
        at: now,
    };
    store::adapt(part.path(), restored, known).await?;
    let old = files::beside(
        &current,
        &format!("before-{}", now.format("%Y%m%dT%H%M%SZ")),
    );
    let is_kept = current.exists();
    if is_kept {
        store::fold(&current).await?;
    }
    part.replace(&current, &old)?;
    let done = if is_kept {
        Text::new("restore-done").with("old", old.display().to_string())
    } else {
        Text::new("restore-done-new")
    };
    say(out, lang, &done)
}

/// Says what would be forgotten; what must not be, where that can be known.
async fn known(
    folder: &Path,
    contents: &Contents,
    lang: Lang,
    out: &mut impl Write,
) -> anyhow::Result<Option<Known>> {
    let text = if db::path(folder).exists() {
        match store::beyond(folder, contents).await {
            Ok(Some(beyond)) => {
                forget(out, lang, &beyond.kinds)?;
                stay_erased(out, lang, &beyond.known.erased)?;
                return Ok(Some(beyond.known));
            }
            Ok(None) => Text::new("restore-other"),
            Err(error) => Text::new("restore-unreadable").with("why", format!("{error:#}")),
        }
    } else {
        Text::new("restore-new")
    };
    say(out, lang, &text)?;
    let left_out = Text::new("restore-leaves-out").with("count", store::LEFT_OUT);
    say(out, lang, &left_out)?;
    Ok(None)
}

/// What a backup holds.
fn tell(out: &mut impl Write, lang: Lang, contents: &Contents) -> anyhow::Result<()> {
    let at = contents.as_of.format("%Y-%m-%d %H:%M UTC").to_string();
    say(out, lang, &holds(contents, at.into()))
}

fn holds(contents: &Contents, at: Arg) -> Text {
    Text::new("backup-holds")
        .with("at", at)
        .with("members", contents.members)
        .with("lectures", contents.lectures)
        .with("questions", contents.questions)
        .with("lines", contents.lines)
}

/// What would be forgotten.
fn forget(out: &mut impl Write, lang: Lang, kinds: &[(String, i64)]) -> anyhow::Result<()> {
    if kinds.is_empty() {
        return say(out, lang, &Text::new("restore-forgets-nothing"));
    }
    let count: i64 = kinds.iter().map(|(_, count)| count).sum();
    let text = Text::new("restore-forgets").with("count", count);
    say(out, lang, &text)?;
    for (kind, count) in kinds.iter().take(KINDS) {
        writeln!(out, "  {count} × {kind}")?;
    }
    if kinds.len() > KINDS {
        writeln!(out, "  …")?;
    }
    Ok(())
}

/// What was erased meanwhile.
fn stay_erased(out: &mut impl Write, lang: Lang, erased: &[i64]) -> anyhow::Result<()> {
    if erased.is_empty() {
        return Ok(());
    }
    let numbers: Vec<String> = erased.iter().map(|number| format!("#{number}")).collect();
    let text = Text::new("restore-stays-erased").with("numbers", numbers.join(" "));
    say(out, lang, &text)
}

fn say(out: &mut impl Write, lang: Lang, text: &Text) -> anyhow::Result<()> {
    writeln!(out, "{}", text.plain(lang))?;
    Ok(())
}
