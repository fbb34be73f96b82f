//! Invented invoices in the styles of several trades and countries, each with
//! its answers. None is of a real company.
//!
//! A paper is a text file in `tests/papers`: a remark, the answers, `---`, and
//! its lines. `318 9: 40 Desk ¦ *>550 $ 117.50` puts, 318 points from the top in
//! type of 9 points, `Desk` at x = 40 and a bold `$ 117.50` that ends at x = 550.

use std::fs;
use std::path::Path;

use super::pdf::{Sheet, pdf};

/// Where the papers are.
const PAPERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/papers");

/// An invoice and what should be read from it.
pub(crate) struct Paper {
    /// The name of its file.
    pub(crate) name: String,
    /// The PDF.
    pub(crate) pdf: Vec<u8>,
    /// Issuer, number, date, currency, total.
    pub(crate) header: Vec<String>,
    /// The amounts of its lines.
    pub(crate) lines: Vec<String>,
}

/// All papers, in the order of their names.
pub(crate) fn all() -> Vec<Paper> {
    let files = fs::read_dir(PAPERS).expect("the papers are in the repository");
    let mut papers: Vec<Paper> = files.map(|file| paper(&file.expect("lists").path())).collect();
    papers.sort_by(|one, other| one.name.cmp(&other.name));
    papers
}

fn paper(path: &Path) -> Paper {
    let text = fs::read_to_string(path).expect("reads");
    let (answers, drawing) = text.split_once("---\n").expect("answers, `---`, lines");
    let answer = |field: &str| {
        let line = answers.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':'));
        line.expect(field).trim().to_owned()
    };
    let sheet = drawing.lines().fold(Sheet::default(), draw);
    Paper {
        name: path.file_stem().expect("a name").to_string_lossy().into_owned(),
        pdf: pdf(&[sheet]),
        header: ["issuer", "number", "date", "currency", "total"].map(answer).to_vec(),
        lines: answer("lines").split_whitespace().map(str::to_owned).collect(),
    }
}

/// Draws one line of a paper.
fn draw(sheet: Sheet, line: &str) -> Sheet {
    let (place, cells) = line.split_once(": ").expect("`y size: cells`");
    let (y, size) = place.split_once(' ').expect("`y size`");
    let number = |text: &str| -> f64 { text.parse().expect(line) };
    let (y, size) = (number(y), number(size));
    cells.split(" ¦ ").fold(sheet, |sheet, cell| {
        let (x, text) = cell.split_once(' ').expect("`x text`");
        let (bold, x) = x.strip_prefix('*').map_or((false, x), |x| (true, x));
        match (bold, x.strip_prefix('>')) {
            (false, None) => sheet.text(number(x), y, size, text),
            (false, Some(x)) => sheet.right(number(x), y, size, text),
            (true, None) => sheet.bold(number(x), y, size, text),
            (true, Some(x)) => sheet.bold_right(number(x), y, size, text),
        }
    })
}
