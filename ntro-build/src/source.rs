//! The files of a package.

use std::path::{Component, Path, PathBuf};

use crate::function::Function;

/// A file that was read.
///
/// ```
/// # fn example(file: &ntro_build::SourceFile) -> usize {
/// println!("{} has {} functions outside of annotated impls", file.path, file.functions.len());
/// file.text.lines().count()
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its path, relative to the package, with `/` between its parts.
    pub path: String,
    /// What stands in it, with `\n` at the end of every line.
    pub text: String,
    /// Its functions that are not in an annotated impl: free ones, and those of other impls and of
    /// traits.
    pub functions: Vec<Function>,
}

/// A path without `.` and `..`, as far as that can be said without looking.
pub(crate) fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(normal.components().next_back(), Some(Component::Normal(_))) => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}

/// A file as the package names it: relative to its root, with `/`.
pub(crate) fn relative(root: &Path, path: &Path) -> String {
    let (mut base, mut up) = (root, 0);
    let inside = loop {
        if let Ok(inside) = path.strip_prefix(base) {
            break inside;
        }
        match base.parent() {
            Some(parent) => (base, up) = (parent, up + 1),
            None => return path.to_string_lossy().into_owned(),
        }
    };
    let parts = inside.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    std::iter::repeat_n("..".to_owned(), up).chain(parts).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_from_the_package() {
        let root = Path::new("/work/close");
        for (path, expected) in [
            ("/work/close/src/./a/../b.rs", "src/b.rs"),
            ("/work/close/src/../../shared/c.rs", "../shared/c.rs"),
        ] {
            assert_eq!(relative(root, &normal(Path::new(path))), expected);
        }
    }
}
