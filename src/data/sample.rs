//! A part of very many values that stands for all of them.

/// The golden ratio, less one: multiples of it fill the unit interval more evenly than those of any other number, and keep
/// step with no fraction (Weyl 1916, "Über die Gleichverteilung von Zahlen mod. Eins").
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// At most so many of the values, evenly from all of them; all, if they are not more. Lists of the same length give the same
/// places.
///
/// Not each second or third: of classes that take turns, that would be one class.
#[must_use]
pub fn sampled<T: Copy>(values: &[T], most: usize) -> Vec<T> {
    let count = values.len();
    if count <= most {
        return values.to_vec();
    }
    let place = |at: usize| ((at as f64 * GOLDEN).fract() * count as f64) as usize;
    (0..most).filter_map(|at| values.get(place(at)).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::sampled;

    #[test]
    fn a_sample_is_even_whatever_turns_the_values_take() {
        let all: Vec<usize> = (0..100_000).collect();
        let mut few = sampled(&all, 300);
        for turn in 2..=10 {
            let first = few.iter().filter(|value| *value % turn == 0).count();
            assert!(first.abs_diff(300 / turn) < 10, "{first} of 300 are the first of {turn}");
        }
        few.sort_unstable();
        let gaps = few.windows(2).map(|pair| pair[1] - pair[0]);
        assert!(few.len() == 300 && gaps.max() < Some(3 * 100_000 / 300), "no part is left out");
    }

    #[test]
    fn few_values_are_all_taken_in_their_order() {
        assert_eq!(sampled(&[3, 1, 2], 3), [3, 1, 2]);
        assert!(sampled::<f32>(&[], 3).is_empty());
    }
}
