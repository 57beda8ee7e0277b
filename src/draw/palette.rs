//! Colours for roles. The stylesheet holds the same tables for the rest of the page; a test compares them.

use crate::figure::Ink;

/// Red, green and blue, 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// One theme's colours. Lines, dots and thumbs need a contrast of 3 : 1 with the background, text needs 4.5 : 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    /// The paper.
    pub background: Rgb,
    /// Running text.
    pub text: Rgb,
    /// Numbers along the axes, captions.
    pub muted: Rgb,
    /// Labelled grid lines.
    pub grid: Rgb,
    /// Grid lines between them.
    pub grid_fine: Rgb,
    /// The lines of zero.
    pub axis: Rgb,
    /// w: lines and dots, then text.
    pub weight: [Rgb; 2],
    /// b: lines and dots, then text.
    pub bias: [Rgb; 2],
    /// z: lines and dots, then text.
    pub sum: [Rgb; 2],
    /// a: lines and dots, then text.
    pub output: [Rgb; 2],
    /// Examples.
    pub data: Rgb,
    /// Errors and the loss: lines and dots, then text.
    pub error: [Rgb; 2],
}

impl Palette {
    /// Dark ink on white: blue, vermillion and green of Okabe and Ito, darker where they are text.
    pub const LIGHT: Self = Self {
        background: Rgb(255, 255, 255),
        text: Rgb(27, 31, 36),
        muted: Rgb(87, 96, 106),
        grid: Rgb(218, 222, 227),
        grid_fine: Rgb(238, 240, 243),
        axis: Rgb(139, 148, 158),
        weight: [Rgb(0, 114, 178), Rgb(0, 104, 163)],
        bias: [Rgb(213, 94, 0), Rgb(178, 74, 0)],
        sum: [Rgb(36, 41, 47), Rgb(36, 41, 47)],
        output: [Rgb(0, 158, 115), Rgb(0, 117, 85)],
        data: Rgb(36, 41, 47),
        error: [Rgb(190, 80, 145), Rgb(160, 55, 118)],
    };

    /// Light ink on nearly black: the same hues, lighter.
    pub const DARK: Self = Self {
        background: Rgb(20, 23, 28),
        text: Rgb(230, 234, 240),
        muted: Rgb(160, 169, 180),
        grid: Rgb(52, 58, 67),
        grid_fine: Rgb(35, 40, 47),
        axis: Rgb(122, 132, 144),
        weight: [Rgb(86, 180, 233), Rgb(122, 197, 240)],
        bias: [Rgb(240, 137, 62), Rgb(247, 158, 94)],
        sum: [Rgb(230, 234, 240), Rgb(230, 234, 240)],
        output: [Rgb(46, 196, 150), Rgb(84, 211, 171)],
        data: Rgb(230, 234, 240),
        error: [Rgb(222, 140, 188), Rgb(232, 160, 203)],
    };

    /// The colour of lines and dots in a role.
    #[must_use]
    pub fn of(&self, ink: Ink) -> Rgb {
        match ink {
            Ink::Weight => self.weight[0],
            Ink::Bias => self.bias[0],
            Ink::Sum => self.sum[0],
            Ink::Output => self.output[0],
            Ink::Data => self.data,
            Ink::Error => self.error[0],
            Ink::Guide => self.muted,
        }
    }

    /// The colour of text in a role.
    #[must_use]
    pub fn text_of(&self, ink: Ink) -> Rgb {
        match ink {
            Ink::Weight => self.weight[1],
            Ink::Bias => self.bias[1],
            Ink::Sum => self.sum[1],
            Ink::Output => self.output[1],
            Ink::Data => self.data,
            Ink::Error => self.error[1],
            Ink::Guide => self.muted,
        }
    }
}

impl Rgb {
    /// The contrast with another colour, 1 to 21 (WCAG 2.2, “contrast ratio”).
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2).
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { libm::pow((share + 0.055) / 1.055, 2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_standard() {
        assert!((Rgb(0, 0, 0).contrast(Rgb(255, 255, 255)) - 21.0).abs() < 1e-9);
        assert!((Rgb(0, 114, 178).contrast(Rgb(255, 255, 255)) - 5.19).abs() < 0.01);
        assert!((Rgb(213, 94, 0).contrast(Rgb(255, 255, 255)) - 3.87).abs() < 0.01);
    }

    #[test]
    fn every_line_and_every_text_stands_out_from_its_background() {
        for palette in [Palette::LIGHT, Palette::DARK] {
            let against = |colour: Rgb| colour.contrast(palette.background);
            for ink in [Ink::Weight, Ink::Bias, Ink::Sum, Ink::Output, Ink::Data, Ink::Error, Ink::Guide] {
                assert!(against(palette.of(ink)) >= 3.0, "{ink:?} {:.2}", against(palette.of(ink)));
                assert!(against(palette.text_of(ink)) >= 4.5, "{ink:?} text {:.2}", against(palette.text_of(ink)));
            }
            for text in [palette.text, palette.muted] {
                assert!(against(text) >= 4.5, "{text:?} {:.2}", against(text));
            }
            assert!(against(palette.axis) >= 3.0, "axis {:.2}", against(palette.axis));
        }
    }
}
