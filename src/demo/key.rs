//! The key with which the demo seals identities: made once, kept beside its database.

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;

use crate::config::Keys;
use crate::seal::Seal;

/// The keys of the demo.
pub(super) fn keys(folder: &Path) -> anyhow::Result<Keys> {
    let path = folder.join("identity.key");
    if !path.exists() {
        make(&path).with_context(|| format!("cannot write {}", path.display()))?;
    }
    let typed = std::fs::read_to_string(&path)
        .with_context(|| format!("cannot read {}", path.display()))?;
    let seal = Seal::read(&typed).with_context(|| format!("{} holds no key", path.display()))?;
    Ok(Keys {
        identity: Some(Arc::new(seal)),
        ..Keys::default()
    })
}

/// Whole or not at all: a demo that is killed meanwhile makes another one.
fn make(path: &Path) -> anyhow::Result<()> {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    // Nobody else can read it.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(Seal::make()?.as_bytes())?;
    file.persist(path)?;
    Ok(())
}
