//! Several figures with a title and lines of text on one sheet, as SVG: for handouts and golden tests.

use std::fmt::Write as _;

use plotters::drawing::IntoDrawingArea;
use plotters::prelude::{FontStyle, IntoFont, IntoTextStyle, SVGBackend, TextStyle};
use plotters::style::Color;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::{FONT, Look, Palette, Rgb, draw, frame, rgb};
use crate::figure::{Figure, Ink};

/// Units in a CSS pixel: plotters' whole numbers then draw curves that do not wobble.
const UNIT: u32 = 16;
/// Where text begins and ends: with the frames of the figures.
const MARGINS: (u32, u32) = (frame::LEFT as u32, frame::RIGHT as u32);
const TITLE_SIZE: u32 = 23;
const LINE_SIZE: u32 = 17;
/// From one line of text to the next.
const LINE_HEIGHT: u32 = 22;
/// Room above the title and below the last figure.
const EDGE: u32 = 14;

/// A picture of several figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// What it shows, in large letters.
    pub title: String,
    /// The values, below the title.
    pub lines: Vec<String>,
    /// What it shows for someone who does not see it.
    pub description: String,
    /// In CSS pixels.
    pub width: u32,
    /// The figures, from above.
    pub rows: Vec<Row>,
}

/// Figures beside each other, equally wide.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Of the figures, without their headings, in CSS pixels.
    pub height: u32,
    /// From the left.
    pub panels: Vec<Panel>,
}

impl Row {
    /// How many lines its headings take where so much room is between the margins of each: two if the halves of one could meet.
    fn lines(&self, room: u32) -> u32 {
        let letters = |panel: &Panel| panel.formula.chars().count() + panel.caption.chars().count();
        let longest = self.panels.iter().map(letters).max().unwrap_or_default() as u32;
        // A letter is about half as wide as it is tall.
        if longest * LINE_SIZE / 2 > room { 2 } else { 1 }
    }
}

/// A figure with its heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// At the left end of the heading: a formula, or what is measured upwards.
    pub formula: String,
    /// The role of the formula.
    pub ink: Ink,
    /// At the right end of the heading.
    pub caption: String,
    /// The figure itself.
    pub figure: Figure,
}

/// Draws a sheet as an SVG text.
#[must_use]
pub fn sheet(sheet: &Sheet, palette: Palette) -> String {
    let look = Look { palette, unit: f64::from(UNIT), pixel: f64::from(UNIT) };
    let head = EDGE + LINE_HEIGHT * (sheet.lines.len() as u32 + 1) + LINE_HEIGHT / 2;
    let width = sheet.width;
    let part = |row: &Row| width / (row.panels.len() as u32).max(1);
    let lines = |row: &Row| row.lines(part(row).saturating_sub(MARGINS.0 + MARGINS.1));
    let height = head + sheet.rows.iter().map(|row| row.height + LINE_HEIGHT * lines(row)).sum::<u32>() + EDGE;
    let (full_width, full_height) = (width * UNIT, height * UNIT);
    let mut svg = String::new();
    {
        let root = SVGBackend::with_string(&mut svg, (full_width, full_height)).into_drawing_area();
        let text = |text: &str, (x, y): (u32, u32), style: TextStyle<'_>| {
            // Writing into a string cannot fail, here and below.
            let _ = root.draw_text(text, &style, ((x * UNIT) as i32, (y * UNIT) as i32));
        };
        let style = |size: u32, weight, colour: Rgb, side| {
            let font = (FONT, f64::from(size * UNIT)).into_font().style(weight);
            font.color(&rgb(colour).to_rgba()).into_text_style(&(0, 0)).pos(Pos::new(side, VPos::Top))
        };
        let palette = &look.palette;
        let _ = root.fill(&rgb(palette.background));
        text(&sheet.title, (MARGINS.0, EDGE), style(TITLE_SIZE, FontStyle::Bold, palette.text, HPos::Left));
        for (line, at) in sheet.lines.iter().zip(1u32..) {
            let place = (MARGINS.0, EDGE + LINE_HEIGHT * at + 4);
            text(line, place, style(LINE_SIZE, FontStyle::Normal, palette.text, HPos::Left));
        }
        let mut top = head;
        for row in &sheet.rows {
            let (part, lines) = (part(row), lines(row));
            for (panel, left) in row.panels.iter().zip((0u32..).map(|at| at * part)) {
                let formula = style(LINE_SIZE, FontStyle::Bold, palette.text_of(panel.ink), HPos::Left);
                text(&panel.formula, (left + MARGINS.0, top), formula);
                let caption = style(LINE_SIZE, FontStyle::Normal, palette.muted, HPos::Right);
                text(&panel.caption, (left + part - MARGINS.1, top + LINE_HEIGHT * (lines - 1)), caption);
                let corner = (left * UNIT, (top + LINE_HEIGHT * lines) * UNIT);
                let area = root.clone().shrink(corner, (part * UNIT, row.height * UNIT));
                let _ = draw(&area, &panel.figure, &look);
            }
            top += row.height + LINE_HEIGHT * lines;
        }
        let _ = root.present();
    }
    finished(&svg, (full_width, full_height), sheet, height)
}

/// The picture keeps its fine units inside, shows at its size in CSS pixels, and says what it is.
fn finished(svg: &str, (full_width, full_height): (u32, u32), sheet: &Sheet, height: u32) -> String {
    let size = format!("width=\"{full_width}\" height=\"{full_height}\"");
    let sized = svg.replacen(&size, &format!("width=\"{}\" height=\"{height}\" role=\"img\"", sheet.width), 1);
    let Some((opening, rest)) = sized.split_once('>') else { return sized };
    let mut named = format!("{opening}>\n");
    // Writing into a string cannot fail.
    let _ = write!(named, "<title>{}</title><desc>{}</desc>", xml(&sheet.title), xml(&sheet.description));
    // Neighbouring bands of a terrain would let the paper shine through where the picture is scaled.
    named + &rest.replace("<rect ", "<rect shape-rendering=\"crispEdges\" ")
}

fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
