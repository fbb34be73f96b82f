//! A small writer of PDFs: text in Helvetica, rules and pictures, as plain objects.

use std::fmt::Write;

/// The widths of the characters from space to `~` in Helvetica, in thousandths
/// of the type size.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// A4 in points.
const SHEET: (f64, f64) = (595.0, 842.0);

/// The contents of one page; y counts down from the top edge, in points.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sheet {
    operators: String,
}

impl Sheet {
    /// Text that begins at `x`, with its baseline at `y`.
    #[must_use]
    pub(crate) fn text(self, x: f64, y: f64, size: f64, text: &str) -> Self {
        self.show("F1", x, y, size, text)
    }

    /// Bold text.
    #[must_use]
    pub(crate) fn bold(self, x: f64, y: f64, size: f64, text: &str) -> Self {
        self.show("F2", x, y, size, text)
    }

    /// Text that ends at `x`.
    #[must_use]
    pub(crate) fn right(self, x: f64, y: f64, size: f64, text: &str) -> Self {
        let x = x - width(text, size);
        self.show("F1", x, y, size, text)
    }

    /// Bold text that ends at `x`, about.
    #[must_use]
    pub(crate) fn bold_right(self, x: f64, y: f64, size: f64, text: &str) -> Self {
        let x = x - 1.06 * width(text, size);
        self.show("F2", x, y, size, text)
    }

    /// Cells of one line, each at its own `x`.
    #[must_use]
    pub(crate) fn row(self, y: f64, size: f64, cells: &[(f64, &str)]) -> Self {
        cells.iter().fold(self, |sheet, (x, text)| sheet.text(*x, y, size, text))
    }

    /// Lines of text one below the other.
    #[must_use]
    pub(crate) fn block(self, x: f64, y: f64, size: f64, lines: &[&str]) -> Self {
        let lines = lines.iter().zip(0_u32..);
        lines.fold(self, |sheet, (text, at)| sheet.text(x, y + f64::from(at) * size * 1.3, size, text))
    }

    /// A rule from `x` to `until`.
    #[must_use]
    pub(crate) fn rule(mut self, x: f64, y: f64, until: f64) -> Self {
        let y = SHEET.1 - y;
        writeln!(self.operators, "0.6 w {x:.2} {y:.2} m {until:.2} {y:.2} l S").expect("memory");
        self
    }

    /// A grey picture that fills the page, as scans do.
    #[must_use]
    pub(crate) fn picture(mut self) -> Self {
        writeln!(self.operators, "q {} 0 0 {} 0 0 cm /Im1 Do Q", SHEET.0, SHEET.1).expect("memory");
        self
    }

    fn show(mut self, font: &str, x: f64, y: f64, size: f64, text: &str) -> Self {
        let y = SHEET.1 - y;
        let mut bytes = String::new();
        for byte in win_ansi(text) {
            write!(bytes, "{byte:02x}").expect("memory");
        }
        writeln!(self.operators, "BT /{font} {size} Tf {x:.2} {y:.2} Td <{bytes}> Tj ET").expect("memory");
        self
    }
}

/// The width of a text in Helvetica, in points.
fn width(text: &str, size: f64) -> f64 {
    let of = |character: char| {
        let at = (character as usize).checked_sub(32);
        f64::from(at.and_then(|at| WIDTHS.get(at)).copied().unwrap_or(556))
    };
    text.chars().map(of).sum::<f64>() * size / 1000.0
}

/// The text in the encoding of the fonts; what it has not becomes `?`.
fn win_ansi(text: &str) -> Vec<u8> {
    let byte = |character: char| match character {
        '€' => 0x80,
        '–' => 0x96,
        '’' => 0x92,
        other => u8::try_from(u32::from(other)).unwrap_or(b'?'),
    };
    text.chars().map(byte).collect()
}

/// A PDF of these pages.
pub(crate) fn pdf(sheets: &[Sheet]) -> Vec<u8> {
    file(sheets, None)
}

/// A PDF of these pages that opens only with a password: the proof of the
/// password in it fits no password a reader would try by itself.
pub(crate) fn locked_pdf(sheets: &[Sheet]) -> Vec<u8> {
    let proof = "5a".repeat(32);
    let lock = format!("<< /Filter /Standard /V 1 /R 2 /O <{proof}> /U <{proof}> /P -4 >>");
    file(sheets, Some(lock))
}

/// The objects of the file, its table of them and its trailer.
fn file(sheets: &[Sheet], lock: Option<String>) -> Vec<u8> {
    let kids: Vec<String> = (0..sheets.len()).map(|at| format!("{} 0 R", 6 + 2 * at)).collect();
    let font = |name: &str| {
        format!("<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>")
    };
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), sheets.len()),
        font("Helvetica"),
        font("Helvetica-Bold"),
        stream(
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
            "z",
        ),
    ];
    for (at, sheet) in sheets.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {} {}] /Contents {} 0 R /Resources << /Font \
             << /F1 3 0 R /F2 4 0 R >> /XObject << /Im1 5 0 R >> >> >>",
            SHEET.0,
            SHEET.1,
            7 + 2 * at
        ));
        objects.push(stream("", &sheet.operators));
    }
    let encrypt = lock.map(|lock| {
        objects.push(lock);
        format!(" /Encrypt {} 0 R", objects.len())
    });
    assemble(&objects, &encrypt.unwrap_or_default())
}

fn stream(dictionary: &str, data: &str) -> String {
    format!("<< {dictionary} /Length {} >>\nstream\n{data}\nendstream", data.len())
}

fn assemble(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut file = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        offsets.push(file.len());
        write!(file, "{number} 0 obj\n{object}\nendobj\n").expect("memory");
    }
    let table = file.len();
    let count = objects.len() + 1;
    write!(file, "xref\n0 {count}\n0000000000 65535 f \n").expect("memory");
    for offset in offsets {
        writeln!(file, "{offset:010} 00000 n ").expect("memory");
    }
    let id = "00112233445566778899aabbccddeeff";
    write!(
        file,
        "trailer\n<< /Size {count} /Root 1 0 R /ID [<{id}> <{id}>]{trailer} >>\nstartxref\n{table}\n%%EOF\n"
    )
    .expect("memory");
    file.into_bytes()
}
