//! What is on a canvas.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

/// Red, green and blue, 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// Reads `rgb(0, 114, 178)`, the form in which a browser resolves a colour.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let numbers = text.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok());
        match numbers.collect::<Vec<u8>>()[..] {
            [red, green, blue, ..] => Self(red, green, blue),
            _ => panic!("a colour, not “{text}”"),
        }
    }

    /// The distance in the cube of colours, 0 to 442.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        let [a, b] = [self, other].map(|Self(r, g, b)| [r, g, b].map(f64::from));
        a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    }

    /// The contrast with another colour, 1 to 21 (WCAG 2.2, “contrast ratio”).
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The channels as amounts of light, 0 to 1 (sRGB, IEC 61966-2-1).
    #[must_use]
    pub fn linear(self) -> [f64; 3] {
        [self.0, self.1, self.2].map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        })
    }
}

/// The pixels of a layer: where it shows what lies below it, they have no colour and no opacity.
#[derive(Debug, Clone, PartialEq)]
pub struct Pixels {
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Device pixels in a CSS pixel.
    pub density: f64,
    rgba: Vec<u8>,
}

impl Pixels {
    pub(crate) fn read(width: usize, height: usize, density: f64, base64: &str) -> Self {
        let rgba = BASE64_STANDARD.decode(base64).expect("the browser's own base64");
        assert_eq!(rgba.len(), width * height * 4, "bytes of {width} × {height} pixels");
        Self { width, height, density, rgba }
    }

    /// A pixel's colour, and 1 where the layer shows, 0 where it does not.
    #[must_use]
    pub fn at(&self, column: usize, row: usize) -> (Rgb, f64) {
        let at = 4 * (row * self.width + column);
        let [red, green, blue, alpha] = self.rgba[at..at + 4] else { unreachable!("four bytes") };
        (Rgb(red, green, blue), f64::from(alpha) / 255.0)
    }

    /// How many pixels are fully covered with a colour, to within what rounding makes of it.
    #[must_use]
    pub fn count(&self, ink: Rgb) -> usize {
        let is_ink = |pixel: &&[u8]| pixel[3] == 255 && Rgb(pixel[0], pixel[1], pixel[2]).distance(ink) < 4.0;
        self.rgba.chunks_exact(4).filter(is_ink).count()
    }

    /// Whether something is drawn, and not all over: a canvas that was never painted is black.
    #[must_use]
    pub fn is_drawn(&self) -> bool {
        let is_bare = |pixel: &[u8]| pixel[3] == 0;
        is_bare(&self.rgba[..4]) && !self.rgba.chunks_exact(4).all(is_bare)
    }
}
