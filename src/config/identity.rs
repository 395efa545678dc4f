//! The key with which identities are sealed: a secret that lies outside the database.

use std::sync::Arc;

use anyhow::Context as _;

use super::optional_secret;
use crate::seal::Seal;

/// Reads it, if there is one.
pub(super) fn read() -> anyhow::Result<Option<Arc<Seal>>> {
    let Some(typed) = optional_secret("SALON_IDENTITY_KEY")? else {
        return Ok(None);
    };
    let seal = Seal::read(&typed).context("SALON_IDENTITY_KEY cannot be read")?;
    Ok(Some(Arc::new(seal)))
}
