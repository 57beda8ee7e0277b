//! A [`Figure`] on any plotters backend: the browser's canvas, SVG for handouts and golden tests.
//!
//! Coordinates are mapped here rather than by a plotters chart: a chart measures its labels (in a browser that adds and
//! removes an element each time), moves outside points to the edge, and rounds to whole pixels.

mod frame;
mod labels;
mod palette;
mod sheet;
mod thin;

pub use frame::Frame;
pub use palette::{Palette, Rgb};
pub use sheet::{Panel, Row, Sheet, sheet};
pub use thin::thinned;

use plotters::coord::Shift;
use plotters::drawing::DrawingAreaErrorKind;
use plotters::element::DashedPathElement;
use plotters::prelude::{
    Circle, DrawingArea, DrawingBackend, FontDesc, FontFamily, FontStyle, IntoTextStyle, PathElement, Polygon,
    Rectangle, ShapeStyle, TextStyle,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, RGBAColor, RGBColor};

use crate::data;
use crate::figure::{BANDS, Figure, Ink, Mark, Point, Shape, Stroke, Terrain};
use labels::Placed;

/// Size of the numbers along the axes, in CSS pixels.
const TICK_SIZE: f64 = 12.0;
/// Size of the labels in the picture, in CSS pixels.
const LABEL_SIZE: f64 = 14.0;

/// How a figure is drawn, apart from what it shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// Its colours.
    pub palette: Palette,
    /// Backend units in a CSS pixel. plotters takes whole units, so more than one of them draws finer than a pixel.
    pub unit: f64,
    /// Backend units in a device pixel: grid lines snap to these to stay crisp.
    pub pixel: f64,
}

type Outcome<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// Draws the whole figure and tells where its data lies.
///
/// # Errors
/// Those of the backend.
pub fn draw<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    figure: &Figure,
    look: &Look,
) -> Result<Frame, DrawingAreaErrorKind<DB::ErrorType>> {
    let (width, height) = area.dim_in_pixel();
    let frame = Frame::of((f64::from(width) / look.unit, f64::from(height) / look.unit), figure);
    draw_still(area, figure, &frame, look)?;
    draw_live(area, figure, &frame, look)?;
    Ok(frame)
}

/// Draws what changes only with the axes, the examples, the size and the theme: grid, axes and their numbers, examples, terrain.
///
/// # Errors
/// Those of the backend.
pub fn draw_still<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    figure: &Figure,
    frame: &Frame,
    look: &Look,
) -> Outcome<DB> {
    let pen = Pen { area, frame, look };
    // A terrain fills the frame; grid lines over it would be read as its contours.
    if !figure.still.iter().any(|mark| matches!(mark, Mark::Terrain(_))) {
        pen.grid(figure)?;
    }
    for mark in &figure.still {
        pen.mark(mark)?;
    }
    pen.axis_numbers(figure)
}

/// Draws what moves with w, b and x.
///
/// # Errors
/// Those of the backend.
pub fn draw_live<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    figure: &Figure,
    frame: &Frame,
    look: &Look,
) -> Outcome<DB> {
    let pen = Pen { area, frame, look };
    for mark in &figure.marks {
        pen.mark(mark)?;
    }
    // Labels lie apart from each other. First all papers, which have one colour, and then all letters.
    let labels = labels::place(figure, frame, LABEL_SIZE);
    for label in &labels {
        pen.paper(label)?;
    }
    for label in &labels {
        pen.letters(label)?;
    }
    Ok(())
}

struct Pen<'a, DB: DrawingBackend> {
    area: &'a DrawingArea<DB, Shift>,
    frame: &'a Frame,
    look: &'a Look,
}

impl<DB: DrawingBackend> Pen<'_, DB> {
    fn grid(&self, figure: &Figure) -> Outcome<DB> {
        let frame = self.frame;
        let palette = &self.look.palette;
        let vertical = |x: f64| [(x, frame.top), (x, frame.bottom)];
        let horizontal = |y: f64| [(frame.left, y), (frame.right, y)];
        let colour = |label: &str| if label.is_empty() { palette.grid_fine } else { palette.grid };
        let (across, up) = (figure.x.ticks(), figure.y.ticks());
        // The finer lines first, so that the others are drawn over them; the lines of zero last.
        for fine in [true, false] {
            for tick in across.iter().filter(|tick| tick.label.is_empty() == fine) {
                self.hairline(vertical(frame.pixel_at(tick.at, figure.y.min).0), colour(&tick.label))?;
            }
            for tick in up.iter().filter(|tick| tick.label.is_empty() == fine) {
                self.hairline(horizontal(frame.pixel_at(figure.x.min, tick.at).1), colour(&tick.label))?;
            }
        }
        if figure.x.contains(0.0) {
            self.hairline(vertical(frame.pixel_at(0.0, figure.y.min).0), palette.axis)?;
        }
        if figure.y.contains(0.0) {
            self.hairline(horizontal(frame.pixel_at(figure.x.min, 0.0).1), palette.axis)?;
        }
        Ok(())
    }

    fn axis_numbers(&self, figure: &Figure) -> Outcome<DB> {
        let colour = self.look.palette.muted;
        // Large letters leave no room for some.
        let mut end = f64::NEG_INFINITY;
        for tick in figure.x.ticks() {
            let (x, _) = self.frame.pixel_at(tick.at, figure.y.min);
            if !tick.label.is_empty() && labels::stands_clear(&tick.label, x, TICK_SIZE, &mut end) {
                let at = (x, self.frame.bottom + 5.0);
                self.text(&tick.label, at, TICK_SIZE, colour, Pos::new(HPos::Center, VPos::Top))?;
            }
        }
        for tick in figure.y.ticks() {
            let (_, y) = self.frame.pixel_at(figure.x.min, tick.at);
            let at = (self.frame.left - 6.0, y);
            self.text(&tick.label, at, TICK_SIZE, colour, Pos::new(HPos::Right, VPos::Center))?;
        }
        Ok(())
    }

    fn mark(&self, mark: &Mark) -> Outcome<DB> {
        match mark {
            Mark::Curve { points, ink, stroke } => self.curve(points, self.ink(*ink), *stroke),
            Mark::Area { points, ink } => {
                let points: Vec<_> = points.iter().map(|point| self.units(self.at(*point))).collect();
                self.area.draw(&Polygon::new(points, self.ink(*ink).mix(0.14)))
            }
            Mark::Cloud { points, binary } => self.cloud(points, *binary),
            Mark::Square { from, to, ink } => self.square(self.at(*from), self.at(*to), self.ink(*ink)),
            Mark::Terrain(terrain) => self.terrain(terrain),
            Mark::Dot { at, ink, shape } => self.dot(self.at(*at), self.ink(*ink), *shape),
            // Labels are placed together, when everything they must not cover is known.
            Mark::Label { .. } => Ok(()),
        }
    }

    fn curve(&self, points: &[Point], ink: RGBAColor, stroke: Stroke) -> Outcome<DB> {
        let points: Vec<_> = points.iter().map(|point| self.units(self.at(*point))).collect();
        let dashes = |width, dash: f64, gap: f64| {
            DashedPathElement::new(points.clone(), self.length(dash), self.length(gap), self.stroke(ink, width))
        };
        match stroke {
            Stroke::Strong => self.area.draw(&PathElement::new(points, self.stroke(ink, 2.5))),
            Stroke::Bar => self.area.draw(&PathElement::new(points, self.stroke(ink, 4.0))),
            Stroke::Error => self.area.draw(&PathElement::new(points, self.stroke(ink, 1.75))),
            Stroke::Path => {
                let paper = rgb(self.look.palette.background).to_rgba();
                self.area.draw(&PathElement::new(points.clone(), self.stroke(paper, 5.0)))?;
                self.area.draw(&PathElement::new(points, self.stroke(ink, 2.0)))
            }
            Stroke::Dashed => self.area.draw(&dashes(1.5, 7.0, 5.0)),
            Stroke::Dotted => self.area.draw(&dashes(1.5, 2.0, 4.0)),
        }
    }

    fn dot(&self, (x, y): Point, ink: RGBAColor, shape: Shape) -> Outcome<DB> {
        let background = rgb(self.look.palette.background).to_rgba();
        let disc =
            |radius: f64, colour: RGBAColor| Circle::new(self.units((x, y)), self.length(radius), colour.filled());
        match shape {
            // A rim in the colour of the paper sets a handle off from the line below it.
            Shape::Disc => {
                self.area.draw(&disc(8.5, background))?;
                self.area.draw(&disc(7.0, ink))
            }
            Shape::Diamond => {
                let diamond =
                    |r: f64| [(x, y - r), (x + r, y), (x, y + r), (x - r, y)].map(|corner| self.units(corner)).to_vec();
                self.area.draw(&Polygon::new(diamond(10.5), background))?;
                self.area.draw(&Polygon::new(diamond(8.5), ink))
            }
            Shape::Ring => {
                self.area.draw(&disc(7.5, ink))?;
                self.area.draw(&disc(4.5, background))
            }
            Shape::Speck => self.area.draw(&disc(3.5, ink)),
            Shape::Cross => {
                let arm = |dx: f64, dy: f64| vec![self.units((x - dx, y - dy)), self.units((x + dx, y + dy))];
                for (colour, width) in [(background, 6.0), (ink, 2.5)] {
                    for (dx, dy) in [(6.0, 6.0), (6.0, -6.0)] {
                        self.area.draw(&PathElement::new(arm(dx, dy), self.stroke(colour, width)))?;
                    }
                }
                Ok(())
            }
        }
    }

    /// Examples: discs; of two classes, the zeros are rings.
    fn cloud(&self, points: &[data::Point], binary: bool) -> Outcome<DB> {
        let ink = rgb(self.look.palette.data).to_rgba();
        let paper = rgb(self.look.palette.background).to_rgba();
        // Many points are drawn small, and very many as squares, which a canvas fills much faster than discs.
        let radius = if points.len() <= 200 { 5.5 } else { 2.0 };
        for point in points {
            let (x, y) = self.at((f64::from(point.x), f64::from(point.y)));
            let frame = self.frame;
            if !(frame.left..=frame.right).contains(&x) || !(frame.top..=frame.bottom).contains(&y) {
                continue;
            }
            if points.len() > 2000 {
                let corners = [self.units((x - 1.0, y - 1.0)), self.units((x + 1.0, y + 1.0))];
                self.area.draw(&Rectangle::new(corners, ink.filled()))?;
                continue;
            }
            self.area.draw(&Circle::new(self.units((x, y)), self.length(radius), ink.filled()))?;
            if binary && point.y < 0.5 {
                self.area.draw(&Circle::new(self.units((x, y)), self.length(radius * 0.55), paper.filled()))?;
            }
        }
        Ok(())
    }

    fn square(&self, from: Point, to: Point, ink: RGBAColor) -> Outcome<DB> {
        let side = libm::fabs(to.1 - from.1);
        let end = self.frame.beside(from.0, side);
        let corners =
            [(from.0.min(end), from.1.min(to.1)), (from.0.max(end), from.1.max(to.1))].map(|at| self.units(at));
        self.area.draw(&Rectangle::new(corners, ink.mix(0.14).filled()))
    }

    /// Bands of loss with their edges: neighbouring cells of one band are one rectangle.
    fn terrain(&self, terrain: &Terrain) -> Outcome<DB> {
        let frame = self.frame;
        let columns = terrain.columns.max(1);
        let rows = terrain.bands.len() / columns;
        // A cell lies around its place, so the outermost ones are half outside and cut. The same sum for the end of one run
        // and the start of the next, on whole device pixels: otherwise the paper would shine through between them.
        let part = |cell: usize, count: usize| ((cell as f64 - 0.5) / (count.max(2) - 1) as f64).clamp(0.0, 1.0);
        let corner = |column, row| self.whole_pixels(frame.part(part(column, columns), part(row, rows)));
        let mut runs = Vec::new();
        for (row, bands) in terrain.bands.chunks_exact(columns).enumerate() {
            let mut column = 0;
            for run in bands.chunk_by(|a, b| a == b) {
                let end = column + run.len();
                runs.push((run[0], [corner(column, row + 1), corner(end, row)]));
                column = end;
            }
        }
        // One colour after the other: a canvas is told each once.
        for band in 0..BANDS as u8 {
            let colour = rgb(band_colour(band)).filled();
            for (_, corners) in runs.iter().filter(|(of, _)| *of == band) {
                self.area.draw(&Rectangle::new(*corners, colour))?;
            }
        }
        let edge = self.stroke(rgb(self.look.palette.background).mix(0.55), 1.0);
        let place = |&(across, up): &Point| self.units(frame.part(across, up));
        for line in &terrain.lines {
            self.area.draw(&PathElement::new(line.iter().map(place).collect::<Vec<_>>(), edge))?;
        }
        Ok(())
    }

    /// Paper behind the letters, so that a grid line does not strike them through.
    fn paper(&self, label: &Placed<'_>) -> Outcome<DB> {
        let corners =
            [self.units((label.left, label.top)), self.units((label.left + label.width, label.top + label.height))];
        self.area.draw(&Rectangle::new(corners, rgb(self.look.palette.background).mix(0.8).filled()))
    }

    fn letters(&self, label: &Placed<'_>) -> Outcome<DB> {
        // From the left: in the middle of the paper, a browser would measure the text once more.
        let start = (label.left + labels::MARGIN, label.top + label.height / 2.0);
        let colour = self.look.palette.text_of(label.ink);
        self.text(label.text, start, LABEL_SIZE, colour, Pos::new(HPos::Left, VPos::Center))
    }

    fn text(&self, text: &str, at: Point, size: f64, colour: Rgb, pos: Pos) -> Outcome<DB> {
        if text.is_empty() {
            return Ok(());
        }
        let font = FontDesc::new(FontFamily::Name(FONT), size * self.look.unit, FontStyle::Normal);
        let style: TextStyle<'_> = font.color(&rgb(colour)).into_text_style(&(0, 0)).pos(pos);
        self.area.draw_text(text, &style, self.units(at))
    }

    /// A line one device pixel wide, on whole device pixels.
    fn hairline(&self, [from, to]: [Point; 2], colour: Rgb) -> Outcome<DB> {
        let pixel = self.look.pixel;
        // The middle of a device pixel, so that a stroke of one pixel fills it and no other.
        let snap = |value: f64| ((libm::floor(value * self.look.unit / pixel) + 0.5) * pixel) as i32;
        let points = vec![(snap(from.0), snap(from.1)), (snap(to.0), snap(to.1))];
        let style = ShapeStyle { color: rgb(colour).to_rgba(), filled: false, stroke_width: pixel as u32 };
        self.area.draw(&PathElement::new(points, style))
    }

    fn at(&self, (x, y): Point) -> Point {
        self.frame.pixel_at(x, y)
    }

    /// CSS pixels to the backend's whole units.
    fn units(&self, (x, y): Point) -> (i32, i32) {
        let unit = self.look.unit;
        (libm::round(x * unit) as i32, libm::round(y * unit) as i32)
    }

    /// CSS pixels to the units of the nearest edge between device pixels.
    fn whole_pixels(&self, (x, y): Point) -> (i32, i32) {
        let snap = |value: f64| (libm::round(value * self.look.unit / self.look.pixel) * self.look.pixel) as i32;
        (snap(x), snap(y))
    }

    fn length(&self, pixels: f64) -> i32 {
        libm::round(pixels * self.look.unit) as i32
    }

    fn stroke(&self, color: RGBAColor, width: f64) -> ShapeStyle {
        ShapeStyle { color, filled: false, stroke_width: libm::round(width * self.look.unit) as u32 }
    }

    fn ink(&self, ink: Ink) -> RGBAColor {
        rgb(self.look.palette.of(ink)).to_rgba()
    }
}

/// The page's own font on the canvas; any sans-serif one in an SVG that travels.
const FONT: &str = "system-ui, sans-serif";

/// The colour of a band of loss: Cividis, which rises evenly in lightness and looks the same to the colour-blind; low is light.
#[must_use]
pub fn band_colour(band: u8) -> Rgb {
    let colour = colorous::CIVIDIS.eval_rational(BANDS - 1 - usize::from(band).min(BANDS - 1), BANDS);
    Rgb(colour.r, colour.g, colour.b)
}

fn rgb(Rgb(red, green, blue): Rgb) -> RGBColor {
    RGBColor(red, green, blue)
}
