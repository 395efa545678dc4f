//! A picture as we write it: upright, no larger than a screen, points and nothing else.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, Rgb, RgbImage};

use super::{Format, MOST_WRITTEN, Picture, Unfit};

/// Points on its longer side.
const LONG_SIDE: u32 = 2_048;
/// A PNG stays one up to this: beyond it is a photograph.
const SMALL: usize = 512 * 1024;
/// A longer side and a quality, from good to bearable: even noise fits into the last one.
const TRIES: [(u32, u8); 4] = [(LONG_SIDE, 85), (LONG_SIDE, 70), (1_448, 70), (1_024, 60)];

pub(super) fn write(
    image: DynamicImage,
    orientation: Orientation,
    may_be_png: bool,
) -> Result<Picture, Unfit> {
    let mut image = shrunk(image, LONG_SIDE);
    image.apply_orientation(orientation);
    let mut image = flat(&image);
    if may_be_png {
        let bytes = png(&image)?;
        if bytes.len() <= SMALL {
            return Ok(made(&image, bytes, Format::Png));
        }
    }
    for (side, quality) in TRIES {
        image = shrunk(image, side);
        let bytes = jpeg(&image, quality)?;
        if bytes.len() <= MOST_WRITTEN {
            return Ok(made(&image, bytes, Format::Jpeg));
        }
    }
    Err(Unfit::TooLarge)
}

fn made(image: &DynamicImage, bytes: Vec<u8>, format: Format) -> Picture {
    Picture {
        bytes,
        format,
        width: image.width(),
        height: image.height(),
    }
}

/// Small ones stay as they are.
fn shrunk(image: DynamicImage, side: u32) -> DynamicImage {
    if image.width().max(image.height()) <= side {
        return image;
    }
    image.thumbnail(side, side)
}

/// Eight bits of grey or colour; what shines through stands on white, as on paper.
fn flat(image: &DynamicImage) -> DynamicImage {
    if !image.color().has_alpha() {
        return if image.color().has_color() {
            image.to_rgb8().into()
        } else {
            let grey: GrayImage = image.to_luma8();
            grey.into()
        };
    }
    let image = image.to_rgba8();
    let mut flat = RgbImage::new(image.width(), image.height());
    for (to, from) in flat.pixels_mut().zip(image.pixels()) {
        let [red, green, blue, alpha] = from.0;
        *to = Rgb([red, green, blue].map(|colour| over_white(colour, alpha)));
    }
    flat.into()
}

fn over_white(colour: u8, alpha: u8) -> u8 {
    let (colour, alpha) = (u16::from(colour), u16::from(alpha));
    let mixed = (colour * alpha + 255 * (255 - alpha)) / 255;
    u8::try_from(mixed).unwrap_or(u8::MAX)
}

fn png(image: &DynamicImage) -> Result<Vec<u8>, Unfit> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new(&mut bytes);
    image
        .write_with_encoder(encoder)
        .map_err(|_| Unfit::Broken)?;
    Ok(bytes)
}

fn jpeg(image: &DynamicImage, quality: u8) -> Result<Vec<u8>, Unfit> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    image
        .write_with_encoder(encoder)
        .map_err(|_| Unfit::Broken)?;
    Ok(bytes)
}
