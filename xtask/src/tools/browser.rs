//! The browsers of the tests and the programs that drive them.

use super::{cargo, install};
use crate::program::{Outcome, find, output, program};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A browser that can be driven.
pub(crate) struct Browser {
    /// As the tests call it.
    pub(crate) name: &'static str,
    /// The programs it consists of, the browser itself first, each with the variable in which the tests look for it.
    pub(crate) programs: Vec<(&'static str, PathBuf)>,
}

impl Browser {
    /// Where the browser itself is.
    pub(crate) fn binary(&self) -> &Path {
        &self.programs[0].1
    }

    /// Whether tests can pretend fingers, media and densities in it.
    pub(crate) fn has_devtools(&self) -> bool {
        self.name == "chromium"
    }
}

/// A program: the variable that may name another than the one on the search path, and what it is called.
type Wanted = (&'static str, &'static [&'static str]);

const CHROMIUM: [Wanted; 2] =
    [("CHROMIUM", &["chromium", "chromium-browser", "google-chrome", "chrome"]), ("CHROMEDRIVER", &["chromedriver"])];
const FIREFOX: [Wanted; 1] = [("FIREFOX", &["firefox-esr", "firefox"])];
const WEBKIT: [Wanted; 2] = [("WEBKITWEBDRIVER", &["WebKitWebDriver"]), ("XVFB", &["Xvfb"])];

/// A browser, or advice for a machine on which nothing installs it.
pub(crate) type Found = Result<Browser, String>;

/// Makes sure of Chromium, and of the ChromeDriver of the same version.
pub(crate) fn chromium() -> Outcome<Browser> {
    let advice = "The browser tests need Chromium or Chrome, and ChromeDriver of the same version: install both, \
        and set CHROMIUM and CHROMEDRIVER to their paths if they are not on the search path.";
    let programs = from_apt(|| all(&CHROMIUM), &["chromium", "chromium-driver"], advice)??;
    Ok(Browser { name: "chromium", programs })
}

/// Makes sure of Firefox, and of geckodriver, which Debian does not have.
pub(crate) fn firefox() -> Outcome<Found> {
    let advice = "The journeys in Firefox need Firefox: install it, and set FIREFOX to its path if it is not on the \
        search path.";
    let mut programs = match from_apt(|| all(&FIREFOX), &["firefox-esr"], advice)? {
        Ok(programs) => programs,
        Err(advice) => return Ok(Err(advice)),
    };
    programs.push(("GECKODRIVER", named_by("GECKODRIVER").map_or_else(cargo::geckodriver, Ok)?));
    Ok(Ok(Browser { name: "firefox", programs }))
}

/// Makes sure of WebKitGTK with its small browser and its driver, and of a screen that nobody sees.
pub(crate) fn webkit() -> Outcome<Found> {
    let advice = "The journeys in WebKit need WebKitGTK's WebKitWebDriver and MiniBrowser, and Xvfb (Linux only): install \
        them, and set WEBKITWEBDRIVER, MINIBROWSER and XVFB to their paths if they are not where they are looked for.";
    let installed = || {
        let mut programs = all(&WEBKIT)?;
        programs.insert(0, ("MINIBROWSER", named_by("MINIBROWSER").or_else(mini_browser)?));
        Some(programs)
    };
    let programs = from_apt(installed, &["webkit2gtk-driver", "xvfb"], advice)?;
    Ok(programs.map(|programs| Browser { name: "webkit", programs }))
}

/// The programs, with packages from apt if some are missing; or the advice, where there is no apt or it has not got them.
fn from_apt<T>(installed: impl Fn() -> Option<T>, packages: &[&str], advice: &str) -> Outcome<Result<T, String>> {
    if let Some(found) = installed() {
        return Ok(Ok(found));
    }
    let not_here = Ok(Err(advice.to_owned()));
    let Some(apt_get) = apt_get() else { return not_here };
    let failed = |error| format!("{error}\n{advice}");
    // One source of many that does not answer fails it; what the others offer may be all that is wanted.
    if let Err(error) = output(apt_get().arg("update")) {
        println!("{error}");
    }
    if !packages.iter().all(|package| is_offered(package)) {
        return not_here;
    }
    install(&packages.join(" and "), "a browser that the tests drive", "1 min", || {
        output(apt_get().args(["install", "-y"]).args(packages)).map(drop)
    })
    .map_err(failed)?;
    installed().map(Ok).ok_or_else(|| failed(format!("{} did not bring what they should.", packages.join(" and "))))
}

/// Whether apt has a version of a package: Ubuntu knows the names of some that it has not got.
fn is_offered(package: &str) -> bool {
    output(program("apt-cache").args(["madison", package])).is_ok_and(|offers| !offers.trim().is_empty())
}

fn all(wanted: &[Wanted]) -> Option<Vec<(&'static str, PathBuf)>> {
    let one = |(variable, names): &Wanted| {
        let path = named_by(variable).or_else(|| names.iter().find_map(|name| find(name)))?;
        Some((*variable, path))
    };
    wanted.iter().map(one).collect()
}

/// Beside the library, in a folder that differs from system to system.
fn mini_browser() -> Option<PathBuf> {
    let below = |folder: &str| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let libraries = ["/usr/lib", "/usr/libexec", "/usr/lib64"];
    let mut folders = libraries.into_iter().flat_map(|folder| below(folder).chain([folder.into()]));
    folders.find_map(|folder| {
        ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"]
            .into_iter()
            .map(|library| folder.join(library).join("MiniBrowser"))
            .find(|path| path.is_file())
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
