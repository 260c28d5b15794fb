//! The sample project, carried in the program and unpacked where the user's data are kept, so that
//! it can be opened from anywhere and edited without touching the original.

use std::path::PathBuf;

use crate::store::user::UserData;

macro_rules! files {
    ($($path:literal)*) => {
        &[$(($path, include_bytes!(concat!("../../sample_data/harbour-barrier/", $path)))),*]
    };
}

/// The files of the sample with their paths inside its folder.
const FILES: &[(&str, &[u8])] = files![
    ".gitignore"
    "project.ron"
    "articles/harbour-barrier/coastal-wire.txt"
    "articles/harbour-barrier/gazette.txt"
    "articles/harbour-barrier/morning-herald.txt"
    "reviews/harbour-barrier/ana.ron"
    "reviews/harbour-barrier/ben.ron"
    "reviews/harbour-barrier/chloe.ron"
];

/// The folder of the user's copy, made where it is not there yet. A copy that was worked on stays
/// as it is.
pub fn unpack(user: &UserData) -> std::io::Result<PathBuf> {
    let root = user.samples().join("harbour-barrier");
    for (path, bytes) in FILES {
        let file = root.join(path);
        if file.exists() {
            continue;
        }
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&file, bytes)?;
    }
    Ok(root)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_in_the_program_is_the_whole_sample() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data/harbour-barrier");
        let mut found = Vec::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.push(path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/"));
                }
            }
        }
        // What working in the folder leaves behind is no part of it.
        found.retain(|path| [".lock", ".journal", ".bak"].iter().all(|end| !path.ends_with(end)));
        found.sort();
        let mut listed: Vec<&str> = FILES.iter().map(|(path, _)| *path).collect();
        listed.sort_unstable();
        assert_eq!(found, listed);
    }

    #[test]
    fn what_was_done_in_the_copy_stays() {
        let home = tempfile::tempdir().unwrap();
        let user = UserData::at(home.path());
        let root = unpack(&user).unwrap();
        std::fs::write(root.join("project.ron"), "mine").unwrap();
        std::fs::remove_file(root.join("reviews/harbour-barrier/ana.ron")).unwrap();
        unpack(&user).unwrap();
        assert_eq!(std::fs::read_to_string(root.join("project.ron")).unwrap(), "mine");
        assert!(root.join("reviews/harbour-barrier/ana.ron").exists());
    }
}
