//! From bytes to text: what spreadsheets in Japan write.

use encoding_rs::{Encoding, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use super::Unreadable;

/// What a workbook begins with: it is an archive.
const ARCHIVE: &[u8] = b"PK\x03\x04";
/// The same of the older kind.
const OLD_WORKBOOK: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

/// The text of a file: by its mark UTF-8 or UTF-16, else UTF-8, else the Windows code page 932. Its
/// line ends become those of Unix.
///
/// # Errors
/// Where it is no text.
pub fn decode(bytes: &[u8]) -> Result<String, Unreadable> {
    if bytes.starts_with(ARCHIVE) || bytes.starts_with(OLD_WORKBOOK) {
        return Err(Unreadable::Workbook);
    }
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => strictly(encoding, &bytes[mark..]),
        None => strictly(UTF_8, bytes).or_else(|_| strictly(SHIFT_JIS, bytes)),
    }?;
    // An editor counts each of them as the end of a line.
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// The text, if every byte has a meaning.
fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Unreadable> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    // UTF-16 without its mark reads as letters with zeros between them.
    match text.filter(|text| !text.contains('\0')) {
        Some(text) => Ok(text.into_owned()),
        None => Err(first_unreadable(encoding, bytes)),
    }
}

/// Where the first byte is that has no meaning.
fn first_unreadable(encoding: &'static Encoding, bytes: &[u8]) -> Unreadable {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        return Unreadable::NoText { line: 1, row: 1 };
    }
    let is_readable = |line: &[u8]| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(line);
        text.is_some_and(|text| !text.contains('\0'))
    };
    let lines = || bytes.split(|byte| *byte == b'\n');
    let before = lines().position(|line| !is_readable(line)).unwrap_or(0);
    let (mut row, mut is_in_cell) = (1, false);
    for line in lines().take(before) {
        let bytes = line.iter();
        is_in_cell = bytes.fold(is_in_cell, |is_in, byte| is_in ^ (*byte == b'"'));
        row += usize::from(!is_in_cell);
    }
    Unreadable::NoText {
        line: before + 1,
        row,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn utf_16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let mark = std::iter::once(0xfeff);
        let units = mark.chain(text.encode_utf16());
        units.flat_map(bytes_of).collect()
    }

    #[test]
    fn what_spreadsheets_write_is_read() {
        let text = "名前,①髙﨑～\nabc,ﾃｽﾄ";
        let windows = text.replace('\n', "\r\n");
        let (cp932, _, lossy) = SHIFT_JIS.encode(&windows);
        assert!(!lossy);
        let marked = format!("\u{feff}{windows}");
        for bytes in [
            text.as_bytes(),
            windows.as_bytes(),
            text.replace('\n', "\r").as_bytes(),
            marked.as_bytes(),
            &cp932,
            &utf_16(&windows, u16::to_le_bytes),
            &utf_16(&windows, u16::to_be_bytes),
        ] {
            assert_eq!(decode(bytes).expect("a text"), text);
        }
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_line_and_row() {
        let no_text = |line, row| Unreadable::NoText { line, row };
        for (bytes, refusal) in [
            (&b"PK\x03\x04xl/workbook.xml"[..], Unreadable::Workbook),
            (OLD_WORKBOOK, Unreadable::Workbook),
            (b"a\nb\n\xff\xff", no_text(3, 3)),
            (b"a\nb\0c", no_text(2, 2)),
            (b"a\n\"b\nc\",\"d\"\n\xff\xff", no_text(4, 3)),
            (b"a\n\"b\n\xff\xff\"", no_text(3, 2)),
            (b"\xef\xbb\xbfa\n\x83", no_text(2, 2)),
            (b"\xff\xfea", no_text(1, 1)),
        ] {
            assert_eq!(decode(bytes), Err(refusal));
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = decode(&bytes);
        }

        #[test]
        fn what_was_written_is_read_again(text in "[ -~ぁ-んァ-ヶ亜-煕\n]{0,80}") {
            prop_assert_eq!(&decode(text.as_bytes()).expect("a text"), &text);
            for bytes_of in [u16::to_le_bytes, u16::to_be_bytes] {
                prop_assert_eq!(&decode(&utf_16(&text, bytes_of)).expect("a text"), &text);
            }
            let (bytes, _, lossy) = SHIFT_JIS.encode(&text);
            // A few short rows of CP932 are UTF-8 as well, by chance.
            if !lossy && std::str::from_utf8(&bytes).is_err() {
                prop_assert_eq!(&decode(&bytes).expect("a text"), &text);
            }
        }
    }
}
