//! The programs and packages the chores need: found, or installed with a line that says what, why and how long.
//!
//! Nothing is taken from release pages, which are out of reach in many places: programs come from crates.io,
//! JavaScript packages from npm, browsers from apt.

mod browser;
mod cargo;
mod npm;
mod rust;

pub(crate) use browser::{Browser, Found, chromium, firefox, webkit};
pub(crate) use cargo::{cargo_deny, locked, trunk, wasm_bindgen};
pub(crate) use npm::{all as node_packages, axe, minify, peers, tensorflow, typescript, wasm_opt};
pub(crate) use rust::{WASM, lints, wasm_target};

use crate::program::{Outcome, took};
use std::time::Instant;

/// Does `work`, having said what is installed, why, and about how long that takes; then says how long it took.
fn install(what: &str, why: &str, about: &str, work: impl FnOnce() -> Outcome) -> Outcome {
    println!("Installing {what}, {why} (about {about}) …");
    let start = Instant::now();
    work().map_err(|error| format!("{what} could not be installed: {error}"))?;
    println!("Installed {what} in {}.", took(start.elapsed()));
    Ok(())
}
