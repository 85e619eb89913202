//! Files that are not UTF-8: the encoding that they are probably in, and their text.
//!
//! Old editors and spreadsheets save Chinese as GBK and English as Windows-1252, and Windows programs call UTF-16
//! "Unicode". [`super::tree`] names the encoding in its message, and `clausebook convert-encoding` converts such a file.

use std::str;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::language::message::{Message, message};

/// A text in an encoding other than UTF-8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignText {
    /// The name of the encoding, as editors show it: `GB 18030`.
    pub encoding: &'static str,
    /// The text, without a byte order mark.
    pub text: String,
}

/// A kind of file that is not text, by its first bytes.
static KINDS: [(&[u8], Message); 9] = [
    (b"\x89PNG", message!("a PNG picture")),
    (b"\xff\xd8\xff", message!("a JPEG picture")),
    (b"GIF8", message!("a GIF picture")),
    (b"RIFF", message!("a WebP picture or a recording")),
    (b"%PDF", message!("a PDF file")),
    (
        b"PK\x03\x04",
        message!("a ZIP archive or a document of an office program"),
    ),
    (
        b"\xd0\xcf\x11\xe0",
        message!("a document of an office program"),
    ),
    (b"\x1f\x8b", message!("a compressed file")),
    (
        b"\x00\x00\x00\x20ftyp",
        message!("a recording or a picture"),
    ),
];

/// The kind of a file that is not text, with its article. `None` if its first bytes are not known.
pub fn kind(bytes: &[u8]) -> Option<&'static Message> {
    let known = KINDS.iter().find(|(start, _)| bytes.starts_with(start));
    known.map(|(_, kind)| kind)
}

/// The text in `bytes`, which are not UTF-8, in the encoding that they are probably in.
///
/// `None` if they are not text, or if no encoding fits to the last byte.
pub fn recognised(bytes: &[u8]) -> Option<ForeignText> {
    if kind(bytes).is_some() {
        return None;
    }
    if let Some(encoding) = utf16(bytes) {
        return decoded(bytes, encoding);
    }
    if bytes.contains(&0) {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guessed = detector.guess(None, Utf8Detection::Deny);
    // A short text fits several encodings of Chinese; the one of Simplified Chinese is the most likely by far.
    let likely = [guessed, GB18030, BIG5, WINDOWS_1252];
    likely
        .into_iter()
        .find_map(|encoding| decoded(bytes, encoding))
}

/// The text in `bytes` in the encoding with this name, such as `gbk`, `utf-16` or `windows-1252`.
///
/// # Errors
/// Returns a message if there is no such encoding, or if the bytes are not in it.
pub fn named(bytes: &[u8], name: &str) -> Result<ForeignText, Message> {
    let Some(encoding) = Encoding::for_label(name.trim().as_bytes()) else {
        return Err(message!(
            "there is no encoding `{name}`; write, for example, `gb18030`, `big5`, `utf-16le` or `windows-1252`",
            name
        ));
    };
    let shown = shown(encoding);
    decoded(bytes, encoding).ok_or_else(|| message!("the file is not text in {shown}", shown))
}

/// UTF-16 by its byte order mark or, without one, by the zero bytes of ASCII characters.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let zeros = |first: usize| {
        bytes
            .iter()
            .skip(first)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let many = bytes.len() / 8;
    match bytes.len() % 2 {
        0 if even > many && odd == 0 => Some(UTF_16BE),
        0 if odd > many && even == 0 => Some(UTF_16LE),
        _ => None,
    }
}

/// The text in `bytes`, if every byte is part of a character of the encoding and no control character results.
fn decoded(bytes: &[u8], encoding: &'static Encoding) -> Option<ForeignText> {
    // Every text in GBK is one in GB 18030, which has more characters.
    let encoding = if encoding == GBK { GB18030 } else { encoding };
    let (text, had_errors) = encoding.decode_with_bom_removal(bytes);
    let is_unprintable = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if had_errors || text.contains(is_unprintable) {
        return None;
    }
    Some(ForeignText {
        encoding: shown(encoding),
        text: text.into_owned(),
    })
}

/// The name of an encoding in messages.
fn shown(encoding: &'static Encoding) -> &'static str {
    match encoding.name() {
        "gb18030" | "GBK" => "GB 18030 (GBK)",
        "windows-1252" => "Windows-1252",
        "UTF-16LE" | "UTF-16BE" => "UTF-16",
        name => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(bytes: &[u8]) -> Option<&'static str> {
        recognised(bytes).map(|text| text.encoding)
    }

    #[test]
    fn common_encodings_are_recognised() {
        let text = "title: {zh: 自行车技工能力要求, en: Requirements}\n说明：车轮为何保持平正；\n";
        let (gbk, _, _) = GBK.encode(text);
        assert_eq!(
            recognised(&gbk),
            Some(ForeignText {
                encoding: "GB 18030 (GBK)",
                text: text.to_owned()
            })
        );
        let units = || text.encode_utf16();
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = [0xfeff]
            .into_iter()
            .chain(units())
            .flat_map(u16::to_be_bytes)
            .collect();
        for bytes in [little, big] {
            assert_eq!(
                recognised(&bytes),
                Some(ForeignText {
                    encoding: "UTF-16",
                    text: text.to_owned()
                })
            );
        }
        let (western, _, _) = WINDOWS_1252.encode("title: Café “Zürich” – déjà vu\n");
        assert_eq!(name(&western), Some("Windows-1252"));
        let (big5, _, _) = BIG5.encode("標準的要求與評價，職業技能說明。這是繁體中文的文件。\n");
        assert_eq!(name(&big5), Some("Big5"));
    }

    #[test]
    fn files_that_are_not_text_have_no_encoding() {
        assert_eq!(name(b"\x89PNG\r\n\x1a\n\x00\x00"), None);
        let pdf = kind(b"%PDF-1.7").map(Message::english);
        assert_eq!(pdf.as_deref(), Some("a PDF file"));
        assert_eq!(name(b"\x00\x01\x02\xff"), None);
    }

    #[test]
    fn an_encoding_can_be_named() {
        assert_eq!(
            named(b"\xc4\xdc", "GBK").map(|text| text.text),
            Ok("\u{80fd}".to_owned())
        );
        assert!(named(b"\xff", "gbk").is_err_and(|message| message.english().contains("not text")));
        assert!(
            named(b"x", "klingon").is_err_and(|message| message.english().contains("no encoding"))
        );
    }
}
