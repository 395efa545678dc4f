//! `salon backup` and `salon restore`: a way back.
//!
//! A backup is one file, made by `VACUUM INTO` while the bot runs. A restored one forgets what came
//! after it, and Discord does not: [`Restored`] tells of the gap, numbers go on beyond whatever may
//! have been given in it, and what was waiting is looked for before it is sent.

mod files;
mod store;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use chrono::{DateTime, Utc};

use crate::db::{self, Restored};
use crate::text::{Lang, Text};
use files::Part;
use store::{Contents, Last};

/// Lines of what would be forgotten; what came most often goes first.
const KINDS: usize = 12;

/// Writes a backup of the database in `folder`, looks it over, and says where it is. Works while
/// the bot runs.
///
/// # Errors
/// When there is no database, `to` exists, the file cannot be written, or what was written is not
/// whole. Then nothing is left behind.
pub async fn create(
    folder: &Path,
    to: Option<PathBuf>,
    (lang, now): (Lang, DateTime<Utc>),
    out: &mut impl Write,
) -> anyhow::Result<PathBuf> {
    let source = db::path(folder);
    ensure!(
        source.exists(),
        "there is no database in {}: name the data folder with --data",
        folder.display()
    );
    let to = to.unwrap_or_else(|| {
        let name = format!("salon-{}.db", now.format("%Y%m%dT%H%M%SZ"));
        folder.join("backups").join(name)
    });
    ensure!(
        !to.exists(),
        "{} exists already and is not overwritten",
        to.display()
    );
    let part = Part::new(files::beside(&to, "part"))?;
    store::copy(&source, part.path())
        .await
        .context("the copy cannot be written")?;
    let contents = store::look(part.path()).await?;
    part.put(&to)?;
    let size = i64::try_from(std::fs::metadata(&to)?.len().div_ceil(1024))?;
    let done = Text::new("backup-done")
        .with("file", to.display().to_string())
        .with("kib", size);
    say(out, lang, &done)?;
    tell(out, lang, &contents)?;
    Ok(to)
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
        Some(db::lock(folder)?)
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

/// Says what would be forgotten; the numbers that were given meanwhile, where that can be known.
async fn known(
    folder: &Path,
    contents: &Contents,
    lang: Lang,
    out: &mut impl Write,
) -> anyhow::Result<Option<Last>> {
    let text = if db::path(folder).exists() {
        match store::beyond(folder, contents).await {
            Ok(Some(beyond)) => {
                forget(out, lang, &beyond.kinds)?;
                return Ok(Some(beyond.last));
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
    let text = Text::new("backup-holds")
        .with("at", at)
        .with("members", contents.members)
        .with("lectures", contents.lectures)
        .with("questions", contents.questions)
        .with("lines", contents.lines);
    say(out, lang, &text)
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

fn say(out: &mut impl Write, lang: Lang, text: &Text) -> anyhow::Result<()> {
    writeln!(out, "{}", text.plain(lang))?;
    Ok(())
}
