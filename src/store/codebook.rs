//! Codebooks in files of their own, to be taken from one project to another.

use std::path::Path;

use super::atomic::Disk;
use super::project::{PROJECT_LIMIT, project_path};
use super::project_file::{CodebookFile, ProjectFile};
use super::{FORMAT, StoreError, ron_file};
use crate::model::Codebook;

/// Reads a codebook: from a file of its own, from a project's `project.ron`, or from a project folder.
pub fn read_codebook(path: &Path) -> Result<Codebook, StoreError> {
    let path = if path.is_dir() { project_path(path) } else { path.to_owned() };
    let bytes = ron_file::read_bytes(&path, PROJECT_LIMIT)?.ok_or_else(|| {
        StoreError::io("read", &path)(std::io::Error::new(
            std::io::ErrorKind::NotFound,
            "there is no such file",
        ))
    })?;
    let alone = || ron_file::parse::<CodebookFile>(&path, &bytes).map(|file| file.codebook);
    let project = || ron_file::parse::<ProjectFile>(&path, &bytes).map(|file| file.codebook);
    if path.file_name().is_some_and(|name| name == "project.ron") {
        return project();
    }
    alone().or_else(|error| project().map_err(|_| error))
}

/// Writes a codebook to a file of its own. What stands there is kept as `….bak`.
pub fn write_codebook(disk: &Disk, path: &Path, codebook: &Codebook) -> Result<(), StoreError> {
    let file = CodebookFile { format: FORMAT, codebook: codebook.clone() };
    disk.replace(path, file.to_ron().as_bytes(), true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LabelId, Value};

    #[test]
    fn a_codebook_is_read_as_it_was_written_and_out_of_a_project_too() {
        let folder = tempfile::tempdir().unwrap();
        let mut codebook = Codebook::default();
        codebook.labels[0].about = "# When\n\n*A* “human” being,\n- named".into();
        codebook.labels[1].parent = Some(LabelId::from("person"));
        codebook.labels[6].attributes[0].default = Some(Value::Choice("wrong".into()));
        codebook.replaced.insert("old".into(), "person".into());
        let path = folder.path().join("codes.ron");
        write_codebook(&Disk::new(), &path, &codebook).unwrap();
        assert_eq!(read_codebook(&path).unwrap(), codebook);
        let root = folder.path().join("project");
        crate::store::create_project(&root, "P", codebook.clone()).unwrap();
        assert_eq!(read_codebook(&root).unwrap(), codebook);
        assert_eq!(read_codebook(&root.join("project.ron")).unwrap(), codebook);
        std::fs::copy(root.join("project.ron"), folder.path().join("copy.ron")).unwrap();
        assert_eq!(read_codebook(&folder.path().join("copy.ron")).unwrap(), codebook);
    }

    #[test]
    fn what_is_no_codebook_is_refused_with_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("codes.ron");
        std::fs::write(&path, "(format: 1,\n  codebook: (labels: [], links: [], colours: []))").unwrap();
        let error = read_codebook(&path).unwrap_err().to_string();
        assert!(error.contains("codes.ron:2:") && error.contains("colours"), "{error}");
        std::fs::write(&path, "(format: 9, codebook: 3)").unwrap();
        assert!(matches!(read_codebook(&path), Err(StoreError::Newer { found: 9, .. })));
        assert!(read_codebook(&folder.path().join("none.ron")).is_err());
    }
}
