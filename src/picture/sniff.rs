//! What a file is, by its first bytes.

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Jpeg,
    Png,
    Webp,
    Dicom,
    Heic,
    Other,
}

/// The kinds that an ISO media file may say it is, where it is a still picture of a telephone.
const HEIC: [&[u8]; 8] = [
    b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1",
];

/// What these bytes are. What DICOM writes before its own mark is free, and may look like another
/// picture: so its mark is looked for first.
pub(super) fn found(bytes: &[u8]) -> Found {
    let at = |from: usize, wanted: &[u8]| {
        let to = from + wanted.len();
        bytes.get(from..to) == Some(wanted)
    };
    if at(128, b"DICM") {
        return Found::Dicom;
    }
    if at(0, &[0xff, 0xd8, 0xff]) {
        return Found::Jpeg;
    }
    if at(0, b"\x89PNG\r\n\x1a\n") {
        return Found::Png;
    }
    if at(0, b"RIFF") && at(8, b"WEBP") {
        return Found::Webp;
    }
    if at(4, b"ftyp") && HEIC.iter().any(|kind| at(8, kind)) {
        return Found::Heic;
    }
    Found::Other
}
