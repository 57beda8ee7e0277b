//! Packages from npm, installed into `.tools/node`.

use super::install;
use crate::program::{Outcome, find, output, program, tools_folder};
use std::fs;
use std::path::{Path, PathBuf};

/// Debian's binaryen (108) refuses what Rust writes today; Trunk.toml names the same version.
const BINARYEN: &str = "132.0.0";
const ESBUILD: &str = "0.28.2";
const AXE: &str = "4.14.1";
const TYPESCRIPT: &str = "5.9.3";
const TENSORFLOW: &str = "4.22.0";
/// What draws curves elsewhere. Plotly's basic bundle is the smallest of those that its makers publish.
const PEERS: [(&str, &str); 4] =
    [("uplot", "1.6.32"), ("chart.js", "4.6.1"), ("jsxgraph", "1.13.3"), ("plotly.js-basic-dist-min", "4.1.1")];

/// Makes sure of `wasm-opt`, which Trunk takes from the search path.
pub(crate) fn wasm_opt() -> Outcome {
    package("binaryen", BINARYEN, "whose wasm-opt makes the page smaller").map(drop)
}

/// Writes a script or stylesheet anew, with short names and without what nobody needs.
pub(crate) fn minify(file: &Path) -> Outcome {
    esbuild()?;
    let mut esbuild = program("esbuild");
    // A script that is no module has to stay one: its names are in a function of its own.
    esbuild.args(["--minify", "--charset=utf8", "--log-level=warning", "--allow-overwrite"]).arg(file);
    output(esbuild.arg(format!("--outfile={}", file.display()))).map(drop)
}

fn esbuild() -> Outcome<PathBuf> {
    package("esbuild", ESBUILD, "which makes scripts and the stylesheet smaller")
}

/// Makes sure of axe, and says where its script is.
pub(crate) fn axe() -> Outcome<PathBuf> {
    let folder = package("axe-core", AXE, "which checks that the page is accessible")?;
    Ok(folder.join("axe.min.js"))
}

/// Makes sure of `tsc`, which is then on the search path.
pub(crate) fn typescript() -> Outcome {
    package("typescript", TYPESCRIPT, "which checks the types of the element").map(drop)
}

/// Makes sure of TensorFlow.js, and says where all packages are.
pub(crate) fn tensorflow() -> Outcome<PathBuf> {
    package("@tensorflow/tfjs", TENSORFLOW, "which the dense-layer core is measured against")?;
    Ok(modules())
}

/// Makes sure of uPlot, Chart.js, JSXGraph and Plotly, and says where all packages are.
pub(crate) fn peers() -> Outcome<PathBuf> {
    for (name, version) in PEERS {
        package(name, version, "which the page is measured against")?;
    }
    Ok(modules())
}

/// Makes sure of those that the page is built and tested with, and says where the lock file is that names all.
pub(crate) fn all() -> Outcome<PathBuf> {
    wasm_opt()?;
    esbuild()?;
    axe()?;
    typescript()?;
    Ok(tools_folder().join("node"))
}

fn modules() -> PathBuf {
    tools_folder().join("node/node_modules")
}

/// The version of a package that is wholly there: npm writes its list last.
fn installed(name: &str) -> Option<String> {
    let list = fs::read_to_string(modules().join(".package-lock.json")).ok()?;
    let list: serde_json::Value = serde_json::from_str(&list).ok()?;
    list["packages"][format!("node_modules/{name}")]["version"].as_str().map(str::to_owned)
}

fn package(name: &str, version: &str, why: &str) -> Outcome<PathBuf> {
    let node = tools_folder().join("node");
    let folder = modules().join(name);
    if folder.is_dir() && installed(name).is_some_and(|installed| installed == version) {
        return Ok(folder);
    }
    let what = format!("{name} {version}");
    if find("npm").is_none() {
        return Err(format!(
            "{what} is missing, {why}, and there is no npm to install it: install Node.js from https://nodejs.org."
        ));
    }
    fs::create_dir_all(&node).map_err(|error| format!("{}: {error}", node.display()))?;
    install(&what, why, "5 s", || {
        let mut npm = program("npm");
        npm.args(["install", "--save-exact", "--no-audit", "--no-fund"]);
        npm.arg("--prefix").arg(&node);
        npm.arg(format!("{name}@{version}"));
        output(&mut npm).map(drop)
    })?;
    Ok(folder)
}
