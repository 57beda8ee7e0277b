//! A plotters backend that draws finer than a pixel on a canvas, and says nothing to the browser twice.
//!
//! plotters takes whole numbers as coordinates. This one tells it of a canvas many times larger and lets the context scale
//! it down, so that a curve moves smoothly instead of from pixel to pixel. What a move costs is the strokes and what the
//! browser is told about them, so that strokes alike are one path, and a colour or font is set when it changes; everything
//! else plotters-canvas draws.

use std::f64::consts::TAU;

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::{DrawingBackend, IntoDrawingArea};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use crate::draw::{self, Look, Palette};

/// Units in a device pixel.
const FINENESS: f64 = 16.0;

/// A canvas that can be painted, and what it remembers from one picture to the next.
pub(super) struct Sheet {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    backend: CanvasBackend,
    /// Of the text, as it was last set: setting one makes the browser look at its styles.
    font: String,
}

impl Sheet {
    /// Nothing where the canvas has no context.
    pub(super) fn of(canvas: HtmlCanvasElement) -> Option<Self> {
        let context = canvas.get_context("2d").ok().flatten()?.dyn_into().ok()?;
        let backend = CanvasBackend::with_canvas_object(canvas.clone())?;
        Some(Self { canvas, context, backend, font: String::new() })
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
        let Self { canvas, context, backend, font } = self;
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
        let area =
            Fine { inner: backend, context, font, size, path: None, fill: None, place: None }.into_drawing_area();
        let look = Look { palette: palette.clone(), unit: density * FINENESS, pixel: FINENESS };
        draw(&area, &look);
        // Nothing can go wrong on a canvas.
        let _ = area.present();
    }
}

/// A canvas that claims to have as many pixels as there are units.
pub(super) struct Fine<'a> {
    inner: &'a mut CanvasBackend,
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

type Failure = <CanvasBackend as DrawingBackend>::ErrorType;
type Outcome = Result<(), DrawingErrorKind<Failure>>;

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

impl Fine<'_> {
    /// The backend that draws the rest, and sets what it needs by itself.
    fn other(&mut self) -> &mut CanvasBackend {
        self.finish();
        self.fill = None;
        self.inner
    }
}

impl DrawingBackend for Fine<'_> {
    type ErrorType = Failure;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Outcome {
        self.inner.ensure_prepared()
    }

    fn present(&mut self) -> Outcome {
        self.finish();
        self.inner.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Outcome {
        self.other().draw_pixel(point, color)
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Outcome {
        self.other().draw_rect(from, to, style, fill)
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

    /// Of examples there may be thousands, all of one colour.
    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Outcome {
        if !fill {
            return self.other().draw_circle(center, radius, style, fill);
        }
        self.fill(style.color());
        self.context.begin_path();
        // Only a negative radius is an error.
        let _ = self.context.arc(f64::from(center.0), f64::from(center.1), f64::from(radius), 0.0, TAU);
        self.context.fill();
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Outcome {
        self.other().fill_polygon(corners, style)
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
