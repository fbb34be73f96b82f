//! The checks beside a gate, for whoever decides.

use ntro_workflow::wire::{QualityItem, QualityResults, QualityStatus};

use crate::one_line::one_line;
use crate::paint::{Colour, Paint};

/// The checks beside a gate as a person reads them: what they come to, and a line for each.
///
/// ```
/// use ntro_console::{Paint, checks};
/// use ntro_workflow::wire::QualityResults;
///
/// let results: QualityResults = serde_json::from_value(serde_json::json!({
///     "status": "warn", "summary": "1 warning",
///     "items": [{ "id": "rent", "title": "Has the rent fallen?", "status": "warn", "detail": "By 12 %." }],
/// }))?;
/// assert_eq!(checks(&results, Paint::new(false)), "    Checks: 1 warning\n      ! Has the rent fallen? By 12 %.");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn checks(results: &QualityResults, paint: Paint) -> String {
    let heading = format!("    Checks: {}", one_line(&results.summary));
    let items = results.items.iter().map(|item| line(item, paint));
    std::iter::once(heading).chain(items).collect::<Vec<_>>().join("\n")
}

fn line(item: &QualityItem, paint: Paint) -> String {
    let mark = match item.status {
        QualityStatus::Running => paint.text(Colour::Busy, "▶"),
        QualityStatus::Pass => paint.text(Colour::Good, "✔"),
        QualityStatus::Warn => paint.text(Colour::Asking, "!"),
        QualityStatus::Fail => paint.text(Colour::Bad, "✘"),
        QualityStatus::Skipped => paint.text(Colour::Faint, "·"),
    };
    let (title, detail) = (one_line(&item.title), one_line(&item.detail));
    let colon = if detail.is_empty() || title.ends_with(['?', '.', '!', ':']) { "" } else { ":" };
    format!("      {mark} {title}{colon} {detail}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_check_is_one_line_whatever_is_said_in_it() {
        let items = json!([
            { "id": "a", "title": "Balanced", "status": "fail", "detail": "off by 1\n\u{1b}[2Jnot at all" },
            { "id": "b", "title": "Plausible", "status": "running" },
        ]);
        let results = json!({ "status": "running", "summary": "Running (1 of 2)…", "items": items });
        let results = serde_json::from_value(results).expect("results");
        let shown = checks(&results, Paint::new(false));
        let lines: Vec<_> = shown.lines().map(str::trim_start).collect();
        assert_eq!(
            lines,
            ["Checks: Running (1 of 2)…", "✘ Balanced: off by 1  [2Jnot at all", "▶ Plausible"]
        );
    }
}
