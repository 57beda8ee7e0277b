//! Programs from crates.io, installed into `.tools/bin`.

use super::install;
use crate::program::{Outcome, find, output, program, root, tools_folder};
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Trunk 0.22 needs a newer Rust than `rust-toolchain.toml` names; any 0.21 does.
const TRUNK: &str = "0.21.14";
const GECKODRIVER: &str = "0.37.1";
const CARGO_DENY: &str = "0.20.2";

/// Makes sure of Trunk, which builds and serves the page, and gives it ready for arguments.
pub(crate) fn trunk() -> Outcome<Command> {
    let wanted = minor(TRUNK);
    if version("trunk").is_none_or(|found| minor(&found) != wanted) {
        install(
            &format!("Trunk {TRUNK}"),
            "which builds and serves the page",
            "3 to 5 min",
            // Locked, as Trunk's authors built it.
            || from_crates_io("trunk", TRUNK, &["--locked"]),
        )?;
    }
    let mut trunk = without_no_color("trunk");
    if env::var_os("NO_COLOR").is_some() {
        trunk.args(["--color", "never"]);
    }
    Ok(trunk)
}

/// Makes sure of geckodriver, which drives Firefox. Any will do: it speaks to all versions of Firefox that are in use.
pub(super) fn geckodriver() -> Outcome<PathBuf> {
    if let Some(found) = find("geckodriver") {
        return Ok(found);
    }
    install(
        &format!("geckodriver {GECKODRIVER}"),
        "which drives Firefox in the tests",
        "1 to 2 min",
        // Locked, as Mozilla built it.
        || from_crates_io("geckodriver", GECKODRIVER, &["--locked"]),
    )?;
    find("geckodriver").ok_or("cargo installed a geckodriver that is not there.".to_owned())
}

/// Makes sure of cargo-deny.
pub(crate) fn cargo_deny() -> Outcome {
    if version("cargo-deny").is_some_and(|found| minor(&found) == minor(CARGO_DENY)) {
        return Ok(());
    }
    install(
        &format!("cargo-deny {CARGO_DENY}"),
        "which knows the licences and sources of crates",
        "3 to 5 min",
        // Locked, as its authors built it.
        || from_crates_io("cargo-deny", CARGO_DENY, &["--locked"]),
    )
}

/// Trunk refuses to start where `NO_COLOR` holds anything but `true` or `false`; the custom is `1`.
fn without_no_color(name: &str) -> Command {
    let mut command = program(name);
    command.env_remove("NO_COLOR");
    command
}

/// Makes sure of `wasm-bindgen` in exactly the version of the library: its two halves check that they are from one release.
pub(crate) fn wasm_bindgen() -> Outcome {
    let wanted = &locked("wasm-bindgen")?;
    if version("wasm-bindgen").is_some_and(|found| found == *wanted) {
        return Ok(());
    }
    install(
        &format!("wasm-bindgen {wanted}"),
        "which writes the JavaScript around the WebAssembly",
        "1 to 2 min",
        // Not locked: its lock file has named versions that are not served.
        || from_crates_io("wasm-bindgen-cli", wanted, &["--bin", "wasm-bindgen"]),
    )
}

/// The version of a crate that is in use here; of our own, that is the one in its `Cargo.toml`.
pub(crate) fn locked(package: &str) -> Outcome<String> {
    let lock = fs::read_to_string(root().join("Cargo.lock"))
        .map_err(|error| format!("Cargo.lock could not be read: {error}"))?;
    locked_version(&lock, package)
        .map(str::to_owned)
        .ok_or_else(|| format!("Cargo.lock names no {package}; `cargo generate-lockfile` writes it anew."))
}

/// What `name --version` says after the name, if the program is installed and runs.
fn version(name: &str) -> Option<String> {
    find(name)?;
    let text = output(without_no_color(name).arg("--version")).ok()?;
    Some(text.split_whitespace().nth(1)?.to_owned())
}

/// `0.21` of `0.21.14`.
fn minor(version: &str) -> &str {
    version.rsplit_once('.').map_or(version, |(minor, _)| minor)
}

fn from_crates_io(package: &str, version: &str, options: &[&str]) -> Outcome {
    let tools = tools_folder();
    let wanted = format!("{package}@{version}");
    if find("cargo-binstall").is_some() {
        let mut binstall = program("cargo");
        binstall.args(["binstall", "--no-confirm", "--disable-strategies", "compile"]);
        binstall.arg("--root").arg(&tools).arg(&wanted);
        // It fetches from release pages. Where those are out of reach, the sources from crates.io still serve.
        if output(&mut binstall).is_ok() {
            return Ok(());
        }
    }
    let build = tools.join("build");
    let mut cargo = program("cargo");
    cargo.args(["install", "--force"]).args(options);
    cargo.arg("--root").arg(&tools).arg(&wanted);
    // Unoptimised these tools are still quick enough, and Trunk takes 3 minutes to build in place of 12.
    cargo
        .env("CARGO_TARGET_DIR", &build)
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256");
    output(&mut cargo)?;
    fs::remove_dir_all(&build).map_err(|error| format!("{}: {error}", build.display()))
}

/// The version of `package` in the text of a `Cargo.lock`.
fn locked_version<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let (_, entry) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    entry.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::{locked_version, minor};

    #[test]
    fn the_lock_file_tells_a_package_from_its_namesakes() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"registry\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "trunk"), None);
    }

    #[test]
    fn the_minor_version_leaves_out_the_patch() {
        assert_eq!(minor("0.21.14"), "0.21");
    }
}
