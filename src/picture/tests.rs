//! Pictures of every kind, and what is none.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{DynamicImage, ExtendedColorType, ImageEncoder as _, Rgb, RgbImage, Rgba, RgbaImage};
use proptest::prelude::*;

use super::*;

/// Left red, right blue.
fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| {
        Rgb(if x < width / 2 {
            [250, 10, 10]
        } else {
            [10, 10, 250]
        })
    })
}

fn jpeg(image: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new(&mut bytes)
        .encode_image(image)
        .expect("a JPEG");
    bytes
}

fn png(image: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (width, height) = image.dimensions();
    PngEncoder::new(&mut bytes)
        .write_image(image, width, height, ExtendedColorType::Rgb8)
        .expect("a PNG");
    bytes
}

fn webp(image: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let (width, height) = image.dimensions();
    WebPEncoder::new_lossless(&mut bytes)
        .write_image(image, width, height, ExtendedColorType::Rgb8)
        .expect("a WebP");
    bytes
}

/// What a camera writes beside the points: how it was held, and where.
fn exif(orientation: u8) -> Vec<u8> {
    let mut exif = b"II*\0\x08\0\0\0".to_vec();
    exif.extend(1_u16.to_le_bytes());
    // Tag 0x0112, a short, one of it.
    exif.extend(0x0112_u16.to_le_bytes());
    exif.extend(3_u16.to_le_bytes());
    exif.extend(1_u32.to_le_bytes());
    exif.extend([orientation, 0, 0, 0]);
    exif.extend(0_u32.to_le_bytes());
    exif.extend(PLACE);
    exif
}

/// Stands for what a camera knows.
const PLACE: &[u8] = b"GPS 35.6895N 139.6917E Taro Yamada";

/// A segment of a JPEG, after its first two bytes.
fn with_segment(jpeg: &[u8], marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).expect("a short one");
    let mut out = jpeg[..2].to_vec();
    out.extend([0xff, marker]);
    out.extend(length.to_be_bytes());
    out.extend(content);
    out.extend(&jpeg[2..]);
    out
}

/// A chunk of a PNG, after its head.
fn with_chunk(png: &[u8], name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let mut out = png[..33].to_vec();
    out.extend(u32::try_from(content.len()).expect("short").to_be_bytes());
    let mut named = name.to_vec();
    named.extend(content);
    out.extend(&named);
    out.extend(crc(&named).to_be_bytes());
    out.extend(&png[33..]);
    out
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |mut crc, byte| {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(crc & 1));
        }
        crc
    })
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn read(picture: &Picture) -> DynamicImage {
    image::load_from_memory(&picture.bytes).expect("what we write can be read")
}

#[test]
fn bytes_tell_what_a_file_is_and_names_do_not() {
    let small = halves(8, 8);
    let mut dicom = vec![0; 128];
    dicom.extend(b"DICM\x02\0\0\0UL");
    // A picture before the mark is as good as nothing before it.
    let mut hidden = jpeg(&halves(64, 64));
    hidden.resize(hidden.len().max(200), 0);
    hidden[128..132].copy_from_slice(b"DICM");
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    let still = b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic".to_vec();
    let film = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom".to_vec();
    for (bytes, expected) in [
        (jpeg(&small), Ok(Format::Jpeg)),
        (png(&small), Ok(Format::Png)),
        (webp(&small), Ok(Format::Jpeg)),
        (dicom, Err(Unfit::Dicom)),
        (hidden, Err(Unfit::Dicom)),
        (heic, Err(Unfit::Heic)),
        (still, Err(Unfit::Heic)),
        (film, Err(Unfit::Foreign)),
        (b"GIF89a\x01\0\x01\0".to_vec(), Err(Unfit::Foreign)),
        (b"%PDF-1.7\n".to_vec(), Err(Unfit::Foreign)),
        (b"BM\x46\0\0\0".to_vec(), Err(Unfit::Foreign)),
        (b"<svg onload=alert(1)>".to_vec(), Err(Unfit::Foreign)),
        (b"PK\x03\x04".to_vec(), Err(Unfit::Foreign)),
        (Vec::new(), Err(Unfit::Foreign)),
        (vec![0xff, 0xd8, 0xff], Err(Unfit::Broken)),
        (b"\x89PNG\r\n\x1a\n".to_vec(), Err(Unfit::Broken)),
        (b"RIFF\0\0\0\0WEBP".to_vec(), Err(Unfit::Broken)),
    ] {
        let made = clean(&bytes).map(|picture| picture.format);
        assert_eq!(made, expected, "{:?}", &bytes[..bytes.len().min(16)]);
    }
}

#[test]
fn what_stands_beside_the_points_is_gone() {
    let small = halves(64, 32);
    let mut app1 = b"Exif\0\0".to_vec();
    app1.extend(exif(1));
    let mut xmp = b"http://ns.adobe.com/xap/1.0/\0".to_vec();
    xmp.extend(PLACE);
    let with_icc = [b"ICC_PROFILE\0\x01\x01".as_slice(), PLACE].concat();
    let plain = jpeg(&small);
    let mut trailing = plain.clone();
    trailing.extend(PLACE);
    let text = [b"Comment\0".as_slice(), PLACE].concat();
    for (what, bytes) in [
        ("EXIF", with_segment(&plain, 0xe1, &app1)),
        ("XMP", with_segment(&plain, 0xe1, &xmp)),
        ("IPTC", with_segment(&plain, 0xed, PLACE)),
        ("ICC", with_segment(&plain, 0xe2, &with_icc)),
        ("a comment", with_segment(&plain, 0xfe, PLACE)),
        ("what follows", trailing),
        ("text", with_chunk(&png(&small), *b"tEXt", &text)),
        (
            "EXIF in a PNG",
            with_chunk(&png(&small), *b"eXIf", &exif(1)),
        ),
        ("a private chunk", with_chunk(&png(&small), *b"prVt", PLACE)),
    ] {
        assert!(holds(&bytes, PLACE), "{what} is not there");
        let made = clean(&bytes).unwrap_or_else(|unfit| panic!("{what}: {unfit:?}"));
        assert!(!holds(&made.bytes, PLACE), "{what} is kept");
        assert!(!holds(&made.bytes, b"Exif"), "{what} is kept");
        assert_eq!((made.width, made.height), (64, 32), "{what}");
    }
}

/// Where the red half is in what is looked at: left, right, top or bottom.
fn red_side(image: &DynamicImage) -> &'static str {
    let image = image.to_rgb8();
    let (width, height) = image.dimensions();
    let is_red = |x: u32, y: u32| image.get_pixel(x, y).0[0] > 128;
    match (
        is_red(1, height / 2),
        is_red(width - 2, height / 2),
        is_red(width / 2, 1),
    ) {
        (true, false, _) => "left",
        (false, true, _) => "right",
        (_, _, true) => "top",
        (_, _, false) => "bottom",
    }
}

#[test]
fn a_picture_is_turned_as_it_was_held() {
    for (orientation, side, size) in [
        (1, "left", (64, 32)),
        (2, "right", (64, 32)),
        (3, "right", (64, 32)),
        (4, "left", (64, 32)),
        (5, "top", (32, 64)),
        (6, "top", (32, 64)),
        (7, "bottom", (32, 64)),
        (8, "bottom", (32, 64)),
        (9, "left", (64, 32)),
    ] {
        let mut app1 = b"Exif\0\0".to_vec();
        app1.extend(exif(orientation));
        let held = [
            with_segment(&jpeg(&halves(64, 32)), 0xe1, &app1),
            with_chunk(&png(&halves(64, 32)), *b"eXIf", &exif(orientation)),
        ];
        for bytes in held {
            let made = clean(&bytes).expect("a picture");
            assert_eq!((made.width, made.height), size, "{orientation}");
            assert_eq!(red_side(&read(&made)), side, "{orientation}");
        }
    }
}

#[test]
fn large_ones_become_as_large_as_a_screen_and_small_ones_stay() {
    for (from, to) in [
        ((3_000, 1_500), (2_048, 1_024)),
        ((1_000, 4_000), (512, 2_048)),
        ((2_048, 10), (2_048, 10)),
        ((7_000, 1), (2_048, 1)),
        ((1, 1), (1, 1)),
    ] {
        let made = clean(&jpeg(&halves(from.0, from.1))).expect("a picture");
        assert_eq!((made.width, made.height), to, "{from:?}");
        let read = read(&made);
        assert_eq!((read.width(), read.height()), to, "{from:?}");
    }
}

#[test]
fn what_shines_through_stands_on_white_and_deep_colours_become_shallow() {
    let glass = RgbaImage::from_pixel(16, 16, Rgba([0, 0, 0, 0]));
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes)
        .write_image(&glass, 16, 16, ExtendedColorType::Rgba8)
        .expect("a PNG");
    let made = clean(&bytes).expect("a picture");
    assert_eq!(read(&made).to_rgb8().get_pixel(3, 3).0, [255; 3]);

    let deep = vec![0x80; 2 * 16 * 16];
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes)
        .write_image(&deep, 16, 16, ExtendedColorType::L16)
        .expect("a PNG");
    let made = clean(&bytes).expect("a picture");
    let read = read(&made);
    assert_eq!(read.color(), image::ColorType::L8);
    assert!(read.to_luma8().get_pixel(3, 3).0[0].abs_diff(128) <= 1);
}

/// Nothing that can be written is larger than is kept.
#[test]
fn noise_is_kept_small() {
    let mut state = 1_u32;
    let noise = RgbImage::from_fn(2_048, 2_048, |_, _| {
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        };
        Rgb([next(), next(), next()])
    });
    let made = clean(&png(&noise)).expect("a picture");
    assert_eq!(made.format, Format::Jpeg);
    assert!(made.bytes.len() <= MOST_WRITTEN, "{}", made.bytes.len());
}

/// A PNG whose head promises so many points and whose rest is tiny.
fn promising(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = png(&halves(8, 8));
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    bytes
}

#[test]
fn a_bomb_is_refused_by_its_head() {
    for (width, height) in [
        (60_000, 60_000),
        (8_001, 1),
        (1, 8_001),
        (5_001, 5_000),
        (7_999, 7_999),
    ] {
        let bomb = promising(width, height);
        assert_eq!(clean(&bomb), Err(Unfit::TooLarge), "{width} by {height}");
    }
    // The head of a JPEG promises just so.
    let mut bomb = jpeg(&halves(8, 8));
    let frame = bomb
        .windows(2)
        .position(|two| two == [0xff, 0xc0])
        .expect("a frame");
    bomb[frame + 5..frame + 9].copy_from_slice(&[0xea, 0x60, 0xea, 0x60]);
    assert_eq!(clean(&bomb), Err(Unfit::TooLarge));
    // A small one that ends early is broken, and takes no longer.
    assert_eq!(clean(&promising(4_000, 4_000)), Err(Unfit::Broken));
}

#[test]
fn what_was_cut_off_is_no_picture() {
    let whole = png(&halves(64, 64));
    for length in [8, 20, 33, whole.len() / 2] {
        assert!(clean(&whole[..length]).is_err(), "{length}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_bytes_do_any_harm(
        kind in 0_usize..4,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        cut in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
        free in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let small = halves(24, 16);
        let mut bytes = match kind {
            0 => jpeg(&small),
            1 => png(&small),
            2 => webp(&small),
            _ => free,
        };
        for (place, byte) in changes {
            if !bytes.is_empty() {
                let place = place.index(bytes.len());
                bytes[place] = byte;
            }
        }
        if is_cut && !bytes.is_empty() {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(made) = clean(&bytes) {
            prop_assert!(made.bytes.len() <= MOST_WRITTEN);
            prop_assert!(made.width <= 2_048 && made.height <= 2_048);
        }
    }
}
