//! `cargo xtask bench core`: how fast the dense-layer core is, natively and against others in a browser.

mod page;

use crate::core_in_wasm;
use crate::program::{Outcome, program, root, show};
use crate::tools;

/// Runs what is to be measured; `core` is all there is.
pub(crate) fn run(words: &[&str]) -> Outcome {
    match words {
        ["core"] => {
            show(program("cargo").args(["bench", "-p", "wxplusb", "--bench", "core"]))?;
            race()
        }
        _ => Err("bench knows one thing to measure: `cargo xtask bench core`.".to_owned()),
    }
}

/// The same training in our WebAssembly, in plain JavaScript and in TensorFlow.js, in turn on one page.
fn race() -> Outcome {
    let core = core_in_wasm::build()?;
    let tensorflow = tools::tensorflow()?;
    let chromium = tools::browser()?.chromium;
    let ours = root().join("benches/browser");
    println!("1000 epochs of two houses in headless Chromium, in turn (about 1 min) …");
    let report = page::report(
        &chromium,
        vec![
            ("/", ours.join("race.html")),
            ("/race.js", ours.join("race.js")),
            ("/core_in_wasm.js", core.join("core_in_wasm.js")),
            ("/core_in_wasm_bg.wasm", core.join("core_in_wasm_bg.wasm")),
            ("/tf.min.js", tensorflow),
        ],
    )?;
    let runners = report.lines().map(Runner::read).collect::<Outcome<Vec<_>>>()?;
    print!("{}", table(&runners));
    Ok(())
}

/// What the page reports of one program: its name, what it learned as proof that it did, and its times.
#[derive(Debug, PartialEq)]
struct Runner {
    name: String,
    /// As JavaScript writes them: w, b, the loss of the last epoch, the number of epochs.
    learned: [String; 4],
    /// Of one training, in milliseconds, one a round; never empty.
    times: Vec<f64>,
}

impl Runner {
    /// Reads a line of fields between tabs: the name, the four of `learned`, and the times.
    fn read(line: &str) -> Outcome<Self> {
        let unclear = || format!("the page reported a line that is not understood: {line}");
        let mut fields = line.split('\t').map(str::to_owned);
        let mut next = || fields.next().ok_or_else(unclear);
        let (name, learned) = (next()?, [next()?, next()?, next()?, next()?]);
        let times = fields.map(|field| field.parse().map_err(|_| unclear())).collect::<Outcome<Vec<f64>>>()?;
        if times.is_empty() { Err(unclear()) } else { Ok(Self { name, learned, times }) }
    }

    /// How often its time holds that of `other`, each round by itself: what else the machine does changes over the rounds,
    /// and in one round meets both.
    fn ratio_to(&self, other: &Self) -> f64 {
        median(self.times.iter().zip(&other.times).map(|(own, other)| own / other))
    }
}

/// The middle one, or the mean of the two middle ones; NaN of none.
fn median(times: impl IntoIterator<Item = f64>) -> f64 {
    let mut times: Vec<f64> = times.into_iter().collect();
    times.sort_by(f64::total_cmp);
    let at = |index: usize| times.get(index).copied().unwrap_or(f64::NAN);
    (at(times.len() / 2) + at(times.len().saturating_sub(1) / 2)) / 2.0
}

/// One line a program; its ratio is to the first of them.
fn table(runners: &[Runner]) -> String {
    let width = runners.iter().map(|runner| runner.name.len()).max().unwrap_or(0);
    let head = ["median µs", "fastest µs", "ratio", "w", "b", "last loss", "epochs"].map(str::to_owned);
    let mut text = row("", width, &head);
    for runner in runners {
        let microseconds = |milliseconds: f64| format!("{:.1}", 1000.0 * milliseconds);
        let middle = microseconds(median(runner.times.iter().copied()));
        let fastest = microseconds(runner.times.iter().copied().fold(f64::INFINITY, f64::min));
        let ratio = format!("{:.2}", runner.ratio_to(&runners[0]));
        let [w, b, loss, epochs] = runner.learned.clone();
        text += &row(&runner.name, width, &[middle, fastest, ratio, w, b, loss, epochs]);
    }
    text
}

fn row(name: &str, width: usize, cells: &[String; 7]) -> String {
    // A double has up to 18 letters.
    let widths = [11, 11, 9, 18, 18, 18, 6];
    let cells: String = cells.iter().zip(widths).map(|(cell, width)| format!("  {cell:>width$}")).collect();
    format!("{name:width$}{cells}\n")
}

#[cfg(test)]
mod tests {
    use super::{Runner, median, table};

    fn runner(name: &str, times: &[f64]) -> Runner {
        let learned = ["200", "100", "0.5", "1000"].map(str::to_owned);
        Runner { name: name.to_owned(), learned, times: times.to_vec() }
    }

    #[test]
    fn a_line_of_the_report_is_a_name_what_was_learned_and_times() {
        let read = Runner::read("ours\t200\t100\t0.5\t1000\t0.25\t9");
        assert_eq!(read, Ok(runner("ours", &[0.25, 9.0])));
        for line in ["", "ours\t1\t2\t3\t4", "ours\t1\t2\t3\t4\tfast"] {
            assert!(Runner::read(line).unwrap_err().ends_with(line));
        }
    }

    #[test]
    fn the_median_is_the_middle() {
        for (times, expected) in [(vec![3.0, 1.0, 2.0], 2.0), (vec![4.0, 1.0, 2.0, 3.0], 2.5), (vec![7.0], 7.0)] {
            assert_eq!(median(times), expected);
        }
    }

    #[test]
    fn a_busy_moment_that_meets_everybody_leaves_the_ratio_alone() {
        let text = table(&[runner("ours", &[0.01, 0.5, 0.01]), runner("theirs", &[0.02, 1.0, 0.03])]);
        let cells: Vec<Vec<&str>> = text.lines().map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(cells[1], ["ours", "10.0", "10.0", "1.00", "200", "100", "0.5", "1000"]);
        assert_eq!(cells[2], ["theirs", "30.0", "20.0", "2.00", "200", "100", "0.5", "1000"]);
    }
}
