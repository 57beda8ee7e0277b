//! `cargo xtask <command>`: the chores of this project, each usable as the first command typed on a new machine.
//!
//! One file per command. A new command is a file with `run`, a line in [`main`] and a line in [`HELP`].

mod program;
mod tools;

mod core_in_wasm;

mod audit;
mod bench;
mod dist;
mod fuzz;
mod serve;
mod test;

use std::env;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask serve [--release] [--port N] [--open]
    Builds the page and serves it on http://127.0.0.1:8080/, again after every change.
cargo xtask test [native|browser]
    fmt, clippy for both targets, native and doc tests, release build, browser tests; stops at the first failure.
    `native` leaves out the release build and the browser tests, `browser` is only those two. All browser tests run in
    Chromium, the main journeys in Firefox and WebKit too.
cargo xtask test --browser chromium|firefox|webkit
    The release build and all browser tests in that one; what it cannot be asked is listed as ignored, with the reason.
cargo xtask dist
    Builds what is published: the page for a web server in dist/site, the page as one file in dist/wxplusb.html, and the
    npm package in dist/npm with its tarball in dist. Prints what each file weighs (as it is, gzipped, with brotli), and
    how far what the first picture needs is from its budget.
cargo xtask bench core
    Measures the dense-layer core: natively, and in Chromium against plain JavaScript and TensorFlow.js.
cargo xtask bench redraw|train|growth|monkey [--build]
    Measures the page in dist/site: a move of a slider beside uPlot, Chart.js, JSXGraph, Plotly and a canvas by hand;
    many examples, the loss surface and a slow machine; memory after many redraws; whether 20,000 acts of monkeys break
    anything. `--build` builds the page first.
cargo xtask fuzz [cases]
    Tries the readers of links, messages, tables and cells on 2,000,000 texts each, or so many.
cargo xtask audit
    Holds all crates against xtask/deny.toml (licences, duplicates, sources) and the npm packages against theirs, and both
    against the lists of known vulnerabilities where these can be reached. Installs cargo-deny, which takes minutes.

Each command first installs what it needs and does not find: the wasm32 target through rustup, the rest into .tools,
browsers through apt-get.
";

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["serve", rest @ ..] => serve::run(rest),
        ["test", rest @ ..] => test::run(rest),
        ["dist"] => dist::run(),
        ["bench", rest @ ..] => bench::run(rest),
        ["fuzz", rest @ ..] => fuzz::run(rest),
        ["audit"] => audit::run(),
        [] | ["help" | "--help" | "-h", ..] => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("`{}` is not a command; `cargo xtask help` lists them.", other.join(" "))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("xtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}
