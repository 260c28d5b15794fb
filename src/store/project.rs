//! Project folders.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::atomic::Disk;
use super::decode::{ARTICLE_LIMIT, DecodedText, normal_lines, read_article_text};
use super::names::{check_stem, inside, unsafe_stem};
use super::project_file::{FileArticle, FileStory, ProjectFile};
use super::ron_file::{self, sha256};
use super::{Problem, StoreError, guess};
use crate::model::{Article, ArticleId, Codebook, Project, ReviewerId, Story, StoryId, fold_to_id};

/// The largest `project.ron` that is read, in bytes.
pub(super) const PROJECT_LIMIT: u64 = 64 << 20;

/// What git is told not to share.
const IGNORED: &str = ".*.tmp\n*.bak\n*.journal\n*.lock\n";

/// A project folder that is open.
#[derive(Clone, Debug)]
pub struct OpenProject {
    /// The folder.
    pub root: PathBuf,
    /// What is in it.
    pub project: Project,
    /// What is not as it should be.
    pub problems: Vec<Problem>,
    /// SHA-256 of `project.ron` as it was read or written last.
    stamp: Option<String>,
    /// Articles whose text could not be read, with their place in their story. They stay in the file.
    unread: Vec<(StoryId, usize, FileArticle)>,
    /// The fingerprints of articles whose text is not the one that was imported.
    imported: HashMap<(StoryId, ArticleId), String>,
}

/// The file that makes a folder a project.
pub fn project_path(root: &Path) -> PathBuf {
    root.join("project.ron")
}

/// Opens a project folder, named by itself or by the `project.ron` in it. Fails where `project.ron` is missing or does not follow its format; all
/// else that is wrong is among the problems.
pub fn open_project(root: &Path) -> Result<OpenProject, StoreError> {
    let own_file = root.is_file() && root.file_name().is_some_and(|name| name == "project.ron");
    let root = root.parent().filter(|_| own_file).unwrap_or(root);
    let path = project_path(root);
    let bytes = ron_file::read_bytes(&path, PROJECT_LIMIT)?
        .ok_or_else(|| StoreError::NotAProject { path: root.to_owned() })?;
    let file: ProjectFile = ron_file::parse(&path, &bytes)?;
    let mut open = OpenProject {
        root: root.to_owned(),
        project: Project { name: file.name, codebook: file.codebook, stories: Vec::new() },
        problems: Vec::new(),
        stamp: Some(sha256(&bytes)),
        unread: Vec::new(),
        imported: HashMap::new(),
    };
    let mut seen = BTreeSet::new();
    for story in file.stories {
        check_stem(&path, "story", story.id.as_str())?;
        if !seen.insert(story.id.clone()) {
            return Err(twice(&path, &bytes, "stories", story.id.as_str()));
        }
        open.read_story(story, &path, &bytes)?;
    }
    open.check_codebook(&path);
    Ok(open)
}

fn twice(path: &Path, bytes: &[u8], what: &str, id: &str) -> StoreError {
    let line = ron_file::line_of(bytes, &format!("id: \"{id}\""), 1);
    let message = format!("there are two {what} with the id “{id}”");
    StoreError::Syntax { path: path.to_owned(), line, column: 1, message }
}

/// Makes a project in a folder that is new or empty.
pub fn create_project(root: &Path, name: &str, codebook: Codebook) -> Result<OpenProject, StoreError> {
    let taken = std::fs::read_dir(root).is_ok_and(|mut entries| entries.next().is_some());
    if taken || root.is_file() {
        return Err(StoreError::Exists { path: root.to_owned() });
    }
    let disk = Disk::new();
    disk.create_folder(root)?;
    let mut open = OpenProject {
        root: root.to_owned(),
        project: Project { name: name.to_owned(), codebook, stories: Vec::new() },
        problems: Vec::new(),
        stamp: None,
        unread: Vec::new(),
        imported: HashMap::new(),
    };
    disk.replace(&root.join(".gitignore"), IGNORED.as_bytes(), false)?;
    save_project(&mut open)?;
    Ok(open)
}

/// Writes `project.ron`, unless another program changed it since it was read.
pub fn save_project(open: &mut OpenProject) -> Result<(), StoreError> {
    check_unchanged(open)?;
    let path = project_path(&open.root);
    let text = open.to_file().to_ron();
    if open.stamp.as_deref() != Some(&sha256(text.as_bytes())) {
        Disk::new().replace(&path, text.as_bytes(), true)?;
        open.stamp = Some(sha256(text.as_bytes()));
    }
    Ok(())
}

/// Fails where another program changed `project.ron` since it was read or written last.
pub fn check_unchanged(open: &OpenProject) -> Result<(), StoreError> {
    let path = project_path(&open.root);
    let present = ron_file::read_bytes(&path, PROJECT_LIMIT)?.as_deref().map(sha256);
    if present == open.stamp { Ok(()) } else { Err(StoreError::Changed { path }) }
}

/// Copies an article into the project: its text, decoded, with LF. Gives its id, and what was
/// assumed about the text. Call [`save_project`] when all are in.
pub fn add_article(
    open: &mut OpenProject,
    story: &StoryId,
    source: &Path,
) -> Result<(ArticleId, DecodedText), StoreError> {
    let decoded = read_article_text(source)?;
    let name = source.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    let id = add_text(open, story, &name, &decoded.text)?;
    Ok((id, decoded))
}

/// The same with a text that is in memory; `name` is what its file would be called.
pub fn add_text(
    open: &mut OpenProject,
    story: &StoryId,
    name: &str,
    text: &str,
) -> Result<ArticleId, StoreError> {
    let missing = StoreError::Missing { path: open.root.clone(), what: "story", id: story.to_string() };
    let unread: Vec<ArticleId> =
        open.unread.iter().filter(|(of, ..)| of == story).map(|(.., file)| file.id.clone()).collect();
    let Some(of) = open.project.stories.iter_mut().find(|s| s.id == *story) else { return Err(missing) };
    let stem = fold_to_id(name, "article");
    let place = |id: &str| format!("articles/{story}/{id}.txt");
    let free = |id: &str| {
        of.article(&id.into()).is_none()
            && !unread.iter().any(|known| known.as_str() == id)
            && !open.root.join(place(id)).exists()
    };
    let id = numbered(&stem, free);
    let file = place(&id);
    let path = inside(&open.root, &file)?;
    let disk = Disk::new();
    disk.create_in_project(path.parent().unwrap_or(&open.root))?;
    disk.replace(&path, text.as_bytes(), false)?;
    let id = ArticleId::from(id);
    let article = Article::new(id.clone(), guess::info(text), file, sha256(text.as_bytes()), text.into());
    of.articles.push(Arc::new(article));
    Ok(id)
}

/// Adds a story with this title, without articles.
pub fn add_story(open: &mut OpenProject, title: &str) -> StoryId {
    let free = |id: &str| open.project.story(&id.into()).is_none();
    let id = StoryId::from(numbered(&fold_to_id(title, "story"), free));
    open.project.stories.push(Story { id: id.clone(), title: title.to_owned(), articles: Vec::new() });
    id
}

/// `stem`, or `stem-2`, `stem-3` …: the first that is free and can name a file.
fn numbered(stem: &str, free: impl Fn(&str) -> bool) -> String {
    let stem = if unsafe_stem(stem).is_some() { format!("{stem}-1") } else { stem.to_owned() };
    if free(&stem) {
        return stem;
    }
    (2u32..).map(|n| format!("{stem}-{n}")).find(|id| free(id)).unwrap_or(stem)
}

/// The reviewers who have a review, or the beginning of one, on a story of the project in this
/// folder, by id.
pub fn reviewers_of(root: &Path, story: &StoryId) -> Result<Vec<ReviewerId>, StoreError> {
    check_stem(root, "story", story.as_str())?;
    let folder = root.join("reviews").join(story.as_str());
    let entries = match std::fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(StoreError::io("read", &folder)(error)),
    };
    let mut out = BTreeSet::new();
    for entry in entries {
        let path = entry.map_err(StoreError::io("read", &folder))?.path();
        let is_review = path.extension().is_some_and(|end| end == "ron" || end == "journal");
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        if let Some(stem) = stem.filter(|stem| is_review && unsafe_stem(stem).is_none()) {
            out.insert(ReviewerId::from(stem));
        }
    }
    Ok(out.into_iter().collect())
}

impl OpenProject {
    /// The reviewers who have a review, or the beginning of one, on a story, by id.
    pub fn reviewers(&self, story: &StoryId) -> Result<Vec<ReviewerId>, StoreError> {
        reviewers_of(&self.root, story)
    }

    /// Takes the present text of an article for the right one, from the next [`save_project`] on.
    pub fn accept_text(&mut self, story: &StoryId, article: &ArticleId) {
        self.imported.remove(&(story.clone(), article.clone()));
    }

    fn read_story(&mut self, story: FileStory, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        let mut articles = Vec::with_capacity(story.articles.len());
        let mut seen = BTreeSet::new();
        for (place, article) in story.articles.into_iter().enumerate() {
            check_stem(path, "article", article.id.as_str())?;
            if !seen.insert(article.id.clone()) {
                return Err(twice(path, bytes, "articles", article.id.as_str()));
            }
            let at = inside(&self.root, &article.file)?;
            match self.read_text(&at, &article) {
                Ok((text, sha256)) => {
                    if sha256 != article.sha256 {
                        self.problems.push(Problem::new(
                            &at,
                            "this is not the text that was imported: annotations are looked for by their words",
                        ));
                        self.imported.insert((story.id.clone(), article.id.clone()), article.sha256.clone());
                    }
                    let info = article.info();
                    articles.push(Arc::new(Article::new(
                        article.id,
                        info,
                        article.file,
                        sha256,
                        text.into(),
                    )));
                }
                Err(problem) => {
                    self.problems.push(problem);
                    self.unread.push((story.id.clone(), place, article));
                }
            }
        }
        self.project.stories.push(Story { id: story.id, title: story.title, articles });
        Ok(())
    }

    /// The text and its fingerprint.
    fn read_text(&mut self, at: &Path, article: &FileArticle) -> Result<(String, String), Problem> {
        let bytes = ron_file::read_bytes(at, ARTICLE_LIMIT)
            .map_err(|error| Problem::new(at, format!("the text of “{}” is not shown: {error}", article.id)))?
            .ok_or_else(|| Problem::new(at, format!("the text of “{}” is missing", article.id)))?;
        let sum = sha256(&bytes);
        let text = String::from_utf8(bytes)
            .map_err(|_| Problem::new(at, format!("the text of “{}” is not UTF-8 any more", article.id)))?;
        if sum == article.sha256 || !(text.contains('\r') || text.starts_with('\u{FEFF}')) {
            return Ok((text, sum));
        }
        // Tools that exchange files change line ends and put marks before texts; no word is changed.
        let plain = normal_lines(text.trim_start_matches('\u{FEFF}').to_owned(), &mut Vec::new());
        self.problems
            .push(Problem::new(at, "its line ends or byte order mark were changed; it is read as it was"));
        let sum = sha256(plain.as_bytes());
        Ok((plain, sum))
    }

    fn check_codebook(&mut self, path: &Path) {
        let codebook = &self.project.codebook;
        let mut seen = BTreeSet::new();
        for label in &codebook.labels {
            if !seen.insert(label.id.as_str()) {
                self.problems
                    .push(Problem::new(path, format!("there are two labels with the id “{}”", label.id)));
            }
            if let Some(parent) = label.parent.as_ref().filter(|parent| codebook.label(parent).is_none()) {
                let what = format!("label “{}” stands under “{parent}”, which is not there", label.id);
                self.problems.push(Problem::new(path, what));
            }
        }
        let mut seen = BTreeSet::new();
        for link in codebook.links.iter().filter(|link| !seen.insert(link.id.as_str())) {
            self.problems
                .push(Problem::new(path, format!("there are two link kinds with the id “{}”", link.id)));
        }
        let mut seen = BTreeSet::new();
        for reason in codebook.reasons.iter().filter(|reason| !seen.insert(reason.id.as_str())) {
            self.problems
                .push(Problem::new(path, format!("there are two reasons with the id “{}”", reason.id)));
        }
    }

    fn to_file(&self) -> ProjectFile {
        let mut file = ProjectFile::new(self.project.name.clone(), self.project.codebook.clone());
        for story in &self.project.stories {
            let mut articles: Vec<FileArticle> = story
                .articles
                .iter()
                .map(|article| {
                    let imported = self.imported.get(&(story.id.clone(), article.id.clone()));
                    let sum = imported.unwrap_or(&article.sha256).clone();
                    FileArticle::new(article.id.clone(), article.file.clone(), sum, article.info.clone())
                })
                .collect();
            for (_, place, article) in self.unread.iter().filter(|(of, ..)| *of == story.id) {
                articles.insert((*place).min(articles.len()), article.clone());
            }
            file.stories.push(FileStory { id: story.id.clone(), title: story.title.clone(), articles });
        }
        file
    }
}
