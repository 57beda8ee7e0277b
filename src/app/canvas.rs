//! A plotters backend that draws finer than a pixel on a canvas.
//!
//! plotters takes whole numbers as coordinates. This wrapper tells it of a canvas many times larger and lets the context
//! scale it down, so that a curve moves smoothly instead of from pixel to pixel.

use plotters::prelude::{DrawingBackend, IntoDrawingArea};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;

use crate::draw::{Look, Palette};

/// Units in a device pixel.
const FINENESS: f64 = 16.0;

/// Makes the canvas as large as `size` CSS pixels at this density, empties it and lets `draw` draw on it.
///
/// Nothing is drawn on a canvas without area, nor on one without a context; whether it has one is the answer.
pub(super) fn paint(
    canvas: &HtmlCanvasElement,
    (width, height): (f64, f64),
    density: f64,
    palette: &Palette,
    draw: impl FnOnce(&DrawingArea<Fine, Shift>, &Look),
) -> bool {
    let pixels = |length: f64| (length * density).round() as u32;
    let (across, down) = (pixels(width), pixels(height));
    let context = canvas.get_context("2d").ok().flatten();
    let Some(context) = context.and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok()) else {
        return false;
    };
    if across == 0 || down == 0 {
        return true;
    }
    // Setting a size empties a canvas and forgets its state, also when the size is the same.
    if (canvas.width(), canvas.height()) != (across, down) {
        canvas.set_width(across);
        canvas.set_height(down);
    }
    let scale = 1.0 / FINENESS;
    let _ = context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
    context.clear_rect(0.0, 0.0, f64::from(across), f64::from(down));
    let _ = context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0);
    context.set_line_join("round");
    let Some(inner) = CanvasBackend::with_canvas_object(canvas.clone()) else { return false };
    let units = |pixels: u32| (f64::from(pixels) * FINENESS) as u32;
    let area = Fine { inner, size: (units(across), units(down)) }.into_drawing_area();
    let look = Look { palette: palette.clone(), unit: density * FINENESS, pixel: FINENESS };
    draw(&area, &look);
    true
}

/// A canvas that claims to have as many pixels as there are units.
pub(super) struct Fine {
    inner: CanvasBackend,
    size: (u32, u32),
}

type Outcome = Result<(), DrawingErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>>;

impl DrawingBackend for Fine {
    type ErrorType = <CanvasBackend as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Outcome {
        self.inner.ensure_prepared()
    }

    fn present(&mut self) -> Outcome {
        self.inner.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Outcome {
        self.inner.draw_pixel(point, color)
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Outcome {
        self.inner.draw_rect(from, to, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Outcome {
        self.inner.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Outcome {
        self.inner.draw_circle(center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Outcome {
        self.inner.fill_polygon(corners, style)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Outcome {
        self.inner.draw_text(text, style, at)
    }
}
