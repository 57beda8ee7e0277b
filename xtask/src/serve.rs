//! `cargo xtask serve`: the page on this machine, built again after every change.

use crate::program::Outcome;
use crate::tools;
use std::process::Command;

/// Serves until stopped. The address and the usual port are in `Trunk.toml`, so that `trunk serve` alone does the same.
pub(crate) fn run(mut words: &[&str]) -> Outcome {
    let mut options = Vec::new();
    let mut release = false;
    loop {
        words = match words {
            [] => break,
            ["--release", rest @ ..] => {
                release = true;
                options.push("--release");
                rest
            }
            ["--open", rest @ ..] => {
                options.push("--open");
                rest
            }
            ["--port", port, rest @ ..] if port.parse::<u16>().is_ok() => {
                options.extend(["--port", port]);
                rest
            }
            ["--port", ..] => return Err("serve: --port wants a number up to 65535.".to_owned()),
            [other, ..] => {
                return Err(format!("serve knows --release, --port N and --open, not `{other}`."));
            }
        };
    }
    tools::wasm_target()?;
    tools::wasm_bindgen()?;
    if release {
        tools::wasm_opt()?;
    }
    let mut trunk = tools::trunk()?;
    trunk.arg("serve").args(options);
    become_it(&mut trunk)
}

/// Puts Trunk in the place of this process, so that whatever stops the one stops the other.
#[cfg(unix)]
fn become_it(trunk: &mut Command) -> Outcome {
    use std::os::unix::process::CommandExt;
    Err(format!("trunk did not start: {}", trunk.exec()))
}

#[cfg(not(unix))]
fn become_it(trunk: &mut Command) -> Outcome {
    crate::program::show(trunk)
}
