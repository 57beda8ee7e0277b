//! A plotters backend that draws finer than a pixel on a canvas, and says nothing to the browser twice.
//!
//! plotters takes whole numbers as coordinates. This one tells it of a canvas many times larger and lets the context scale
//! it down, so that a curve moves smoothly instead of from pixel to pixel. What a move costs is the strokes and what the
//! browser is told about them, so that strokes alike are one path, and a colour or font is set when it changes.

use std::convert::Infallible;
use std::f64::consts::TAU;

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::{DrawingBackend, IntoDrawingArea};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::draw::{self, Look, Palette};

/// Units in a device pixel.
const FINENESS: f64 = 16.0;

/// A canvas that can be painted, and what it remembers from one picture to the next.
pub(super) struct Sheet {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    /// Of the text, as it was last set: setting one makes the browser look at its styles.
    font: String,
}

impl Sheet {
    /// Nothing where the canvas has no context.
    pub(super) fn of(canvas: HtmlCanvasElement) -> Option<Self> {
        let context = canvas.get_context("2d").ok().flatten()?.dyn_into().ok()?;
        Some(Self { canvas, context, font: String::new() })
    }

    /// Makes the canvas as large as `size` CSS pixels at this density, empties it and lets `draw` draw on it.
    ///
    /// Nothing is drawn on a canvas without area.
    pub(super) fn paint(
        &mut self,
        (width, height): (f64, f64),
        density: f64,
        palette: &Palette,
        draw: impl FnOnce(&DrawingArea<Fine<'_>, Shift>, &Look),
    ) {
        let pixels = |length: f64| (length * density).round() as u32;
        let (across, down) = (pixels(width), pixels(height));
        if across == 0 || down == 0 {
            return;
        }
        let Self { canvas, context, font } = self;
        // Setting a size empties a canvas and forgets its state, also when the size is the same.
        if (canvas.width(), canvas.height()) != (across, down) {
            canvas.set_width(across);
            canvas.set_height(down);
            font.clear();
        }
        let scale = 1.0 / FINENESS;
        let _ = context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
        context.clear_rect(0.0, 0.0, f64::from(across), f64::from(down));
        let _ = context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0);
        context.set_line_join("round");
        let units = |pixels: u32| (f64::from(pixels) * FINENESS) as u32;
        let size = (units(across), units(down));
        let area = Fine { context, font, size, path: None, fill: None, place: None }.into_drawing_area();
        let look = Look { palette: palette.clone(), unit: density * FINENESS, pixel: FINENESS };
        draw(&area, &look);
        // Nothing can go wrong on a canvas.
        let _ = area.present();
    }
}

/// A canvas that claims to have as many pixels as there are units.
pub(super) struct Fine<'a> {
    context: &'a CanvasRenderingContext2d,
    font: &'a mut String,
    size: (u32, u32),
    /// Colour and width of the path that is being laid out and not drawn yet.
    path: Option<(Colour, u32)>,
    /// The colour of areas and text, once one is set.
    fill: Option<Colour>,
    /// How text lies to its place, once that is set.
    place: Option<(&'static str, &'static str)>,
}

type Colour = ((u8, u8, u8), f64);

type Outcome = Result<(), DrawingErrorKind<Infallible>>;

/// As the stylesheet would write it.
fn css(((red, green, blue), alpha): Colour) -> String {
    if alpha == 1.0 {
        format!("#{red:02x}{green:02x}{blue:02x}")
    } else {
        format!("rgba({red},{green},{blue},{alpha})")
    }
}

impl Fine<'_> {
    /// Draws what has been laid out.
    fn finish(&mut self) {
        if self.path.take().is_some() {
            self.context.stroke();
        }
    }

    /// From now on areas and text have this colour.
    fn fill(&mut self, BackendColor { rgb, alpha }: BackendColor) {
        self.finish();
        if self.fill != Some((rgb, alpha)) {
            self.context.set_fill_style_str(&css((rgb, alpha)));
            self.fill = Some((rgb, alpha));
        }
    }
}

impl DrawingBackend for Fine<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Outcome {
        Ok(())
    }

    fn present(&mut self) -> Outcome {
        self.finish();
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Outcome {
        self.draw_rect(point, (point.0 + 1, point.1 + 1), &color, true)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome {
        if !fill {
            let corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
            return self.draw_path(corners, style);
        }
        self.fill(style.color());
        let [x, y, width, height] = [left, top, right - left, bottom - top].map(f64::from);
        self.context.fill_rect(x, y, width, height);
        Ok(())
    }

    /// The dashes of a line, or the lines of a grid, come one by one and are drawn together.
    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Outcome {
        let BackendColor { rgb, alpha } = style.color();
        let stroke = Some(((rgb, alpha), style.stroke_width()));
        if self.path != stroke {
            self.finish();
            self.context.set_stroke_style_str(&css((rgb, alpha)));
            self.context.set_line_width(f64::from(style.stroke_width()));
            self.context.begin_path();
            self.path = stroke;
        }
        let mut is_first = true;
        draw::thinned(path, |(x, y)| {
            let (x, y) = (f64::from(x), f64::from(y));
            if is_first {
                self.context.move_to(x, y)
            } else {
                self.context.line_to(x, y)
            }
            is_first = false;
        });
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, (x, y): BackendCoord, radius: u32, style: &S, fill: bool) -> Outcome {
        if fill {
            self.fill(style.color());
        } else {
            self.finish();
        }
        self.context.begin_path();
        // Only a negative radius is an error.
        let _ = self.context.arc(f64::from(x), f64::from(y), f64::from(radius), 0.0, TAU);
        if fill {
            self.context.fill();
        } else {
            let BackendColor { rgb, alpha } = style.color();
            self.context.set_stroke_style_str(&css((rgb, alpha)));
            self.context.set_line_width(f64::from(style.stroke_width()));
            self.context.stroke();
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Outcome {
        self.fill(style.color());
        self.context.begin_path();
        for (x, y) in corners {
            // The first one only moves there, as there is nothing to draw from.
            self.context.line_to(f64::from(x), f64::from(y));
        }
        self.context.fill();
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Outcome {
        self.fill(style.color());
        let anchor = style.anchor();
        let across = match anchor.h_pos {
            HPos::Left => "start",
            HPos::Right => "end",
            HPos::Center => "center",
        };
        let down = match anchor.v_pos {
            VPos::Top => "top",
            VPos::Center => "middle",
            VPos::Bottom => "bottom",
        };
        if self.place != Some((across, down)) {
            self.context.set_text_align(across);
            self.context.set_text_baseline(down);
            self.place = Some((across, down));
        }
        let font = format!("{}px {}", style.size(), style.family().as_str());
        if *self.font != font {
            self.context.set_font(&font);
            *self.font = font;
        }
        // Nor can this fail; it could if it were asked to draw in a browser that has no text.
        let _ = self.context.fill_text(text, f64::from(x), f64::from(y));
        Ok(())
    }
}
