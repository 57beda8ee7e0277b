//! The dense-layer core as a bare WebAssembly module, which tests and benchmarks run in a browser.

use std::path::PathBuf;

use crate::program::{Outcome, program, root, show};
use crate::tools::{self, WASM};

/// Builds it with the profile of the published page, and says in which folder `core_in_wasm.js` and its wasm are.
pub(crate) fn build() -> Outcome<PathBuf> {
    tools::wasm_target()?;
    tools::wasm_bindgen()?;
    let target = root().join("target");
    let mut cargo = program("cargo");
    cargo.args(["build", "--release", "-p", "core-in-wasm", "--target", WASM, "--target-dir"]).arg(&target);
    show(&mut cargo)?;
    let folder = target.join("core-in-wasm");
    let mut bindgen = program("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(&folder);
    bindgen.arg(target.join(WASM).join("release/core_in_wasm.wasm"));
    show(&mut bindgen)?;
    Ok(folder)
}
