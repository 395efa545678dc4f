//! Pictures that people attach: made anew from their points, so that nothing else in them is kept.
//!
//! What a file is called or says of itself is not believed: its bytes tell. It is decoded, turned
//! upright, made smaller and written again; place, time, camera and names that stood beside the points
//! are not in what is written. What is *in* the picture (a name on a screen) no programme sees.

mod sniff;
#[cfg(test)]
mod tests;
mod write;

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};

use sniff::Found;

/// Points on a side at most; more is a trap or a scan of a wall.
const MOST_ON_A_SIDE: u32 = 8_000;
/// Points altogether: a photograph of any usual telephone, and 100 MB once it is decoded.
const MOST_POINTS: u64 = 25_000_000;
/// Bytes of a decoded picture, also one of deep colours.
const MOST_DECODED: u64 = 128 * 1024 * 1024;

/// Bytes of a picture as we write it, at most.
pub const MOST_WRITTEN: usize = 2 * 1024 * 1024;

/// A picture of points and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// A file.
    pub bytes: Vec<u8>,
    /// Of which kind.
    pub format: Format,
    /// Across, as it is to be looked at.
    pub width: u32,
    /// Down.
    pub height: u32,
}

/// What we write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum Format {
    /// Photographs.
    Jpeg,
    /// Small drawings and tables, sharp.
    Png,
}

impl Format {
    /// How the name of such a file ends.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

/// Why a file is no picture that we take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// A record of a modality, with the patient in its head.
    Dicom,
    /// What iPhones write unless told otherwise.
    Heic,
    /// Something else that we do not read: moving, paged, or no picture.
    Foreign,
    /// It begins like a picture and does not go on like one.
    Broken,
    /// More points than we look at.
    TooLarge,
}

/// Reads a picture and writes it anew. Of a moving one only the first frame is left. Takes its time:
/// not for a thread on which others wait.
///
/// # Errors
/// When it is none that we take.
pub fn clean(bytes: &[u8]) -> Result<Picture, Unfit> {
    let format = match sniff::found(bytes) {
        Found::Jpeg => ImageFormat::Jpeg,
        Found::Png => ImageFormat::Png,
        Found::Webp => ImageFormat::WebP,
        Found::Dicom => return Err(Unfit::Dicom),
        Found::Heic => return Err(Unfit::Heic),
        Found::Other => return Err(Unfit::Foreign),
    };
    let (image, orientation) = decode(bytes, format)?;
    write::write(image, orientation, format == ImageFormat::Png)
}

/// The points, and how they are to be turned. What the head promises is looked at before anything is
/// made room for.
fn decode(bytes: &[u8], format: ImageFormat) -> Result<(DynamicImage, Orientation), Unfit> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_ON_A_SIDE);
    limits.max_image_height = Some(MOST_ON_A_SIDE);
    limits.max_alloc = Some(MOST_DECODED);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| unfit(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_POINTS || decoder.total_bytes() > MOST_DECODED {
        return Err(Unfit::TooLarge);
    }
    // What is unreadable beside the points does not matter: it is left out.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(|error| unfit(&error))?;
    Ok((image, orientation))
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "of all the ways to be broken only one has words of its own"
)]
fn unfit(error: &image::ImageError) -> Unfit {
    match error {
        image::ImageError::Limits(_) => Unfit::TooLarge,
        _ => Unfit::Broken,
    }
}
