//! The range and step of a slider or an axis.

use super::Nudge;
use crate::number::round_up;

/// The furthest that w, b and x can be moved from zero.
pub const LIMIT: f32 = crate::data::VALUE_LIMIT;
/// No step is smaller.
pub const LEAST_STEP: f32 = 1e-6;

/// The furthest an axis reaches: the largest w · x + b, with room to spare.
pub(super) const AXIS_LIMIT: f32 = 1e13;

/// `min ..= max` in steps of `step`; always finite, `min < max`, `0 < step ≤ max − min`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// Left or lower end.
    pub min: f32,
    /// Right or upper end.
    pub max: f32,
    /// The distance an arrow key moves.
    pub step: f32,
    /// The furthest either end may be from zero.
    limit: f32,
}

impl Span {
    /// A slider's range: its ends stay within ±[`LIMIT`].
    pub(super) const fn new(min: f32, max: f32, step: f32) -> Self {
        Self { min, max, step, limit: LIMIT }
    }

    /// A slider's range with steps finer than its pixels.
    pub(super) fn slider(min: f32, max: f32) -> Self {
        let (min, max) = (min.max(-LIMIT), max.min(LIMIT));
        Self::new(min, max, round_up(f64::from(max - min) / 1000.0) as f32)
    }

    /// A slider's range with round ends that reaches `reach` on both sides of zero.
    pub(super) fn slider_around_zero(reach: f64) -> Self {
        let reach = round_up(reach.clamp(0.01, f64::from(LIMIT))) as f32;
        Self::slider(-reach, reach)
    }

    /// An axis with round ends that shows `low ..= high` with a little room on both sides, and at least one unit each way
    /// when both are nearly the same, so that a weight of a millionth looks as flat as it is.
    pub(super) fn around(low: f32, high: f32) -> Self {
        Self::with_room(low, high, 2.0)
    }

    /// An axis with round ends for examples: hundredths fill it as hundreds do, unless an axis cannot be as short.
    pub(super) fn holding(low: f32, high: f32) -> Self {
        Self::with_room(low, high, gap(0.0))
    }

    fn with_room(low: f32, high: f32, flat: f32) -> Self {
        let room = if high - low < flat { 1.0 } else { 0.05 * (f64::from(high) - f64::from(low)) };
        let (low, high) = (f64::from(low), f64::from(high));
        let unit = round_up((high - low + 2.0 * room) / 10.0);
        let end = |value: f64| (value * unit) as f32;
        let (min, max) = (end(libm::floor((low - room) / unit)), end(libm::ceil((high + room) / unit)));
        Self::axis(min.max(-AXIS_LIMIT), max.min(AXIS_LIMIT))
    }

    /// An axis that no slider moves along; its step is no more than a fineness for its end fields.
    pub(super) fn axis(min: f32, max: f32) -> Self {
        Self { min: min + 0.0, max: max + 0.0, step: (max - min) / 100.0, limit: AXIS_LIMIT }
    }

    /// Whether `value` lies between the ends, both included.
    #[must_use]
    pub fn contains(self, value: f32) -> bool {
        self.min <= value && value <= self.max
    }

    /// From end to end.
    #[must_use]
    pub fn width(self) -> f32 {
        self.max - self.min
    }

    /// Whether two ends are in order and far enough apart that float32 still divides their distance into many pixels.
    #[must_use]
    pub fn is_between(min: f32, max: f32) -> bool {
        max - min >= gap(min.abs().max(max.abs()))
    }

    pub(super) fn clamp(self, value: f32) -> f32 {
        value.clamp(self.min, self.max)
    }

    /// `value` moved into the range and onto the nearest multiple of the step, or onto an end where that is nearer.
    pub(super) fn snap(self, value: f32) -> f32 {
        let value = self.clamp(value);
        let nearest = multiple(libm::round(f64::from(value) / f64::from(self.step)), decimal(self.step));
        [nearest, self.min, self.max]
            .into_iter()
            .filter(|candidate| self.contains(*candidate))
            .min_by(|a, b| (a - value).abs().total_cmp(&(b - value).abs()))
            .unwrap_or(value)
    }

    pub(super) fn nudge(self, value: f32, nudge: Nudge) -> f32 {
        // In float64: a tenth of the step 0.005 in float32 is no 0.0005, and would gather as dust.
        let step = decimal(self.step);
        match nudge {
            Nudge::ToMin => self.min,
            Nudge::ToMax => self.max,
            Nudge::TenthsOfStep(tenths) => self.stride(value, f64::from(tenths) / 10.0 * step, step / 10.0),
            Nudge::TenthsOfRange(tenths) => {
                self.stride(value, f64::from(tenths) / 10.0 * f64::from(self.width()), step)
            }
        }
    }

    /// `value + by`, cleaned of float dust by rounding to `grain` where the value already lay on it.
    fn stride(self, value: f32, by: f64, grain: f64) -> f32 {
        let target = decimal(value) + by;
        let grains = target / grain;
        let on_grain = (grains - libm::round(grains)).abs() < 1e-3;
        self.clamp(if on_grain { multiple(libm::round(grains), grain) } else { target as f32 } + 0.0)
    }

    pub(super) fn widened_to(self, value: f32) -> Self {
        let value = value.clamp(-self.limit, self.limit);
        if self.contains(value) {
            return self;
        }
        // Half as far again, so that the thumb does not stand at the end of its slider.
        let reach = (round_up(f64::from(value.abs()) * 1.5) as f32).clamp(value.abs(), self.limit);
        // A range around zero stays even, so that the sign of a large value can be turned.
        let even = self.min < 0.0 && self.max > 0.0;
        let min = if value < self.min || even { self.min.min(-reach) } else { self.min };
        let max = if value > self.max || even { self.max.max(reach) } else { self.max };
        let (min, max) = if value == 0.0 { (min.min(0.0), max.max(0.0)) } else { (min, max) };
        let step = self.step.max(round_up(f64::from(max - min) / 2000.0) as f32);
        Self { min, max, step, ..self }
    }

    pub(super) fn with_min(self, value: f32) -> Self {
        let min = value.clamp(-self.limit, inner(self.limit)) + 0.0;
        let max = if Self::is_between(min, self.max) {
            self.max
        } else {
            (min + self.width().max(2.0 * gap(min))).min(self.limit)
        };
        Self { min, max, ..self }.with_step(self.step)
    }

    pub(super) fn with_max(self, value: f32) -> Self {
        let max = value.clamp(-inner(self.limit), self.limit) + 0.0;
        let min = if Self::is_between(self.min, max) {
            self.min
        } else {
            (max - self.width().max(2.0 * gap(max))).max(-self.limit)
        };
        Self { min, max, ..self }.with_step(self.step)
    }

    pub(super) fn with_step(self, value: f32) -> Self {
        Self { step: value.clamp(LEAST_STEP, self.width()), ..self }
    }

    #[cfg(test)]
    pub(super) fn is_sound(self) -> bool {
        [self.min, self.max, self.step].iter().all(|v| v.is_finite() && v.abs() <= self.limit.max(self.width()))
            && self.min < self.max
            && 0.0 < self.step
            && self.step <= self.width()
    }
}

/// The furthest end that leaves room beyond it.
pub(super) fn inner(limit: f32) -> f32 {
    limit - 4.0 * gap(limit)
}

fn gap(value: f32) -> f32 {
    (value.abs() * 1e-4).max(1e-3)
}

/// The float64 nearest to the decimal a float32 is shown as: 0.1, not 0.10000000149.
///
/// Its at most nine digits and powers of ten up to 10²² are whole numbers in float64, and one operation on these is rounded
/// once (Clinger 1990, "How to read floating point numbers accurately"). Steps and values lie far inside that.
fn decimal(value: f32) -> f64 {
    let text = format!("{value:e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let decimals = mantissa.split_once('.').map_or(0, |(_, decimals)| decimals.len() as i32);
    let whole: Option<i64> = mantissa.replace('.', "").parse().ok();
    let (Some(whole), Ok(exponent)) = (whole, exponent.parse::<i32>()) else { return f64::from(value) };
    let power = exponent - decimals;
    let scale = (0..power.abs()).fold(1.0, |scale, _| scale * 10.0);
    if power < 0 { whole as f64 / scale } else { whole as f64 * scale }
}

/// `count · step` as the float32 nearest to the decimal result: 3 steps of 0.1 are 0.3.
fn multiple(count: f64, step: f64) -> f32 {
    (count * step) as f32 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const TENTHS: Span = Span::new(-10.0, 10.0, 0.1);

    #[test]
    fn sliding_lands_on_the_decimals_that_the_step_promises() {
        for (value, snapped) in [(0.3000001, 0.3), (-4.4999, -4.5), (12.0, 10.0), (0.04, 0.0), (-0.04, 0.0)] {
            assert_eq!(TENTHS.snap(value), snapped);
        }
        assert!(TENTHS.snap(-0.04).is_sign_positive());
        assert_eq!(Span::new(-1.0, 1.05, 0.1).snap(1.04), 1.05, "the end is nearer than the last step");
    }

    #[test]
    fn arrows_walk_without_gathering_float_dust() {
        let mut value = -10.0;
        for count in 1..=200 {
            value = TENTHS.nudge(value, Nudge::TenthsOfStep(10));
            assert_eq!(crate::number::plain(value), crate::number::plain((-100 + count) as f32 / 10.0));
        }
    }

    #[test]
    fn no_step_gathers_float_dust_however_often_a_key_is_pressed() {
        for power in -6..=3 {
            for digit in [1, 2, 5] {
                let decimal = |count: i64, power: i32| -> f32 { format!("{count}e{power}").parse().expect("a number") };
                let span = Span::new(-LIMIT, LIMIT, decimal(digit, power));
                // A tenth of a millionth is less than a float32 near 2 can tell apart.
                let starts = if power > -6 { vec![0, 2, -1] } else { vec![0] };
                for (start, tenths) in starts.into_iter().flat_map(|start| [(start, 10), (start, -10), (start, 1)]) {
                    let mut value = decimal(start, 0);
                    for count in 1..=150 {
                        value = span.nudge(value, Nudge::TenthsOfStep(tenths));
                        // In units of a tenth of the least digit.
                        let walked = count * i64::from(tenths) * digit;
                        let whole = start * 10_i64.pow(7) + walked * 10_i64.pow((power + 6).unsigned_abs());
                        assert_eq!(value, decimal(whole, -7), "{digit}e{power} from {start}, {count} times {tenths}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_decimal_of_a_float_is_the_one_that_is_shown() {
        for count in -200_000i32..=200_000 {
            for power in [1.0, 1e3, 1e6, 1e9] {
                let value = (f64::from(count) / power) as f32;
                let read: f64 = crate::number::plain(value).parse().expect("what is written can be read");
                assert_eq!(decimal(value), read, "{value:e}");
            }
        }
    }

    #[test]
    fn arrows_keep_a_typed_offset() {
        assert_eq!(TENTHS.nudge(1.234, Nudge::TenthsOfStep(10)), 1.334);
        assert_eq!(TENTHS.nudge(1.5, Nudge::TenthsOfStep(-1)), 1.49);
        assert_eq!(TENTHS.nudge(1.5, Nudge::TenthsOfRange(1)), 3.5);
        assert_eq!(TENTHS.nudge(9.5, Nudge::TenthsOfRange(1)), 10.0);
        assert_eq!(TENTHS.nudge(1.5, Nudge::ToMin), -10.0);
        assert_eq!(TENTHS.nudge(1.5, Nudge::ToMax), 10.0);
    }

    #[test]
    fn an_end_set_past_the_other_takes_it_along() {
        let moved = TENTHS.with_min(20.0);
        assert_eq!((moved.min, moved.max), (20.0, 40.0));
        let moved = TENTHS.with_max(-50.0);
        assert_eq!((moved.min, moved.max), (-70.0, -50.0));
    }

    #[test]
    fn widening_leaves_room_beyond_the_value_and_keeps_an_even_range_even() {
        let wide = TENTHS.widened_to(200.0);
        assert_eq!((wide.min, wide.max, wide.step), (-500.0, 500.0, 0.5));
        let limit = TENTHS.widened_to(1e9);
        assert_eq!((limit.min, limit.max), (-LIMIT, LIMIT));
        assert_eq!(TENTHS.widened_to(3.0), TENTHS);
    }

    #[test]
    fn a_nearly_flat_line_gets_an_axis_that_shows_it_flat() {
        let axis = Span::around(-5e-6, 5e-6);
        assert!(axis.min <= -1.0 && axis.max >= 1.0, "{axis:?}");
    }

    #[test]
    fn small_examples_fill_their_axis_and_no_axis_is_too_short_to_be_given() {
        for high in [1e-30, 1e-4, 1e-3, 0.03, 1.0, 1.9, 2.0, 500.0] {
            let axis = Span::holding(0.0, high);
            assert!(axis.min < 0.0 && axis.max > high && Span::is_between(axis.min, axis.max), "{high}: {axis:?}");
            let fills = axis.width() < 1.8 * high;
            assert_eq!(fills, high >= 1e-3, "{high}: {axis:?}");
        }
    }
}
