//! Fetching what was attached, once the form has come: nothing may take long before a form.

use tokio::sync::Semaphore;

use super::files;
use super::offered::{Fault, MOST_BYTES};
use crate::app::App;
use crate::discord::file::{self, File, FileError};
use crate::error::Result;
use crate::picture::{self, Picture, Unfit};
use crate::questions::question::DraftId;
use crate::questions::store;
use crate::text::Text;

/// So many pictures are in memory at the same time, however many people ask.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// The pictures of a draft as they will be posted, and what is not among them.
#[derive(Debug, Default)]
pub(in crate::questions) struct Taken {
    pub(in crate::questions) files: Vec<File>,
    left_out: Vec<Text>,
}

impl Taken {
    pub(in crate::questions) fn count(&self) -> i64 {
        i64::try_from(self.files.len()).unwrap_or(i64::MAX)
    }

    /// What whoever asks is told of them.
    pub(in crate::questions) fn words(&self) -> impl Iterator<Item = Text> {
        let seen = Text::new("image-preview").with("count", self.count());
        let seen = (!self.files.is_empty()).then_some(seen);
        seen.into_iter().chain(self.left_out.iter().cloned())
    }
}

/// Fetches what was attached to a draft of whoever sends its form now, and was not fetched yet. What is
/// no picture is left out for good; what does not come may come when the form is sent again.
pub(in crate::questions) async fn take_in(app: &App, draft: DraftId) -> Result<Taken> {
    let named = store::named_images(&mut *app.db.read().await?, draft).await?;
    let mut left_out = Vec::new();
    for image in named {
        let fetched = fetch(app, &image.address).await;
        let fault = fetched.as_ref().err().copied();
        left_out.extend(fault.map(|fault| fault.text(image.position)));
        if fault == Some(Fault::Unavailable) {
            continue;
        }
        let mut tx = app.db.begin().await?;
        match fetched {
            Ok(picture) => store::keep_image(&mut tx, image.id, &picture).await?,
            Err(_) => store::leave_image(&mut tx, image.id).await?,
        }
        tx.commit().await?;
    }
    let taken = kept(app, draft).await?;
    Ok(Taken { left_out, ..taken })
}

/// The pictures of a draft that were fetched.
pub(in crate::questions) async fn kept(app: &App, draft: DraftId) -> Result<Taken> {
    let kept = store::images_of_draft(&mut *app.db.read().await?, draft).await?;
    Ok(Taken {
        files: files("", kept),
        ..Taken::default()
    })
}

async fn fetch(app: &App, address: &str) -> Result<Picture, Fault> {
    let _room = AT_ONCE.acquire().await;
    let bytes = file::download(address, &app.config.discord.api_url, MOST_BYTES).await;
    let bytes = bytes.map_err(|error| match error {
        FileError::TooLarge(_) => Fault::TooHeavy,
        FileError::Elsewhere | FileError::Unavailable(_) => {
            tracing::warn!("a picture cannot be fetched: {error}");
            Fault::Unavailable
        }
    })?;
    let made = tokio::task::spawn_blocking(move || picture::clean(&bytes)).await;
    // What makes the reader of pictures fall over is none.
    made.unwrap_or(Err(Unfit::Broken)).map_err(Fault::Unfit)
}
