//! `cargo xtask bench core`: how fast the dense-layer core is, natively and against others in a browser.

use super::devtools::Chromium;
use super::site::Site;
use super::{median, ratio, table};
use crate::core_in_wasm;
use crate::program::{Outcome, program, root, show};
use crate::tools;

pub(super) fn run() -> Outcome {
    show(program("cargo").args(["bench", "-p", "wxplusb", "--bench", "core"]))?;
    race()
}

/// The same training in our WebAssembly, in plain JavaScript and in TensorFlow.js, in turn on one page.
fn race() -> Outcome {
    let (core, node) = (core_in_wasm::build()?, tools::tensorflow()?);
    let mut chromium = Chromium::open(tools::chromium()?.binary(), &[])?;
    let site = Site::serve(vec![("race", root().join("benches/browser")), ("core", core), ("node", node)])?;
    println!("1000 epochs of two houses in headless Chromium, in turn (about 1 min) …");
    let mut tab = chromium.tab()?;
    tab.go(&format!("{}race/race.html", site.url))?;
    let race = "hand.until(() => window.tf).then(() => import('/race/race.js')).then(({ race }) => race())";
    let report = tab.eval(race)?;
    let runners = report.as_str().unwrap_or_default().lines().map(Runner::read).collect::<Outcome<Vec<_>>>()?;
    print!("{}", results(&runners));
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
}

/// One line a program; its ratio is to the first of them.
fn results(runners: &[Runner]) -> String {
    let row = |runner: &Runner| {
        let microseconds = |milliseconds: f64| format!("{:.1}", 1000.0 * milliseconds);
        let middle = microseconds(median(runner.times.iter().copied()));
        let fastest = microseconds(runner.times.iter().copied().fold(f64::INFINITY, f64::min));
        let times = [runner.name.clone(), middle, fastest, format!("{:.2}", ratio(&runner.times, &runners[0].times))];
        times.into_iter().chain(runner.learned.clone()).collect()
    };
    let rows: Vec<Vec<String>> = runners.iter().map(row).collect();
    table(&["", "median µs", "fastest µs", "ratio", "w", "b", "last loss", "epochs"], &rows)
}

#[cfg(test)]
mod tests {
    use super::{Runner, results};

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
    fn a_program_is_a_line_with_its_times_and_what_it_learned() {
        let text = results(&[runner("ours", &[0.01, 0.5, 0.01]), runner("theirs", &[0.02, 1.0, 0.03])]);
        let cells: Vec<Vec<&str>> = text.lines().map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(cells[1], ["ours", "10.0", "10.0", "1.00", "200", "100", "0.5", "1000"]);
        assert_eq!(cells[2], ["theirs", "30.0", "20.0", "2.00", "200", "100", "0.5", "1000"]);
    }
}
