//! Round places along an axis.

use crate::number::{round_up, rounded};

use super::Axis;

/// A grid line; one with an empty label is a finer one between two labelled ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Where.
    pub at: f64,
    /// What stands beside the axis there.
    pub label: String,
}

/// Which places along an axis are round.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Rule {
    /// About so many multiples of 1, 2 or 5 · 10ᵏ.
    Even(f64),
    /// Powers of ten.
    Powers,
}

impl Axis {
    /// An axis from `min` to `max` with about `count` labelled ticks at multiples of 1, 2 or 5 · 10ᵏ.
    pub(super) fn with_ticks(min: f64, max: f64, count: f64) -> Self {
        Self { min, max, rule: Rule::Even(count) }
    }

    /// An axis from zero to a round number at or above `highest`.
    pub(super) fn from_zero(highest: f64, count: f64) -> Self {
        let unit = round_up(highest.max(1e-6) / 10.0);
        Self::with_ticks(0.0, libm::ceil(highest.max(1e-6) / unit - 1e-9) * unit, count)
    }

    /// An axis of powers of ten, in data coordinates log₁₀: from 10^`min` to 10^`max`, both whole.
    pub(super) fn logarithmic(min: f64, max: f64) -> Self {
        Self { min, max, rule: Rule::Powers }
    }

    /// The grid lines, the labelled ones with their text. Made where they are drawn: a figure is made at every move.
    #[must_use]
    pub fn ticks(&self) -> Vec<Tick> {
        match self.rule {
            Rule::Even(count) => self.even_ticks(count),
            Rule::Powers => self.powers_of_ten(),
        }
    }

    fn even_ticks(&self, count: f64) -> Vec<Tick> {
        let Self { min, max, .. } = *self;
        let step = round_up((max - min) / count);
        // Between the labels, halves of 1 and 2 and fifths of 5 stay round.
        let parts = if round_up(step / 5.0) * 5.0 <= step * 1.001 && !is_digit(step, 1.0) { 5 } else { 2 };
        let fine = step / f64::from(parts);
        let first = libm::ceil(min / fine - 1e-6) as i64;
        let last = libm::floor(max / fine + 1e-6) as i64;
        (first..=last)
            .map(|count| {
                let at = count as f64 * fine;
                let labelled = count % i64::from(parts) == 0;
                Tick { at: at.clamp(min, max), label: if labelled { label(at, step) } else { String::new() } }
            })
            .collect()
    }

    fn powers_of_ten(&self) -> Vec<Tick> {
        let Self { min, max, .. } = *self;
        let stride = libm::ceil((max - min) / 5.0).max(1.0) as i64;
        let label = |power: i64| {
            if (-3..=4).contains(&power) {
                rounded(libm::pow(10.0, power as f64), 6)
            } else {
                format!("1e{power}").replace('-', "−")
            }
        };
        (min as i64..=max as i64)
            .map(|power| Tick {
                at: power as f64,
                label: if (power - min as i64) % stride == 0 { label(power) } else { String::new() },
            })
            .collect()
    }
}

fn is_digit(step: f64, digit: f64) -> bool {
    let power = libm::pow(10.0, libm::floor(libm::log10(step * 1.000_001)));
    (step / power - digit).abs() < 0.01
}

/// All digits of a multiple of `step`: thousands as k, millions as M.
///
/// At most seven characters, so that both plots keep the same narrow margin; a longer number is left out rather than rounded.
fn label(at: f64, step: f64) -> String {
    let power = |size: f64| libm::floor(libm::log10(size * 1.000_001));
    let digits = (power(at.abs()) - power(step)) as usize + 1;
    let whole = rounded(at, digits);
    let short = match at.abs() {
        size if size >= 1e9 => whole.clone(),
        size if size >= 1e6 => rounded(at / 1e6, digits) + "M",
        size if size >= 1e4 => rounded(at / 1e3, digits) + "k",
        _ => whole.clone(),
    };
    let power_of_ten = format!("{at:.*e}", digits.max(1) - 1).replace(".0e", "e").replace('-', "−");
    [short, whole, power_of_ten].into_iter().find(|text| text.chars().count() <= 7).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(min: f64, max: f64, count: f64) -> Vec<String> {
        let axis = Axis::with_ticks(min, max, count);
        axis.ticks().into_iter().map(|tick| tick.label).filter(|label| !label.is_empty()).collect()
    }

    #[test]
    fn ticks_stand_at_round_numbers() {
        assert_eq!(labels(-5.0, 5.0, 8.0), ["−4", "−2", "0", "2", "4"]);
        assert_eq!(labels(-10.0, 10.0, 5.0), ["−10", "−5", "0", "5", "10"]);
        assert_eq!(labels(-0.1, 1.1, 3.0), ["0", "0.5", "1"]);
        assert_eq!(labels(-5e6, 5e6, 4.0), ["−5M", "0", "5M"]);
        assert_eq!(labels(0.0, 60_000.0, 3.0), ["0", "20k", "40k", "60k"]);
    }

    #[test]
    fn a_label_is_the_number_at_its_tick_also_far_from_zero() {
        assert_eq!(labels(2000.0, 2004.0, 8.0)[..4], ["2000", "2000.5", "2001", "2001.5"]);
        assert_eq!(labels(199.9, 200.1, 5.0), ["199.9", "199.95", "200", "200.05", "200.1"]);
        assert_eq!(labels(-12_346.0, -12_344.0, 4.0), ["−12346", "−12345", "−12344"]);
        assert_eq!(labels(0.0, 8e-6, 4.0), ["0", "2e−6", "4e−6", "6e−6", "8e−6"]);
        assert_eq!(labels(0.0, 1e-6, 2.0), ["0", "5e−7", "1e−6"]);
        assert_eq!(labels(20_500.0, 21_500.0, 4.0), ["20.5k", "21k", "21.5k"]);
    }

    #[test]
    fn every_tick_lies_on_its_axis_and_every_label_is_short() {
        for (min, max) in [(-5.0, 5.0), (-1e12, 1e12), (0.0, 0.001), (-0.3, 1e6), (999.0, 1000.5)] {
            let axis = Axis::with_ticks(min, max, 6.0);
            let ticks = axis.ticks();
            assert!((3..=40).contains(&ticks.len()), "{min}..{max}: {}", ticks.len());
            for tick in &ticks {
                assert!(axis.contains(tick.at), "{tick:?}");
                assert!(tick.label.chars().count() <= 7, "{tick:?}");
            }
        }
    }
}
