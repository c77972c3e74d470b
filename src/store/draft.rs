//! The draft file: the field that is open, rewritten while somebody types, removed on entry.

use std::io;

use super::atomic;
use super::disk::Disk;
use super::fault::StoreError;
use super::frame;
use super::kinds::Draft;
use super::names::Files;

/// Writes the draft, or removes it when there is none.
pub fn write(disk: &dyn Disk, files: &Files, draft: Option<&Draft>) -> Result<(), StoreError> {
    let file = files.draft();
    let done = match draft {
        Some(draft) => {
            atomic::replace(disk, &file, frame::written(&file, draft)?.as_bytes()).map(drop)
        }
        None => disk.remove(&file),
    };
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound && draft.is_none() => Ok(()),
        done => done.map_err(|error| StoreError::saving(&file, &error)),
    }
}

/// The draft that a program left when it ended while somebody was typing.
pub fn read(disk: &dyn Disk, files: &Files) -> Result<Option<Draft>, StoreError> {
    let reading = frame::read_if_there(disk, &files.draft())?;
    Ok(reading.map(|reading| reading.value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::memory::MemoryDisk;
    use crate::testing::text;
    use std::path::Path;

    #[test]
    fn a_draft_is_there_until_it_is_entered() {
        let disk = MemoryDisk::with_folder("/plans");
        let files = Files::of(Path::new("/plans/garden.ron"));
        assert_eq!(read(&disk, &files), Ok(None));
        let draft = Draft { place: "gather.0".into(), text: text("Plant be") };
        write(&disk, &files, Some(&draft)).unwrap();
        assert_eq!(read(&disk, &files), Ok(Some(draft)));
        write(&disk, &files, None).unwrap();
        write(&disk, &files, None).unwrap();
        assert_eq!(read(&disk, &files), Ok(None));
    }
}
