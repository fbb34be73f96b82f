//! The characters of a page and where they stand.

use hayro_interpret::font::{Glyph as Shape, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};

use super::{DocumentError, MAX_OPERATIONS, sandbox};
use crate::layout::Layout;

/// Glyph space: so many units make one type size.
const UNITS: f64 = 1000.0;

/// Entering a form (each one clips) costs as much as so many simple operations.
const FORM: usize = 20;

/// One character (or ligature) of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    /// What it reads as.
    pub(super) text: String,
    /// Where it begins on its baseline, in points from the top left corner.
    pub(super) origin: Vec2,
    /// From its beginning to its end: its direction and length in points.
    pub(super) advance: Vec2,
    /// The type size in points.
    pub(super) size: f64,
}

/// What was drawn on all pages so far.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    operations: usize,
    pictures: usize,
    unreadable: usize,
    readable: usize,
}

impl Drawn {
    /// Counts an operation by its cost and stops the whole reading beyond the
    /// bound.
    fn count(&mut self, cost: usize) {
        self.operations += cost;
        if self.operations > MAX_OPERATIONS {
            sandbox::overrun();
        }
    }

    /// Says why there is no text, if there is none.
    pub(super) fn judge(&self, layout: &Layout) -> Result<(), DocumentError> {
        let has_text = layout.pages.iter().any(|page| !page.lines.is_empty());
        if self.unreadable > self.readable {
            Err(DocumentError::Unreadable)
        } else if has_text {
            Ok(())
        } else if self.pictures > 0 {
            Err(DocumentError::ImageOnly { pages: layout.pages.len() })
        } else {
            Err(DocumentError::Empty { what: "only blank pages" })
        }
    }
}

/// Reads the pages of one PDF one after the other.
pub(super) struct Reader<'a> {
    pdf: &'a Pdf,
    cache: InterpreterCache<'a>,
}

impl<'a> Reader<'a> {
    /// A reader with an empty cache of fonts.
    pub(super) fn new(pdf: &'a Pdf) -> Self {
        Self { pdf, cache: InterpreterCache::new() }
    }

    /// The glyphs of one page in drawing order.
    pub(super) fn read(&mut self, page: &PdfPage<'a>, drawn: &mut Drawn) -> Vec<Glyph> {
        let (width, height) = page.render_dimensions();
        let sheet = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let to_sheet = Affine::new(page.initial_transform(true).as_coeffs());
        let settings = InterpreterSettings::default();
        let mut context = Context::new(to_sheet, sheet, &self.cache, self.pdf.xref(), settings);
        let mut collector = Collector { sheet, drawn, glyphs: Vec::new() };
        interpret_page(page, &mut context, &mut collector);
        collector.glyphs
    }
}

/// A drawing surface that keeps the characters and counts the rest.
struct Collector<'d> {
    sheet: Rect,
    drawn: &'d mut Drawn,
    glyphs: Vec<Glyph>,
}

impl Collector<'_> {
    /// Keeps the glyph if it stands on the sheet and reads as something.
    fn keep(&mut self, shape: &PositionedGlyph<'_>, to_sheet: Affine, next: Option<Point>) {
        self.drawn.count(1);
        let Some(text) = reading(shape) else {
            self.drawn.unreadable += 1;
            return;
        };
        let placed = to_sheet * shape.transform();
        let origin = placed * Point::ZERO;
        let size = (placed * Point::new(0.0, UNITS) - origin).length();
        let advance = nearer(placed * Point::new(width(shape), 0.0) - origin, next, origin);
        // What is off the sheet nobody sees; a degenerate matrix gives no place.
        let placeable = size > 0.0 && size.is_finite() && advance.is_finite();
        if !placeable || !self.sheet.contains(origin) {
            return;
        }
        self.drawn.readable += 1;
        self.glyphs.push(Glyph { text, origin: origin.to_vec2(), advance, size });
    }
}

/// The glyph's own advance, or the way to the next glyph where that is shorter.
fn nearer(own: Vec2, next: Option<Point>, origin: Point) -> Vec2 {
    let Some(way) = next.map(|next| next - origin) else { return own };
    let forward = way.dot(own) > 0.0;
    if forward && way.length() < own.length() { way } else { own }
}

/// The advance width in glyph space.
fn width(shape: &Shape<'_>) -> f64 {
    let width = match shape {
        Shape::Outline(outline) => outline.advance_width(),
        Shape::Type3(drawing) => drawing.advance_width(),
    };
    f64::from(width.unwrap_or(500.0))
}

/// The characters the glyph stands for.
fn reading(shape: &Shape<'_>) -> Option<String> {
    let text = match shape.as_unicode()? {
        BfString::Char(character) => character.to_string(),
        BfString::String(text) => text,
    };
    let known = !text.contains(['\0', '\u{fffd}']);
    known.then_some(text)
}

impl<'a> Device<'a> for Collector<'_> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        let glyphs = run.glyphs();
        for (at, glyph) in glyphs.iter().enumerate() {
            let next = glyphs.get(at + 1).map(|next| props.transform * next.transform() * Point::ZERO);
            self.keep(glyph, props.transform, next);
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.drawn.count(1);
        self.drawn.pictures += 1;
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.drawn.count(1);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.drawn.count(FORM);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.drawn.count(FORM);
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
