//! A plotters backend that draws finer than a pixel on a canvas, and says nothing to the browser twice.
//!
//! plotters takes whole numbers as coordinates. This one tells it of a canvas many times larger and lets the context scale
//! it down, so that a curve moves smoothly instead of from pixel to pixel. What a move costs is the strokes and what the
//! browser is told about them, so that strokes alike are one path, and a colour or font is set when it changes. Outlines and
//! single pixels, which cost nothing as they are rare, plotters-canvas draws.

use std::f64::consts::TAU;

use js_sys::JsString;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::{DrawingBackend, IntoDrawingArea};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{CanvasRenderingContext2d, ContextAttributes2d, HtmlCanvasElement};

use crate::draw::{self, Look, Palette, Rgb};

/// Units in a device pixel.
const FINENESS: f64 = 16.0;

/// A canvas that can be painted, and what it remembers from one picture to the next.
pub(super) struct Slate {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    backend: CanvasBackend,
    told: Told,
    /// Colours and texts as the browser's own strings: one of Rust's is made anew at each call.
    colours: Vec<(Colour, JsString)>,
    texts: Vec<(String, JsString)>,
}

/// Texts that a slate remembers: those that stay, and some numbers to and fro.
const MOST_TEXTS: usize = 32;

impl Slate {
    /// Nothing where the canvas has no context.
    pub(super) fn of(canvas: HtmlCanvasElement) -> Option<Self> {
        // What hides all that lies behind it, the browser need not put together with that.
        let attributes = ContextAttributes2d::new();
        attributes.set_alpha(false);
        let context = canvas.get_context_with_context_options("2d", &attributes).ok().flatten()?.dyn_into().ok()?;
        let backend = CanvasBackend::with_canvas_object(canvas.clone())?;
        Some(Self { canvas, context, backend, told: Told::default(), colours: Vec::new(), texts: Vec::new() })
    }

    /// Makes the canvas as large as `size` CSS pixels at this density and lets `draw` draw on it, over bare paper or over
    /// what is on another canvas of this size.
    ///
    /// Nothing is drawn on a canvas without area.
    pub(super) fn paint(
        &mut self,
        (width, height): (f64, f64),
        density: f64,
        palette: &Palette,
        under: Option<&HtmlCanvasElement>,
        draw: impl FnOnce(&Area<'_>, &Look),
    ) {
        let pixels = |length: f64| (length * density).round() as u32;
        let (across, down) = (pixels(width), pixels(height));
        if across == 0 || down == 0 {
            return;
        }
        let Self { canvas, context, .. } = self;
        // Setting a size empties a canvas and forgets its state, also when the size is the same.
        if (canvas.width(), canvas.height()) != (across, down) {
            canvas.set_width(across);
            canvas.set_height(down);
            self.told = Told::default();
        }
        if self.told == Told::default() {
            let scale = 1.0 / FINENESS;
            let _ = context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0);
            context.set_line_join("round");
        }
        let [across, down] = [across, down].map(|pixels| f64::from(pixels) * FINENESS);
        let mut fine = Fine { slate: self, size: (across as u32, down as u32), is_open: false };
        if let Some(under) = under {
            // It has an area, as this one has: nothing else is an error.
            let context = &fine.slate.context;
            let _ = context.draw_image_with_html_canvas_element_and_dw_and_dh(under, 0.0, 0.0, across, down);
        } else {
            let Rgb(red, green, blue) = palette.background;
            fine.fill(BackendColor { rgb: (red, green, blue), alpha: 1.0 });
            fine.slate.context.fill_rect(0.0, 0.0, across, down);
        }
        let area = fine.into_drawing_area();
        let look = Look { palette: palette.clone(), unit: density * FINENESS, pixel: FINENESS };
        draw(&area, &look);
        // Nothing can go wrong on a canvas.
        let _ = area.present();
    }

    /// A colour as the stylesheet would write it.
    fn colour(&mut self, colour: Colour) -> &JsString {
        let known = self.colours.iter().position(|(known, _)| *known == colour);
        let at = known.unwrap_or_else(|| {
            let ((red, green, blue), alpha) = colour;
            // The form that a browser reads fastest.
            let css = format!("#{red:02x}{green:02x}{blue:02x}{:02x}", (alpha * 255.0).round() as u8);
            self.colours.push((colour, css.into()));
            self.colours.len() - 1
        });
        &self.colours[at].1
    }

    fn text(&mut self, text: &str) -> &JsString {
        let known = self.texts.iter().position(|(known, _)| known == text);
        let at = known.unwrap_or_else(|| {
            if self.texts.len() == MOST_TEXTS {
                self.texts.remove(0);
            }
            self.texts.push((text.to_owned(), text.into()));
            self.texts.len() - 1
        });
        &self.texts[at].1
    }

    fn brush(&self) -> Brush {
        self.context.clone().unchecked_into()
    }
}

/// What the context has been told. Nothing is set that is set already: a font makes the browser look at its styles, and all
/// else costs as much as a stroke.
#[derive(Default, PartialEq)]
struct Told {
    /// Colour and width of lines.
    stroke: Option<(Colour, u32)>,
    /// The colour of areas and text.
    fill: Option<Colour>,
    /// How text lies to its place.
    place: Option<(&'static str, &'static str)>,
    /// Size and family of text.
    font: Option<(u32, String)>,
}

#[wasm_bindgen]
extern "C" {
    /// The context again, which takes the browser's own strings.
    type Brush;

    #[wasm_bindgen(method, setter, js_name = "fillStyle")]
    fn set_fill(this: &Brush, colour: &JsString);

    #[wasm_bindgen(method, setter, js_name = "strokeStyle")]
    fn set_stroke(this: &Brush, colour: &JsString);

    #[wasm_bindgen(method, js_name = "fillText")]
    fn text(this: &Brush, text: &JsString, x: f64, y: f64);
}

/// What is drawn on.
pub(super) type Area<'a> = DrawingArea<Fine<'a>, Shift>;

/// A canvas that claims to have as many pixels as there are units.
pub(super) struct Fine<'a> {
    slate: &'a mut Slate,
    size: (u32, u32),
    /// Whether a path is being laid out that is not drawn yet.
    is_open: bool,
}

type Colour = ((u8, u8, u8), f64);

type Failure = <CanvasBackend as DrawingBackend>::ErrorType;
type Outcome = Result<(), DrawingErrorKind<Failure>>;

impl Fine<'_> {
    /// Draws what has been laid out.
    fn finish(&mut self) {
        if std::mem::take(&mut self.is_open) {
            self.slate.context.stroke();
        }
    }

    /// From now on areas and text have this colour.
    fn fill(&mut self, BackendColor { rgb, alpha }: BackendColor) {
        self.finish();
        if self.slate.told.fill != Some((rgb, alpha)) {
            let brush = self.slate.brush();
            brush.set_fill(self.slate.colour((rgb, alpha)));
            self.slate.told.fill = Some((rgb, alpha));
        }
    }

    /// From now on lines have this colour and width.
    fn stroke(&mut self, colour: Colour, width: u32) {
        let Slate { context, told, .. } = &*self.slate;
        if told.stroke.is_none_or(|(_, told)| told != width) {
            context.set_line_width(f64::from(width));
        }
        if told.stroke.is_none_or(|(told, _)| told != colour) {
            let brush = self.slate.brush();
            brush.set_stroke(self.slate.colour(colour));
        }
        self.slate.told.stroke = Some((colour, width));
    }

    /// The backend that draws the rest, and sets what it needs by itself.
    fn other(&mut self) -> &mut CanvasBackend {
        self.finish();
        self.slate.told = Told { font: self.slate.told.font.take(), ..Told::default() };
        &mut self.slate.backend
    }

    /// Goes along a path, leaving out what nobody would miss.
    fn trace(&self, path: impl IntoIterator<Item = BackendCoord>) {
        let context = &self.slate.context;
        let mut is_first = true;
        draw::thinned(path, |(x, y)| {
            let (x, y) = (f64::from(x), f64::from(y));
            if is_first {
                context.move_to(x, y)
            } else {
                context.line_to(x, y)
            }
            is_first = false;
        });
    }
}

impl DrawingBackend for Fine<'_> {
    type ErrorType = Failure;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Outcome {
        self.slate.backend.ensure_prepared()
    }

    fn present(&mut self) -> Outcome {
        self.finish();
        self.slate.backend.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Outcome {
        self.other().draw_pixel(point, color)
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Outcome {
        if !fill {
            return self.other().draw_rect(from, to, style, fill);
        }
        self.fill(style.color());
        let (x, y) = (f64::from(from.0), f64::from(from.1));
        self.slate.context.fill_rect(x, y, f64::from(to.0) - x, f64::from(to.1) - y);
        Ok(())
    }

    /// The dashes of a line, or the lines of a grid, come one by one and are drawn together.
    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Outcome {
        let BackendColor { rgb, alpha } = style.color();
        let stroke = ((rgb, alpha), style.stroke_width());
        if !self.is_open || self.slate.told.stroke != Some(stroke) {
            self.finish();
            self.stroke(stroke.0, stroke.1);
            self.slate.context.begin_path();
            self.is_open = true;
        }
        self.trace(path);
        Ok(())
    }

    /// Of examples there may be thousands, all of one colour.
    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Outcome {
        if !fill {
            return self.other().draw_circle(center, radius, style, fill);
        }
        self.fill(style.color());
        let context = &self.slate.context;
        context.begin_path();
        // Only a negative radius is an error.
        let _ = context.arc(f64::from(center.0), f64::from(center.1), f64::from(radius), 0.0, TAU);
        context.fill();
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Outcome {
        self.fill(style.color());
        self.slate.context.begin_path();
        self.trace(corners);
        self.slate.context.fill();
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
        let Slate { context, told, .. } = &mut *self.slate;
        if told.place != Some((across, down)) {
            context.set_text_align(across);
            context.set_text_baseline(down);
            told.place = Some((across, down));
        }
        let (size, family) = (style.size().round() as u32, style.family());
        if told.font.as_ref().is_none_or(|font| (font.0, font.1.as_str()) != (size, family.as_str())) {
            context.set_font(&format!("{size}px {}", family.as_str()));
            told.font = Some((size, family.as_str().to_owned()));
        }
        let brush = self.slate.brush();
        brush.text(self.slate.text(text), f64::from(x), f64::from(y));
        Ok(())
    }
}
