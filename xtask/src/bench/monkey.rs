//! `cargo xtask bench monkey`: how long the page holds what monkeys do to it.

use crate::program::{Outcome, show};
use crate::test;
use crate::tools;

/// Acts in all; the tests are content with 1,500.
const ACTS: u32 = 20_000;
/// The monkeys of `tests/browser/tests/page/monkey.rs`, in halves: one of the seven does half as much as the others.
const HALVES: u32 = 13;

/// Lets them loose. A failure names the seed and the acts that do the same again.
pub(super) fn run() -> Outcome {
    println!("{ACTS} acts (about 20 min) …");
    let mut tests = test::browser_command(&tools::chromium()?)?;
    let each = (2 * ACTS).div_ceil(HALVES);
    show(tests.args(["monkey::", "--include-ignored", "--nocapture"]).env("WXPLUSB_ACTS", each.to_string()))
}
