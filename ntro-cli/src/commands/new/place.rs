//! The directory of a new crate. What cannot be finished is taken away again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use cargo_metadata::MetadataCommand;

use crate::commands::new::template::NewFile;
use crate::failure::Failure;

/// A directory that is empty, made for the crate if need be.
#[derive(Debug)]
pub(super) struct Place {
    path: PathBuf,
    /// The topmost directory that was made for it.
    made: Option<PathBuf>,
}

impl Place {
    /// Takes it, if there is nothing that could be overwritten.
    pub(super) fn claim(path: &Path) -> Result<Self, Failure> {
        let trouble = |error: io::Error| Failure::failed(format!("cannot make {}: {error}", path.display()));
        match fs::read_dir(path) {
            Ok(mut entries) => {
                return match entries.next() {
                    None => Ok(Self { path: path.to_owned(), made: None }),
                    Some(_) => Err(Failure::usage(format!(
                        "{} is there already and not empty; choose another path",
                        path.display()
                    ))),
                };
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                return Err(Failure::usage(format!(
                    "{} is there already, and no directory; choose another path",
                    path.display()
                )));
            }
            Err(error) => return Err(trouble(error)),
        }
        let missing = path.ancestors().take_while(|ancestor| !ancestor.exists());
        let made = missing.last().map(Path::to_owned);
        fs::create_dir_all(path).map_err(trouble)?;
        Ok(Self { path: path.to_owned(), made })
    }

    /// Writes the files, if Cargo takes them for a package there.
    pub(super) fn fill(self, files: &[NewFile]) -> Result<(), Failure> {
        let filled = self.write(files).and_then(|()| self.stands_alone());
        if filled.is_err() {
            self.clear();
        }
        filled
    }

    fn write(&self, files: &[NewFile]) -> Result<(), Failure> {
        for NewFile { path, text } in files {
            let path = self.path.join(path);
            let directory = path.parent().unwrap_or(&self.path);
            let written = fs::create_dir_all(directory).and_then(|()| fs::write(&path, text));
            written.map_err(|error| Failure::failed(format!("cannot write {}: {error}", path.display())))?;
        }
        Ok(())
    }

    /// A workspace above takes a package in only if it says so, and otherwise none of Cargo's commands
    /// works in it. Its Cargo.toml is the author's, so it is not changed here.
    fn stands_alone(&self) -> Result<(), Failure> {
        let mut command = MetadataCommand::new();
        command.manifest_path(self.path.join("Cargo.toml")).no_deps();
        let said = match command.exec() {
            Ok(_) => return Ok(()),
            Err(cargo_metadata::Error::CargoMetadata { stderr }) => stderr,
            Err(error) => error.to_string(),
        };
        match self.workspace_above() {
            Some(root) if said.contains("workspace") => Err(self.inside(&root)),
            _ => Err(Failure::failed(format!(
                "Cargo takes no package at {}: {}",
                self.path.display(),
                said.trim()
            ))),
        }
    }

    /// The root of the workspace that the nearest Cargo.toml above belongs to.
    fn workspace_above(&self) -> Option<PathBuf> {
        let mut above = self.path.ancestors().skip(1).map(|above| above.join("Cargo.toml"));
        let nearest = above.find(|manifest| manifest.is_file())?;
        let metadata = MetadataCommand::new().manifest_path(nearest).no_deps().exec().ok()?;
        Some(metadata.workspace_root.into())
    }

    fn inside(&self, root: &Path) -> Failure {
        // Cargo has followed the links of its path.
        let path = self.path.canonicalize().unwrap_or_else(|_| self.path.clone());
        let relative = path.strip_prefix(root).unwrap_or(&path).display();
        Failure::usage(format!(
            "{} is inside the workspace of {}, which does not name it; nothing was made. Add \"{relative}\" to \
             its `members`, or to its `exclude`, and try again",
            self.path.display(),
            root.join("Cargo.toml").display()
        ))
    }

    /// Nothing was there before, so all of it is ours. What cannot be removed stays.
    fn clear(&self) {
        if let Some(made) = &self.made {
            let _ = fs::remove_dir_all(made);
            return;
        }
        for entry in fs::read_dir(&self.path).into_iter().flatten().flatten() {
            let path = entry.path();
            let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        }
    }
}
