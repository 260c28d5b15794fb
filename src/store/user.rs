//! What belongs to the person at this computer: settings, recent projects, unsaved work.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::atomic::Disk;
use super::project::{OpenProject, create_project, open_project, project_path};
use super::{StoreError, ron_file};
use crate::model::Codebook;

/// How many projects are remembered.
const RECENT: usize = 20;
/// The largest file of settings that is read, in bytes.
const SETTINGS_LIMIT: u64 = 4 << 20;

/// Where a user's settings and unsaved work are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserData {
    config: PathBuf,
    data: PathBuf,
}

/// A project that was open before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// Its folder.
    pub root: PathBuf,
    /// What people read.
    pub name: String,
    /// When it was last opened.
    pub opened: Timestamp,
    /// Whether it is an unsaved project in the user's data folder.
    #[serde(default)]
    pub scratch: bool,
}

impl UserData {
    /// Where the system keeps these, or the folder that the environment variable `PARALLAX_HOME`
    /// names.
    pub fn find() -> Result<Self, StoreError> {
        if let Some(home) = std::env::var_os("PARALLAX_HOME").filter(|home| !home.is_empty()) {
            return Ok(Self::at(Path::new(&home)));
        }
        let base = etcetera::choose_base_strategy().map_err(|error| StoreError::NoHome(error.to_string()))?;
        Ok(Self { config: base.config_dir().join("parallax"), data: base.data_dir().join("parallax") })
    }

    /// All in one folder.
    pub fn at(home: &Path) -> Self {
        Self { config: home.join("config"), data: home.join("data") }
    }

    /// Reads `NAME.ron` of the settings; the default where there is none.
    pub fn load<T: DeserializeOwned + Default>(&self, name: &str) -> Result<T, StoreError> {
        let path = self.setting(name);
        match ron_file::read_bytes(&path, SETTINGS_LIMIT)? {
            Some(bytes) => ron_file::parse_plain(&path, &bytes),
            None => Ok(T::default()),
        }
    }

    /// Writes `NAME.ron` of the settings.
    pub fn save<T: Serialize>(&self, name: &str, value: &T) -> Result<(), StoreError> {
        let path = self.setting(name);
        let disk = Disk::new();
        disk.create_folder(&self.config)?;
        disk.replace(&path, (ron_file::pretty(value, 3) + "\n").as_bytes(), false)
    }

    fn setting(&self, name: &str) -> PathBuf {
        self.config.join(format!("{name}.ron"))
    }

    /// The name under which the person reviews, as they gave it; `None` where they were not asked yet.
    pub fn reviewer_name(&self) -> Result<Option<String>, StoreError> {
        self.load("reviewer")
    }

    /// Remembers the name under which the person reviews.
    pub fn set_reviewer_name(&self, name: &str) -> Result<(), StoreError> {
        self.save("reviewer", &Some(name))
    }

    /// The projects that were open before, the last one first. One that is not there now may be on a
    /// drive that is not plugged in, and stays; unsaved work that is gone has been saved elsewhere.
    pub fn recent(&self) -> Result<Vec<Recent>, StoreError> {
        let mut all: Vec<Recent> = self.load("recent")?;
        all.retain(|recent| !recent.scratch || project_path(&recent.root).is_file());
        Ok(all)
    }

    /// Puts a project first among the recent ones.
    pub fn remember(&self, open: &OpenProject, now: Timestamp) -> Result<(), StoreError> {
        let root = open.root.canonicalize().unwrap_or_else(|_| open.root.clone());
        let mut all: Vec<Recent> = self.load("recent")?;
        all.retain(|recent| recent.root != root);
        let scratch = self.is_scratch(&root);
        all.insert(0, Recent { root, name: open.project.name.clone(), opened: now, scratch });
        all.truncate(RECENT);
        self.save("recent", &all)
    }

    /// Takes a project off the list.
    pub fn forget(&self, root: &Path) -> Result<(), StoreError> {
        let mut all: Vec<Recent> = self.load("recent")?;
        all.retain(|recent| recent.root != root);
        self.save("recent", &all)
    }

    /// Where journals go for a project whose folder cannot be written to.
    pub fn journals_of(&self, root: &Path) -> PathBuf {
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let mut sum = ron_file::sha256(root.as_os_str().as_encoded_bytes());
        sum.truncate(16);
        self.data.join("journals").join(sum)
    }

    /// The folder of settings.
    pub fn config(&self) -> &Path {
        &self.config
    }

    /// The folder of unsaved projects, journals and samples.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Where sample projects are unpacked.
    pub fn samples(&self) -> PathBuf {
        self.data.join("samples")
    }

    fn scratch_folder(&self) -> PathBuf {
        self.data.join("unsaved")
    }

    /// Whether a project folder is one of the unsaved ones.
    pub fn is_scratch(&self, root: &Path) -> bool {
        let folder = self.scratch_folder();
        root.starts_with(&folder) || folder.canonicalize().is_ok_and(|folder| root.starts_with(folder))
    }

    /// Makes an unsaved project.
    pub fn scratch_project(&self, id: &str, name: &str) -> Result<OpenProject, StoreError> {
        create_project(&self.scratch_folder().join(id), name, Codebook::default())
    }

    /// The unsaved projects that can be opened, the one changed last first.
    pub fn scratch_projects(&self) -> Vec<OpenProject> {
        let Ok(entries) = std::fs::read_dir(self.scratch_folder()) else { return Vec::new() };
        let mut roots: Vec<_> = entries
            .flatten()
            .map(|entry| entry.path())
            .map(|root| (std::fs::metadata(project_path(&root)).and_then(|meta| meta.modified()).ok(), root))
            .collect();
        roots.sort();
        roots.into_iter().rev().filter_map(|(_, root)| open_project(&root).ok()).collect()
    }
}
