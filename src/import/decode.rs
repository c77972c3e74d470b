//! Turns the bytes of a file into text, whatever program wrote it.

use std::borrow::Cow;

use super::ImportError;

/// A team or a list of asks is a few kilobytes; more is the wrong file.
const LARGEST: usize = 8 * 1024 * 1024;

/// The text, with `\n` between lines, and a note when its encoding had to be guessed.
pub(super) fn text(bytes: &[u8]) -> Result<(String, Option<String>), ImportError> {
    if bytes.len() > LARGEST {
        return Err(ImportError::whole("The file is larger than 8 MB. Is it the right one?"));
    }
    let Some((text, note)) = as_written(bytes) else {
        return Err(ImportError::whole(
            "This is not a text file. Save the table as CSV, and bring that.",
        ));
    };
    Ok((text.replace("\r\n", "\n").replace('\r', "\n"), note))
}

/// The text of a file of any length with the line ends it has, copied only where it is not UTF-8,
/// and a note when its encoding had to be guessed; nothing when it is no text.
pub(super) fn as_written(bytes: &[u8]) -> Option<(Cow<'_, str>, Option<String>)> {
    let (text, note) = match bytes {
        [0xff, 0xfe, rest @ ..] => (utf16(rest, u16::from_le_bytes).into(), None),
        [0xfe, 0xff, rest @ ..] => (utf16(rest, u16::from_be_bytes).into(), None),
        _ => utf8_or_windows(bytes),
    };
    (!text.contains('\0')).then_some((text, note))
}

fn utf8_or_windows(bytes: &[u8]) -> (Cow<'_, str>, Option<String>) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.into(), None),
        Err(_) => {
            let note = "The file is not UTF-8; it was read as Windows-1252. Check the accents.";
            (bytes.iter().map(|&byte| windows_1252(byte)).collect(), Some(note.to_owned()))
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|&pair| unit(pair));
    let lossy = |character: Result<char, _>| character.unwrap_or(char::REPLACEMENT_CHARACTER);
    char::decode_utf16(units).map(lossy).collect()
}

/// Latin-1, but for the quotes, dashes and signs that Windows put where it has controls.
fn windows_1252(byte: u8) -> char {
    const SIGNS: &str = "€�‚ƒ„…†‡ˆ‰Š‹Œ�Ž��‘’“”•–—˜™š›œ�žŸ";
    match byte {
        0x80..=0x9f => SIGNS.chars().nth(usize::from(byte - 0x80)).unwrap_or('�'),
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_encoding_is_read() {
        let utf16: Vec<u8> =
            "\u{feff}Šarić\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, expected, guessed) in [
            (b"\xef\xbb\xbfSari\xc4\x87\r\n".as_slice(), "Sarić\n", false),
            (&utf16, "Šarić\n", false),
            (b"M\xfcller\r\x80 5", "Müller\n€ 5", true),
            (b"\x8aari \x96 \x9f", "Šari – Ÿ", true),
            (b"", "", false),
        ] {
            let (text, note) = text(bytes).unwrap();
            assert_eq!((text.as_str(), note.is_some()), (expected, guessed));
        }
    }

    #[test]
    fn what_is_no_text_or_far_too_long_is_refused() {
        assert!(text(b"PK\x03\x04\0\0").unwrap_err().message.contains("not a text file"));
        assert!(text(&vec![b'a'; LARGEST + 1]).unwrap_err().message.contains("8 MB"));
    }
}
