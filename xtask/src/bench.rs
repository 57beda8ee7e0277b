//! `cargo xtask bench <what>`: how fast the core is, and how the page answers, alone and beside others.

mod core;
mod devtools;
mod growth;
mod monkey;
mod redraw;
mod site;
mod train;

use crate::dist;
use crate::program::Outcome;

/// Runs what is to be measured.
pub(crate) fn run(words: &[&str]) -> Outcome {
    let (words, build) = match words {
        [rest @ .., "--build"] => (rest, true),
        all => (all, false),
    };
    let measure = match words {
        ["core"] if !build => return core::run(),
        ["redraw"] => redraw::run,
        ["train"] => train::run,
        ["growth"] => growth::run,
        ["monkey"] => monkey::run,
        _ => {
            return Err(
                "bench knows core, and redraw, train, growth and monkey, these with --build or without.".to_owned()
            );
        }
    };
    if build {
        dist::run()?;
    }
    if !dist::site().join("index.html").is_file() {
        return Err("there is no page in dist/site to measure: add --build, or run `cargo xtask dist`.".to_owned());
    }
    measure()
}

/// The middle one, or the mean of the two middle ones; NaN of none.
fn median(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.into_iter().collect();
    numbers.sort_by(f64::total_cmp);
    let at = |index: usize| numbers.get(index).copied().unwrap_or(f64::NAN);
    (at(numbers.len() / 2) + at(numbers.len().saturating_sub(1) / 2)) / 2.0
}

/// How often a number holds another, each round by itself: what else the machine does changes over the rounds, and in one
/// round meets both.
fn ratio(own: &[f64], other: &[f64]) -> f64 {
    median(own.iter().zip(other).map(|(own, other)| own / other))
}

/// Rows of cells under a head, in columns as wide as their widest cell: the first to the left, the others to the right.
fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let head: Vec<String> = head.iter().map(|&title| title.to_owned()).collect();
    let letters = |cell: &String| cell.chars().count();
    let mut widths = vec![0; head.len()];
    for row in [&head].into_iter().chain(rows) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = letters(cell).max(*width);
        }
    }
    let mut text = String::new();
    for row in [&head].into_iter().chain(rows) {
        for (column, (width, cell)) in widths.iter().zip(row).enumerate() {
            text += &if column == 0 { format!("{cell:width$}") } else { format!("  {cell:>width$}") };
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{median, ratio, run, table};

    #[test]
    fn the_median_is_the_middle() {
        for (numbers, expected) in [(vec![3.0, 1.0, 2.0], 2.0), (vec![4.0, 1.0, 2.0, 3.0], 2.5), (vec![7.0], 7.0)] {
            assert_eq!(median(numbers), expected);
        }
    }

    #[test]
    fn a_busy_moment_that_meets_everybody_leaves_the_ratio_alone() {
        assert_eq!(ratio(&[1.0, 50.0, 1.0], &[2.0, 100.0, 3.0]), 0.5);
    }

    #[test]
    fn numbers_stand_below_each_other() {
        let rows = [["µ", "1.25"], ["longer", "10.00"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(table(&["", "ms"], &rows), "           ms\nµ        1.25\nlonger  10.00\n");
    }

    #[test]
    fn what_bench_does_not_know_it_names() {
        for words in [&[][..], &["speed"], &["core", "--build"]] {
            assert!(run(words).unwrap_err().contains("redraw"), "{words:?}");
        }
    }
}
