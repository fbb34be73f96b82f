//! What a person who submits documents would notice: which values come out of
//! which papers, and how a paper that holds none is refused.

mod support;

use document_ingest::extract::{self, ExtractError};
use document_ingest::layout::Layout;
use document_ingest::model::{Extracted, FieldId, FieldValue};
use document_ingest::pdf::{self, DocumentError};
use document_ingest::verify::{self, VerifyError};
use support::papers::{self, Paper};
use support::pdf::{Sheet, locked_pdf};
use support::sample;

/// Where the sample document is.
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sample/invoice.pdf");

fn read(pdf: Vec<u8>) -> Extracted {
    let layout = pdf::read_blocking(pdf).expect("has text");
    extract::extract(extract::INVOICE, &layout).expect("is known")
}

/// The header fields as text, in the order of [`FieldId::ALL`].
fn header(extracted: &Extracted) -> Vec<String> {
    let text = |id| match extracted.field(id).and_then(|field| field.value.clone()) {
        Some(FieldValue::Text(text)) => text,
        Some(FieldValue::Amount(amount)) => amount.to_string(),
        None => "nothing".into(),
    };
    FieldId::ALL.into_iter().map(text).collect()
}

fn line_amounts(extracted: &Extracted) -> Vec<String> {
    let amount = |line: &document_ingest::model::LineItem| line.amount.unwrap_or_default().to_string();
    extracted.line_items.iter().map(amount).collect()
}

/// What is wrong with a paper's extraction, if anything.
fn complaint(paper: Paper) -> Option<String> {
    let Paper { name, pdf, header: wanted, lines } = paper;
    let extracted = read(pdf);
    let got = (header(&extracted), line_amounts(&extracted));
    let right = got.0 == wanted && got.1 == lines;
    (!right).then(|| format!("{name}\n  got    {got:?}\n  wanted {wanted:?} {lines:?}"))
}

#[test]
fn papers_of_many_trades_and_languages_are_read() {
    let complaints: Vec<String> = papers::all().into_iter().filter_map(complaint).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn what_is_read_completely_may_be_committed() {
    for paper in papers::all() {
        let extracted = read(paper.pdf);
        assert_eq!(extracted.validate(), Ok(()), "{}", paper.name);
        let confidence = extracted.confidence();
        assert!((0.05..=0.99).contains(&confidence), "{}: {confidence}", paper.name);
    }
}

#[test]
fn the_sample_in_the_repository_is_the_one_made_here() {
    if std::env::var_os("UPDATE_SAMPLE").is_some() {
        std::fs::write(SAMPLE, sample::invoice()).expect("writes the sample");
    }
    let kept = std::fs::read(SAMPLE).expect("the sample is in the repository");
    assert!(kept == sample::invoice(), "run this test with UPDATE_SAMPLE=1 and commit the file");
}

#[test]
fn the_sample_is_read_without_a_mistake() {
    let extracted = read(std::fs::read(SAMPLE).expect("the sample is in the repository"));
    let wanted = ["Sample Furnishings Ltd", "SF-2026-0147", "2026-03-17", "EUR", "2380.92"];
    assert_eq!(header(&extracted), wanted);
    assert_eq!(line_amounts(&extracted), ["756.00", "899.00", "159.60", "49.50", "120.00"]);
    let ids: Vec<&str> = extracted.line_items.iter().map(|line| line.id.as_str()).collect();
    assert_eq!(ids, ["li-1", "li-2", "li-3", "li-4", "li-5"]);
    assert_eq!(extracted.line_items[0].description, "Office chair Lyra, graphite");
    assert_eq!(extracted.validate(), Ok(()));
}

#[test]
fn a_sum_that_comes_out_is_trusted_more() {
    let paper = |total| {
        let sheet = Sheet::default()
            .row(100.0, 9.0, &[(50.0, "Subtotal"), (300.0, "EUR 100.00")])
            .row(113.0, 9.0, &[(50.0, "VAT 20%"), (300.0, "EUR 20.00")])
            .row(126.0, 9.0, &[(50.0, "Total"), (300.0, total)]);
        read(support::pdf::pdf(&[sheet])).field(FieldId::Total).expect("is a row").confidence
    };
    assert!(paper("EUR 120.00") > paper("EUR 121.00"));
}

#[test]
fn a_paper_that_is_no_invoice_gives_no_values_instead_of_wrong_ones() {
    let sheet = Sheet::default().block(50.0, 100.0, 10.0, &["Dear neighbours,", "the party is on Saturday."]);
    let extracted = read(support::pdf::pdf(&[sheet]));
    for id in [FieldId::Number, FieldId::Date, FieldId::Currency, FieldId::Total] {
        let field = extracted.field(id).expect("is a row");
        assert_eq!((field.value.clone(), field.confidence), (None, 0.0), "{}", id.as_str());
    }
    let invalid = extracted.validate().expect_err("is incomplete");
    assert!(invalid.to_string().contains("/fields/4/value: `total` is missing"), "{invalid}");
}

#[test]
fn a_long_document_is_read_to_its_end() {
    let row = |page: usize| {
        Sheet::default()
            .row(60.0, 9.0, &[(50.0, "Invoice No. 300-1"), (300.0, "Invoice date 01.02.2020")])
            .row(
                100.0,
                9.0,
                &[(50.0, "Description"), (300.0, "Quantity"), (400.0, "Price"), (500.0, "Amount")],
            )
            .row(
                120.0,
                9.0,
                &[(50.0, "Page"), (90.0, &page.to_string()), (300.0, "1"), (400.0, "2.50"), (500.0, "2.50")],
            )
    };
    let mut sheets: Vec<Sheet> = (1..=300).map(row).collect();
    let last = sheets.pop().expect("300 pages");
    sheets.push(last.row(160.0, 9.0, &[(400.0, "Grand total"), (500.0, "$ 750.00")]));
    let extracted = read(support::pdf::pdf(&sheets));
    assert_eq!(extracted.line_items.len(), 300);
    assert_eq!(extracted.line_items[299].id, "li-300");
    assert_eq!(header(&extracted)[1..], ["300-1", "2020-02-01", "USD", "750.00"]);
}

#[test]
fn words_and_places_survive_being_kept_as_json() {
    let layout = pdf::read_blocking(sample::invoice()).expect("has text");
    let json = serde_json::to_string(&layout).expect("encodes");
    let again: Layout = serde_json::from_str(&json).expect("decodes");
    assert_eq!(again, layout);
    assert!(layout.text().contains("Total due  EUR 2,380.92"), "{}", layout.text());
}

#[test]
fn each_document_without_text_is_refused_for_its_own_reason() {
    let blank = Sheet::default();
    let text = || Sheet::default().text(50.0, 50.0, 10.0, "Invoice");
    let mut cut = support::pdf::pdf(&[text()]);
    cut.truncate(40);
    let refusal = |bytes: Vec<u8>| pdf::read_blocking(bytes).expect_err("refused");
    assert_eq!(refusal(Vec::new()), DocumentError::Empty { what: "0 bytes" });
    assert_eq!(refusal(b"PK\x03\x04 a spreadsheet".to_vec()), DocumentError::NotAPdf);
    assert!(matches!(refusal(cut), DocumentError::Broken { .. }));
    assert_eq!(refusal(locked_pdf(&[text()])), DocumentError::Encrypted);
    assert_eq!(refusal(support::pdf::pdf(&[])), DocumentError::Empty { what: "0 pages" });
    assert_eq!(
        refusal(support::pdf::pdf(std::slice::from_ref(&blank))),
        DocumentError::Empty { what: "only blank pages" }
    );
    let scan = refusal(support::pdf::pdf(&[blank.clone().picture(), blank.picture()]));
    assert_eq!(scan, DocumentError::ImageOnly { pages: 2 });
    assert!(scan.to_string().contains("OCR"), "{scan}");
    let large = refusal([b"%PDF-1.4".to_vec(), vec![b' '; pdf::MAX_BYTES]].concat());
    assert!(matches!(large, DocumentError::TooLarge { .. }), "{large}");
}

#[test]
fn damage_anywhere_never_panics() {
    let whole = sample::invoice();
    for at in (0..whole.len()).step_by(97) {
        let mut cut = whole.clone();
        cut.truncate(at);
        let _refused_or_read = pdf::read_blocking(cut);
        let mut flipped = whole.clone();
        flipped[at] ^= 0x55;
        let _refused_or_read = pdf::read_blocking(flipped);
    }
}

#[test]
fn objects_that_nest_without_end_are_refused() {
    let mut bytes = b"%PDF-1.4\n1 0 obj\n".to_vec();
    bytes.extend(std::iter::repeat_n(b'[', 1_000_000));
    assert!(matches!(pdf::read_blocking(bytes), Err(DocumentError::Broken { .. })));
}

#[test]
fn an_unknown_schema_names_the_nearest() {
    let error = extract::extract("invoices", &Layout::default()).expect_err("unknown");
    let ExtractError::UnknownSchema { nearest, .. } = &error else { panic!("{error}") };
    assert_eq!(*nearest, "invoice");
    assert!(error.to_string().contains("did you mean `invoice`"), "{error}");
}

#[test]
fn verifying_counts_what_is_right_wrong_and_missing() {
    let directory = tempfile::tempdir().expect("a directory");
    let place = |name: &str| directory.path().join(name);
    let answers = r#"[{"issuer": "Sample Furnishings", "amount": 1.0, "date": "2026-03-17",
        "invoice_number": "SF-2026-0147", "currency": "EUR",
        "lines": [{"name": "Desk lamp Nova", "price_unit": "39.90"}, {"name": "A boat", "price": 1}, {"line_note": "x"}]}]"#;
    std::fs::write(place("a.pdf"), sample::invoice()).expect("writes");
    std::fs::write(place("a.json"), answers).expect("writes");
    std::fs::write(place("b.pdf"), "no answers").expect("writes");
    let report = verify::verify(directory.path(), "invoice").expect("verifies");
    let counts = |field| {
        let tally = report.tally(field);
        [tally.right, tally.wrong, tally.missing]
    };
    assert_eq!(report.documents.len(), 1);
    assert_eq!(counts("issuer"), [1, 0, 0]);
    assert_eq!(counts("total"), [0, 1, 0]);
    assert_eq!(counts("line"), [1, 0, 1]);
    assert!(!report.is_all_right());
    let table = report.to_string();
    assert!(table.contains("total     WRONG    1.00  (got 2380.92)"), "{table}");
}

#[test]
fn verifying_nothing_is_an_error_and_no_success() {
    let directory = tempfile::tempdir().expect("a directory");
    let error = verify::verify(directory.path(), "invoice").expect_err("nothing");
    assert!(matches!(error, VerifyError::Nothing { .. }), "{error}");
}
