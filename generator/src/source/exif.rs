//! The notes of a camera in a JPEG picture: whether it is turned, and whether they tell where it was taken.
//!
//! The notes are those of the standard Exif 2.32: a small TIFF file in the segment `APP1`.

/// The notes of a camera.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CameraNotes {
    /// Whether width and height change places when the picture is shown.
    pub is_turned: bool,
    /// Whether they hold the place where the picture was taken.
    pub has_place: bool,
}

/// The tag of the orientation. From 5 on, the picture is shown on its side.
const ORIENTATION: u16 = 0x0112;

/// The tag of the place.
const PLACE: u16 = 0x8825;

impl CameraNotes {
    /// The notes in a JPEG picture. Without notes, or with damaged ones, neither is the case.
    pub fn of(jpeg: &[u8]) -> CameraNotes {
        segment(jpeg).and_then(read).unwrap_or_default()
    }
}

/// The notes as they are in the file, from the mark of their order of bytes on.
fn segment(jpeg: &[u8]) -> Option<&[u8]> {
    let mut rest = jpeg.strip_prefix(b"\xff\xd8")?;
    while let [0xff, marker, high, low, after @ ..] = rest {
        let length = usize::from(u16::from_be_bytes([*high, *low])).checked_sub(2)?;
        let body = after.get(..length)?;
        match marker {
            0xe1 => {
                if let Some(notes) = body.strip_prefix(b"Exif\0\0") {
                    return Some(notes);
                }
            }
            // The picture itself begins.
            0xda => return None,
            _ => {}
        }
        rest = &after[length..];
    }
    None
}

/// Reads the first list of notes.
fn read(notes: &[u8]) -> Option<CameraNotes> {
    let is_little = match notes.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let short = |at: usize| -> Option<u16> {
        let bytes = notes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(match is_little {
            true => u16::from_le_bytes(bytes),
            false => u16::from_be_bytes(bytes),
        })
    };
    let long = |at: usize| -> Option<u32> {
        let bytes = notes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(match is_little {
            true => u32::from_le_bytes(bytes),
            false => u32::from_be_bytes(bytes),
        })
    };
    let list = usize::try_from(long(4)?).ok()?;
    let mut found = CameraNotes::default();
    for note in 0..usize::from(short(list)?) {
        let Some(tag) = short(list + 2 + note * 12) else {
            break;
        };
        match tag {
            ORIENTATION => found.is_turned = short(list + 10 + note * 12)? >= 5,
            PLACE => found.has_place = true,
            _ => {}
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::CameraNotes;

    /// A JPEG picture with notes, each a tag and a number, in an order of bytes.
    fn jpeg(is_little: bool, notes: &[(u16, u16)]) -> Vec<u8> {
        let short = |number: u16| match is_little {
            true => number.to_le_bytes(),
            false => number.to_be_bytes(),
        };
        let long = |number: u32| match is_little {
            true => number.to_le_bytes(),
            false => number.to_be_bytes(),
        };
        let mut body = b"Exif\0\0".to_vec();
        body.extend(if is_little { b"II" } else { b"MM" });
        body.extend(short(42));
        body.extend(long(8));
        body.extend(short(u16::try_from(notes.len()).unwrap()));
        for (tag, number) in notes {
            body.extend(short(*tag));
            body.extend(short(3));
            body.extend(long(1));
            body.extend(short(*number));
            body.extend([0, 0]);
        }
        let mut jpeg = b"\xff\xd8\xff\xe0\0\x04xx\xff\xe1".to_vec();
        jpeg.extend(u16::try_from(body.len() + 2).unwrap().to_be_bytes());
        jpeg.extend(body);
        jpeg
    }

    #[test]
    fn the_orientation_and_the_place_are_found_in_both_orders_of_bytes() {
        for is_little in [true, false] {
            let notes = |notes: &[(u16, u16)]| {
                let found = CameraNotes::of(&jpeg(is_little, notes));
                (found.is_turned, found.has_place)
            };
            assert_eq!(notes(&[(0x0112, 1)]), (false, false));
            assert_eq!(notes(&[(0x010f, 9), (0x0112, 6)]), (true, false));
            assert_eq!(notes(&[(0x0112, 3), (0x8825, 1)]), (false, true));
        }
    }

    #[test]
    fn damaged_notes_are_none() {
        let whole = jpeg(true, &[(0x0112, 6), (0x8825, 1)]);
        for end in 0..whole.len() {
            // Whatever is left, reading comes to an end.
            let _ = CameraNotes::of(&whole[..end]);
        }
        let mut far = whole.clone();
        far[20..24].copy_from_slice(&[0xff; 4]);
        assert_eq!(CameraNotes::of(&far), CameraNotes::default());
        assert_eq!(
            CameraNotes::of(b"\xff\xd8\xff\xe1\0\0"),
            CameraNotes::default()
        );
    }
}
