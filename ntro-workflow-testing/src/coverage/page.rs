//! The table as a page for browsers: one file, no scripts, nothing from elsewhere.

use std::fmt::{self, Write as _};
use std::path::Path;
use std::{fs, io};

use ntro_manifest::manifest::GateKind;

use crate::coverage::table::{AnswerCoverage, Coverage, GateCoverage, RunbookCoverage};
use crate::coverage::text::{COLUMNS, counted};

const STYLE: &str = include_str!("page.css");

impl Coverage {
    /// The coverage as one HTML page, complete in itself.
    ///
    /// ```
    /// let page = ntro_workflow_testing::coverage::all().page();
    /// assert!(page.starts_with("<!DOCTYPE html>") && !page.contains("<script"));
    /// ```
    #[must_use]
    pub fn page(&self) -> String {
        format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>Decision coverage</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
             <h1>Decision coverage</h1>\n{}</main>\n</body>\n</html>\n",
            Body(self)
        )
    }

    /// Writes the [`page`](Self::page), and the directories that it is to lie in.
    ///
    /// # Errors
    /// If it cannot be written there; the error says where.
    ///
    /// ```no_run
    /// ntro_workflow_testing::coverage::all().write_page("target/coverage.html")?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write_page(&self, path: impl AsRef<Path>) -> io::Result<()> {
        write(path.as_ref(), &self.page())
    }

    /// Writes the page, and the JSON beside it.
    pub(crate) fn write_both(&self, directory: &Path, name: &str) -> io::Result<()> {
        self.write_page(directory.join(format!("{name}.html")))?;
        write(&directory.join(format!("{name}.json")), &self.to_json())
    }
}

/// Writes a file, and the directories that it is to lie in.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let directory = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(directory).and_then(|()| fs::write(path, text)).map_err(|error| {
        let message = format!("cannot write the decision coverage to {}: {error}", path.display());
        io::Error::new(error.kind(), message)
    })
}

struct Body<'a>(&'a Coverage);

struct Section<'a>(usize, &'a RunbookCoverage);

struct Row<'a>(&'a GateCoverage);

struct Cell<'a>(Option<&'a AnswerCoverage>);

struct Escaped<'a>(&'a str);

impl fmt::Display for Body<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(coverage) = self;
        f.write_str(
            "<p>How often the scenarios of the tests drove what can happen at each gate. \
             Missing: no scenario drove it. Excluded: it need not be driven, for the reason that is given. \
             A dash: it cannot happen there.</p>\n",
        )?;
        if coverage.runbooks.is_empty() {
            f.write_str("<p>No scenario was played.</p>\n")?;
        }
        let faults = coverage.every_fault();
        if !faults.is_empty() {
            f.write_str("<h2>Exclusions that do not hold</h2>\n<ul>\n")?;
            faults.iter().try_for_each(|fault| writeln!(f, "<li>{}</li>", Escaped(fault)))?;
            f.write_str("</ul>\n")?;
        }
        let mut sections = coverage.runbooks.iter().enumerate();
        sections.try_for_each(|(index, runbook)| write!(f, "{}", Section(index + 1, runbook)))
    }
}

impl fmt::Display for Section<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(number, runbook) = self;
        let (slug, summary) = (Escaped(&runbook.slug), runbook.summary());
        writeln!(f, "<section aria-labelledby=\"runbook-{number}\">")?;
        writeln!(f, "<h2 id=\"runbook-{number}\">{slug}</h2>\n<p>{summary}</p>")?;
        if runbook.gates.is_empty() {
            return f.write_str("<p>It has no gates.</p>\n</section>\n");
        }
        // What can scroll must be reached by keyboard, and so must have a name.
        writeln!(f, "<div role=\"region\" aria-labelledby=\"runbook-{number}\" tabindex=\"0\">\n<table>")?;
        writeln!(f, "<caption>Gates of {slug}, and what was driven at them</caption>")?;
        f.write_str("<thead>\n<tr><th scope=\"col\">Gate</th>")?;
        COLUMNS.iter().try_for_each(|column| write!(f, "<th scope=\"col\">{column}</th>"))?;
        f.write_str("</tr>\n</thead>\n<tbody>\n")?;
        runbook.gates.iter().try_for_each(|gate| write!(f, "{}", Row(gate)))?;
        f.write_str("</tbody>\n</table>\n</div>\n</section>\n")
    }
}

impl fmt::Display for Row<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(gate) = self;
        let kind = match gate.kind {
            GateKind::Review => "review",
            GateKind::Submission => "submission",
        };
        let declared = if gate.declared { "" } else { ", not declared" };
        let opened = counted(gate.openings, "opening");
        write!(f, "<tr><th scope=\"row\">{}", Escaped(&gate.name()))?;
        write!(f, " <small>{kind}{declared}, {opened}</small></th>")?;
        for column in &COLUMNS {
            write!(f, "{}", Cell(gate.answers.get(column)))?;
        }
        f.write_str("</tr>\n")
    }
}

impl fmt::Display for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => f.write_str("<td class=\"never\">–</td>"),
            Some(AnswerCoverage { driven: 0, excluded: None }) => {
                f.write_str("<td class=\"missing\"><strong>missing</strong></td>")
            }
            Some(AnswerCoverage { driven: 0, excluded: Some(reason) }) => {
                write!(f, "<td class=\"excluded\">excluded: {}</td>", Escaped(reason))
            }
            Some(AnswerCoverage { driven, .. }) => {
                write!(f, "<td class=\"driven\">{}</td>", counted(*driven, "time"))
            }
        }
    }
}

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|letter| match letter {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            '\'' => f.write_str("&#39;"),
            letter => f.write_char(letter),
        })
    }
}
