//! `cargo xtask test`: everything that must hold before a change is taken in.

use crate::core_in_wasm;
use crate::dist;
use crate::program::{Outcome, program, show, took};
use crate::tools::{self, Browser, Found, WASM};
use std::process::Command;
use std::time::Instant;

type Step = (&'static str, fn() -> Outcome);

/// What needs no browser.
const NATIVE: [Step; 5] = [
    ("formatting", formatting),
    ("clippy, native", clippy_native),
    ("clippy, wasm32", clippy_wasm),
    ("native and doc tests", native_tests),
    ("types of the element", types),
];

/// The page as it is published, and tests that use it as a person does: all of them in Chromium, and the main journeys in
/// the engines that the other browsers are made of.
const BROWSER: [Step; 4] = [
    ("release build", dist::run),
    ("browser tests in Chromium", || everything(&tools::chromium()?)),
    ("main journeys in Firefox", || journeys(tools::firefox())),
    ("main journeys in WebKit", || journeys(tools::webkit())),
];

/// All tests in one engine.
const CHROMIUM: [Step; 2] = [BROWSER[0], BROWSER[1]];
const FIREFOX: [Step; 2] = [BROWSER[0], ("browser tests in Firefox", || everything(&tools::firefox()??))];
const WEBKIT: [Step; 2] = [BROWSER[0], ("browser tests in WebKit", || everything(&tools::webkit()??))];

/// Runs the steps in order and stops at the first that fails; the last line says which, or that all passed.
pub(crate) fn run(words: &[&str]) -> Outcome {
    let steps = match words {
        [] => [&NATIVE[..], &BROWSER[..]].concat(),
        ["native"] => NATIVE.to_vec(),
        ["browser"] => BROWSER.to_vec(),
        ["--browser", "chromium"] => CHROMIUM.to_vec(),
        ["--browser", "firefox"] => FIREFOX.to_vec(),
        ["--browser", "webkit"] => WEBKIT.to_vec(),
        other => {
            return Err(format!(
                "test knows native, browser and --browser chromium|firefox|webkit, not `{}`.",
                other.join(" ")
            ));
        }
    };
    let start = Instant::now();
    for (index, (name, step)) in steps.iter().enumerate() {
        println!("== {} of {}: {name}", index + 1, steps.len());
        step().map_err(|error| {
            let spent = took(start.elapsed());
            format!("{error}\nxtask: test FAILED after {spent} at: {name}.")
        })?;
    }
    println!("xtask: test passed, all {} steps in {}.", steps.len(), took(start.elapsed()));
    Ok(())
}

fn formatting() -> Outcome {
    tools::lints()?;
    show(program("cargo").args(["fmt", "--all", "--check"]))
}

fn clippy_native() -> Outcome {
    let what = ["clippy", "--workspace", "--all-targets"];
    show(program("cargo").args(what).args(["--", "-D", "warnings"]))
}

fn clippy_wasm() -> Outcome {
    tools::wasm_target()?;
    let what = ["clippy", "-p", "wxplusb", "-p", "core-in-wasm", "--lib", "--bins", "--target", WASM];
    show(program("cargo").args(what).args(["--", "-D", "warnings"]))
}

fn native_tests() -> Outcome {
    show(program("cargo").args(["test", "-p", "wxplusb", "-p", "core-in-wasm", "-p", "xtask"]))
}

/// Every line of the file is either right, or marked as wrong and refused.
fn types() -> Outcome {
    tools::typescript()?;
    let how = ["--noEmit", "--strict", "--skipLibCheck", "false", "--target", "es2022", "--module", "nodenext"];
    show(program("tsc").args(how).arg("tests/embed/usage.ts"))
}

/// What no WebKit does that is driven, as a part of the tests' names, and why.
const NOT_IN_WEBKIT: [(&str, &str); 2] = [
    ("the_focus_is_always_seen", "its window is never in front, so that nothing in it is drawn with the focus"),
    ("in_a_cell_control_z_takes_back_the_typing", "its driver does not pass keys on to the undo of a field"),
];

/// All tests in one browser.
///
/// Those that need DevTools are marked `#[ignore = "DevTools: …"]`: Chromium runs them too, the others name and count them.
fn everything(browser: &Browser) -> Outcome {
    if browser.has_devtools() {
        return browser_tests(browser, &["--include-ignored"]);
    }
    if browser.name != "webkit" {
        return browser_tests(browser, &[]);
    }
    for (tests, why) in NOT_IN_WEBKIT {
        println!("NOT TESTED in WebKit: {tests}: {why}.");
    }
    browser_tests(browser, &NOT_IN_WEBKIT.map(|(tests, _)| ["--skip", tests]).concat())
}

/// The tests of `tests/browser/tests/page/journeys.rs`. Not everyone's machine has these browsers: where nothing can
/// install them that is said, and no failure.
fn journeys(browser: Outcome<Found>) -> Outcome {
    match browser? {
        Ok(browser) => browser_tests(&browser, &["journeys::"]),
        Err(advice) => {
            println!("NOT TESTED in this browser. {advice}");
            Ok(())
        }
    }
}

fn browser_tests(browser: &Browser, arguments: &[&str]) -> Outcome {
    show(browser_command(browser)?.args(arguments))
}

/// What tests the built page in a browser, ready for names of tests.
pub(crate) fn browser_command(browser: &Browser) -> Outcome<Command> {
    let core = core_in_wasm::build()?;
    let axe = tools::axe()?;
    let mut tests = program("cargo");
    tests.args(["test", "-p", "browser-tests", "--"]);
    tests
        .env("WXPLUSB_SITE", dist::site())
        .env("WXPLUSB_SINGLE_FILE", dist::single_file())
        .env("WXPLUSB_CORE", core)
        .env("WXPLUSB_AXE", axe)
        .env("WXPLUSB_BROWSER", browser.name)
        .envs(browser.programs.iter().map(|(variable, path)| (variable, path)));
    Ok(tests)
}
