//! The bytes of a workbook, which are the same whatever the system that the program runs on.

use std::io::Cursor;

use rust_xlsxwriter::{Workbook, XlsxError};
use zip::result::ZipResult;
use zip::{System, ZipArchive};

/// The place of the byte for the system that wrote a file, in the header of the file in the archive's directory
/// (sections 4.3.12 and 4.4.2 of the ZIP specification).
const WRITTEN_BY: u64 = 5;

/// Returns the file of a workbook.
///
/// # Errors
/// Returns an error if a sheet cannot be written.
pub(super) fn saved(workbook: &mut Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut archive = workbook.save_to_buffer()?;
    write_as_unix(&mut archive)?;
    Ok(archive)
}

/// States of each file in an archive that a Unix system wrote it, as an archive from Windows does not.
fn write_as_unix(archive: &mut [u8]) -> ZipResult<()> {
    let mut files = ZipArchive::new(Cursor::new(&*archive))?;
    let headers: ZipResult<Vec<u64>> = (0..files.len())
        .map(|file| Ok(files.by_index_raw(file)?.central_header_start()))
        .collect();
    for header in headers? {
        let place = usize::try_from(header + WRITTEN_BY).ok();
        if let Some(system) = place.and_then(|place| archive.get_mut(place)) {
            *system = System::Unix as u8;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn archives_of_all_systems_are_the_same() {
        let archive = |system: System| {
            let options = SimpleFileOptions::default().system(system);
            let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
            for name in ["[Content_Types].xml", "xl/workbook.xml"] {
                archive.start_file(name, options).unwrap();
                archive.write_all(name.as_bytes()).unwrap();
            }
            archive.finish().unwrap().into_inner()
        };
        let (mut of_windows, of_unix) = (archive(System::Dos), archive(System::Unix));
        assert_ne!(of_windows, of_unix);
        write_as_unix(&mut of_windows).unwrap();
        assert_eq!(of_windows, of_unix);
    }
}
