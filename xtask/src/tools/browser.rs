//! The browser of the tests and the program that drives it.

use super::install;
use crate::program::{Outcome, find, output, program};
use std::env;
use std::path::PathBuf;
use std::process::Command;

/// A Chromium and the ChromeDriver of the same version.
pub(crate) struct Browser {
    pub(crate) chromium: PathBuf,
    pub(crate) chromedriver: PathBuf,
}

/// Makes sure of the browser. The variables `CHROMIUM` and `CHROMEDRIVER` name others than those on the search path.
pub(crate) fn browser() -> Outcome<Browser> {
    if let Some(browser) = installed() {
        return Ok(browser);
    }
    let Some(apt_get) = apt_get() else {
        return Err(ADVICE.to_owned());
    };
    let why = "the browser that the tests drive";
    install("chromium and chromium-driver", why, "1 min", || {
        output(apt_get().arg("update"))?;
        output(apt_get().args(["install", "-y", "chromium", "chromium-driver"])).map(drop)
    })
    .map_err(|error| format!("{error}\n{ADVICE}"))?;
    installed().ok_or(ADVICE.to_owned())
}

const ADVICE: &str = "The browser tests need Chromium or Chrome, and ChromeDriver of the same version: install both, \
    and set CHROMIUM and CHROMEDRIVER to their paths if they are not on the search path.";

fn installed() -> Option<Browser> {
    Some(Browser {
        chromium: named_by("CHROMIUM")
            .or_else(|| ["chromium", "chromium-browser", "google-chrome", "chrome"].into_iter().find_map(find))?,
        chromedriver: named_by("CHROMEDRIVER").or_else(|| find("chromedriver"))?,
    })
}

fn named_by(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

/// `apt-get` with the right to install and no questions, where that can be had without a password.
fn apt_get() -> Option<impl Fn() -> Command> {
    find("apt-get")?;
    let is_root = output(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let may_sudo = || find("sudo").is_some() && output(program("sudo").args(["-n", "true"])).is_ok();
    if !is_root && !may_sudo() {
        return None;
    }
    Some(move || {
        let mut command = program(if is_root { "env" } else { "sudo" });
        if !is_root {
            command.args(["-n", "env"]);
        }
        // Waits for another apt-get rather than failing beside it.
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"]);
        command
    })
}
