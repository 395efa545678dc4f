//! `salon backup` and `salon restore`: a way back.
//!
//! A backup is one file, made by `VACUUM INTO` while the bot runs. A restored one forgets what came
//! after it, and Discord does not: [`db::Restored`] tells of the gap, numbers go on beyond whatever
//! may have been given in it, and what was waiting is looked for before it is sent.

mod files;
mod store;

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use chrono::{DateTime, Utc};

use crate::db::{self, Db, Restored};
use crate::text::{Lang, Text};
use store::Contents;

/// Lines of what would be forgotten; what came most often goes first.
const KINDS: usize = 12;

/// Writes a backup of the database in `folder`, looks it over, and says where it is. Works while
/// the bot runs.
///
/// # Errors
/// When there is no database, `to` exists, the file cannot be written, or what was written is not
/// whole. Then nothing is left behind under the name `to`.
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
    let part = files::beside(&to, "part");
    files::make_room(&part)?;
    let pool = Db::look(folder).await?;
    store::copy(&pool, &part)
        .await
        .context("the copy cannot be written")?;
    pool.close().await;
    let contents = store::look(&part).await?;
    files::put(&part, &to)?;
    let size = std::fs::metadata(&to)?.len();
    say(
        out,
        lang,
        &Text::new("backup-done")
            .with("file", to.display().to_string())
            .with("kib", i64::try_from(size.div_ceil(1024))?),
    )?;
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
    let lock = is_confirmed.then(|| db::lock(folder)).transpose()?;
    let contents = store::look(from).await?;
    let as_of = contents.as_of;
    say(
        out,
        lang,
        &Text::new("restore-from").with("file", from.display().to_string()),
    )?;
    tell(out, lang, &contents)?;
    let current = db::path(folder);
    let known = if current.exists() {
        match store::beyond(folder, as_of).await {
            Ok(beyond) => {
                forget(out, lang, &beyond.kinds)?;
                Some(beyond.last)
            }
            Err(error) => {
                say(
                    out,
                    lang,
                    &Text::new("restore-unreadable").with("why", format!("{error:#}")),
                )?;
                None
            }
        }
    } else {
        None
    };
    if lock.is_none() {
        say(out, lang, &Text::new("restore-dry"))?;
        return Ok(());
    }
    let part = files::beside(&current, "restoring");
    files::make_room(&part)?;
    std::fs::copy(from, &part).with_context(|| format!("cannot write {}", part.display()))?;
    let restored = Restored { as_of, at: now };
    store::adapt(&part, &restored, known).await?;
    let old = files::beside(
        &current,
        &format!("before-{}", now.format("%Y%m%dT%H%M%SZ")),
    );
    store::fold(folder).await;
    files::replace(&current, &part, &old)?;
    say(
        out,
        lang,
        &Text::new("restore-done").with("old", old.display().to_string()),
    )?;
    Ok(())
}

/// What a backup holds.
fn tell(out: &mut impl Write, lang: Lang, contents: &Contents) -> anyhow::Result<()> {
    say(
        out,
        lang,
        &Text::new("backup-holds")
            .with(
                "at",
                contents.as_of.format("%Y-%m-%d %H:%M UTC").to_string(),
            )
            .with("members", contents.members)
            .with("lectures", contents.lectures)
            .with("questions", contents.questions)
            .with("lines", contents.lines),
    )
}

/// What would be forgotten.
fn forget(out: &mut impl Write, lang: Lang, kinds: &[(String, i64)]) -> anyhow::Result<()> {
    if kinds.is_empty() {
        return say(out, lang, &Text::new("restore-forgets-nothing"));
    }
    let count: i64 = kinds.iter().map(|(_, count)| count).sum();
    say(
        out,
        lang,
        &Text::new("restore-forgets").with("count", count),
    )?;
    for (kind, count) in kinds.iter().take(KINDS) {
        writeln!(out, "  {count} × {kind}")?;
    }
    Ok(())
}

fn say(out: &mut impl Write, lang: Lang, text: &Text) -> anyhow::Result<()> {
    writeln!(out, "{}", text.plain(lang))?;
    Ok(())
}
