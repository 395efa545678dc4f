//! What is attached to `/ask`, as far as Discord says it; and why something is no picture that is taken.
//! Pure.

use crate::error::Error;
use crate::picture::Unfit;
use crate::text::Text;

/// Bytes of a file at most.
pub(super) const MOST_BYTES: usize = 8 * 1024 * 1024;

/// A file that somebody attached. All of it is what their client says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::questions) struct Offered {
    /// Which of the three.
    pub(in crate::questions) position: i64,
    /// Where Discord keeps it for a day.
    pub(in crate::questions) address: String,
    pub(in crate::questions) bytes: u32,
    pub(in crate::questions) name: String,
    pub(in crate::questions) content_type: Option<String>,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Unfit(Unfit),
    TooHeavy,
    /// It may come yet.
    Unavailable,
}

impl Fault {
    /// What is wrong, and what to do.
    pub(super) fn text(self, position: i64) -> Text {
        let text = match self {
            Self::Unfit(Unfit::Dicom) => Text::new("image-refused-dicom"),
            Self::Unfit(Unfit::Heic) => Text::new("image-refused-heic"),
            Self::Unfit(Unfit::Foreign) => Text::new("image-refused-foreign"),
            Self::Unfit(Unfit::Broken) => Text::new("image-refused-broken"),
            Self::Unfit(Unfit::TooLarge) => Text::new("image-refused-too-large"),
            Self::TooHeavy => Text::new("image-refused-too-heavy"),
            Self::Unavailable => Text::new("image-refused-unavailable"),
        };
        text.with("position", position)
    }
}

/// Refuses before anything is typed what cannot be taken whatever is in it.
///
/// # Errors
/// For the first that cannot.
pub(in crate::questions) fn check(offered: &[Offered]) -> Result<(), Error> {
    for image in offered {
        if let Some(fault) = fault(image) {
            return Err(Error::Refused(fault.text(image.position)));
        }
    }
    Ok(())
}

/// What is wrong with it by what is said of it. Of what is said nothing is believed that speaks for it.
fn fault(image: &Offered) -> Option<Fault> {
    let name = image.name.to_lowercase();
    let is_called = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    let said = image.content_type.as_deref().unwrap_or_default();
    let kind = said.split(';').next().unwrap_or_default().trim();
    if kind == "application/dicom" || is_called(&[".dcm", ".dicom"]) {
        return Some(Fault::Unfit(Unfit::Dicom));
    }
    if matches!(kind, "image/heic" | "image/heif") || is_called(&[".heic", ".heif"]) {
        return Some(Fault::Unfit(Unfit::Heic));
    }
    // Nothing is said of what Discord does not know.
    let may_be = [
        "",
        "application/octet-stream",
        "image/jpeg",
        "image/png",
        "image/webp",
    ];
    if !may_be.contains(&kind) {
        return Some(Fault::Unfit(Unfit::Foreign));
    }
    let bytes = usize::try_from(image.bytes).unwrap_or(usize::MAX);
    (bytes > MOST_BYTES).then_some(Fault::TooHeavy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    fn offered(name: &str, content_type: &str, bytes: u32) -> Offered {
        Offered {
            position: 2,
            address: String::new(),
            bytes,
            name: name.to_owned(),
            content_type: Some(content_type.to_owned()).filter(|it| !it.is_empty()),
        }
    }

    #[test]
    fn what_cannot_be_taken_is_known_before_the_form() {
        let most = u32::try_from(MOST_BYTES).expect("small");
        let unfit = |unfit| Some(Fault::Unfit(unfit));
        for (name, kind, bytes, expected) in [
            ("IMG_1.jpg", "image/jpeg", most, None),
            ("a.png", "image/png", 1, None),
            ("a.webp", "image/webp", 1, None),
            ("a.jpg", "image/jpeg; charset=x", 1, None),
            ("a", "", 1, None),
            ("a.bin", "application/octet-stream", 1, None),
            ("IMG_1.jpg", "image/jpeg", most + 1, Some(Fault::TooHeavy)),
            ("IMG_1.HEIC", "", 1, unfit(Unfit::Heic)),
            ("a", "image/heif", 1, unfit(Unfit::Heic)),
            ("CT.dcm", "", 1, unfit(Unfit::Dicom)),
            ("a.jpg", "application/dicom", 1, unfit(Unfit::Dicom)),
            ("a.gif", "image/gif", 1, unfit(Unfit::Foreign)),
            ("a.svg", "image/svg+xml", 1, unfit(Unfit::Foreign)),
            ("a.pdf", "application/pdf", most + 1, unfit(Unfit::Foreign)),
            ("a.mp4", "video/mp4", 1, unfit(Unfit::Foreign)),
        ] {
            let found = fault(&offered(name, kind, bytes));
            assert_eq!(found, expected, "{name} {kind} {bytes}");
        }
    }

    #[test]
    fn every_fault_says_which_picture_and_what_to_do() {
        for fault in [
            Fault::Unfit(Unfit::Dicom),
            Fault::Unfit(Unfit::Heic),
            Fault::Unfit(Unfit::Foreign),
            Fault::Unfit(Unfit::Broken),
            Fault::Unfit(Unfit::TooLarge),
            Fault::TooHeavy,
            Fault::Unavailable,
        ] {
            for lang in Lang::ALL {
                let said = fault.text(2).plain(lang);
                assert!(said.contains('2') && said.len() > 60, "{fault:?}: {said}");
            }
        }
    }
}
