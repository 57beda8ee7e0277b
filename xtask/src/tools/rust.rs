//! Parts of the Rust toolchain.
//!
//! `rust-toolchain.toml` names them too, but with `RUSTUP_AUTO_INSTALL=0`, or with a toolchain that was installed
//! before, rustup leaves out what is missing.

use super::install;
use crate::program::{Outcome, find, output, program};
use std::path::Path;

/// The target the browser runs.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Makes sure that the toolchain in use can build for [`WASM`].
pub(crate) fn wasm_target() -> Outcome {
    let libraries = output(program("rustc").args(["--print", "target-libdir", "--target", WASM]))?;
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    rustup(&format!("the Rust target {WASM}"), "which the page is built for", &["target", "add", WASM])
}

/// Makes sure that `cargo fmt` and `cargo clippy` work.
pub(crate) fn lints() -> Outcome {
    for (component, command) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if output(program("cargo").args([command, "--version"])).is_err() {
            rustup(component, "with which the tests check the style", &["component", "add", component])?;
        }
    }
    Ok(())
}

fn rustup(what: &str, why: &str, arguments: &[&str]) -> Outcome {
    if find("rustup").is_none() {
        return Err(format!(
            "{what} is missing, {why}, and there is no rustup to add it: install Rust from https://rustup.rs."
        ));
    }
    // `cargo xtask` was started by rustup, which tells in RUSTUP_TOOLCHAIN which toolchain is in use; this adds to that one.
    install(what, why, "20 s", || output(program("rustup").args(arguments)).map(drop))
}
