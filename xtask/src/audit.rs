//! `cargo xtask audit`: what others have written and this project uses. Known vulnerabilities, licences, where it comes from.
//!
//! Lists of vulnerabilities are elsewhere: where they cannot be had, that is said with the reason, and the rest is checked.

use crate::program::{Outcome, output, program, show};
use crate::tools;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// What holds for crates.
const RULES: &str = "xtask/deny.toml";
/// The only place that npm packages come from.
const NPM: &str = "https://registry.npmjs.org/";
/// The licences of npm packages. None of them is published with the page: they build, test and measure it.
const LICENCES: [&str; 8] = [
    "MIT",
    "Apache-2.0",
    "Apache-2.0 AND MIT",
    "ISC",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "MPL-2.0",
    "(MIT OR LGPL-3.0-or-later)",
];

/// Checks crates, then packages.
pub(crate) fn run() -> Outcome {
    tools::cargo_deny()?;
    println!("== crates: licences, duplicates, sources");
    deny(&["bans", "licenses", "sources"])?;
    println!("== crates: known vulnerabilities");
    match output(program("cargo-deny").args(["--config", RULES, "fetch", "db"])) {
        Ok(_) => deny(&["advisories"])?,
        Err(complaint) => {
            let why = complaint.lines().rfind(|line| !line.is_empty()).unwrap_or_default();
            println!("NOT CHECKED: RustSec's list could not be had ({why}).");
        }
    }
    let node = tools::node_packages()?;
    println!("== npm packages: licences, sources");
    packages(&node)?;
    println!("== npm packages: known vulnerabilities");
    vulnerabilities(&node)
}

fn deny(what: &[&str]) -> Outcome {
    // Which crates lead to a licence is asked for when it is wanted; the complaint names the crate.
    let check = ["--workspace", "--config", RULES, "check", "--hide-inclusion-graph"];
    show(program("cargo-deny").args(check).args(what))
}

/// What the lock file of the installed packages says of them.
fn packages(node: &Path) -> Outcome {
    let path = node.join("package-lock.json");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let (count, wrong) = wrong(&text)?;
    if wrong.is_empty() {
        println!("{count} packages ok");
        return Ok(());
    }
    Err(format!("npm packages that are not as xtask/src/audit.rs has them:\n{}", wrong.join("\n")))
}

/// How many packages a lock file names, and a sentence for each that is not as it should be.
fn wrong(lock: &str) -> Outcome<(usize, Vec<String>)> {
    let lock: Value = serde_json::from_str(lock).map_err(|error| format!("package-lock.json is not JSON: {error}"))?;
    let all = lock["packages"].as_object().ok_or("package-lock.json names no packages.")?;
    // Others are the folder itself, and where it really lies if it is a link.
    let installed: Vec<_> = all.iter().filter(|(name, _)| name.starts_with("node_modules/")).collect();
    let sentences = installed.iter().flat_map(|(name, package)| {
        let text = |field: &str| package[field].as_str().unwrap_or("none");
        // npm may leave out where a package comes from if that is its registry.
        let source = package["resolved"].as_str().filter(|source| !source.starts_with(NPM));
        let source = source.map(|source| format!("{name} comes from {source}"));
        let sum = package["integrity"].is_null().then(|| format!("{name} has no checksum"));
        let licence =
            (!LICENCES.contains(&text("license"))).then(|| format!("{name} has the licence {}", text("license")));
        [source, sum, licence].into_iter().flatten()
    });
    Ok((installed.len(), sentences.collect()))
}

fn vulnerabilities(node: &Path) -> Outcome {
    let mut npm = program("npm");
    npm.args(["audit", "--json", "--prefix"]).arg(node);
    // It ends with a failure if it has found something, and if it could not ask.
    let answer = npm.output().map_err(|error| format!("npm did not start: {error}"))?;
    match found(&String::from_utf8_lossy(&answer.stdout)) {
        None => {
            let why: Option<Value> = serde_json::from_slice(&answer.stdout).ok();
            let why = why.as_ref().and_then(|why| why["message"].as_str()).unwrap_or("no answer in JSON");
            println!("NOT CHECKED: npm's list (the registry's audit endpoint) could not be had ({why}).");
            Ok(())
        }
        Some(found) if found.is_empty() => {
            println!("none");
            Ok(())
        }
        Some(found) => Err(format!("npm packages with high or critical vulnerabilities: {}.", found.join(", "))),
    }
}

/// The packages with grave vulnerabilities in a report of `npm audit --json`; nothing if it is no report.
fn found(report: &str) -> Option<Vec<String>> {
    let report: Value = serde_json::from_str(report).ok()?;
    let all = report["vulnerabilities"].as_object()?;
    let grave = all.iter().filter(|(_, one)| matches!(one["severity"].as_str(), Some("high" | "critical")));
    Some(grave.map(|(name, _)| name.clone()).collect())
}

#[cfg(test)]
mod tests {
    use super::{found, wrong};

    #[test]
    fn a_package_from_elsewhere_without_checksum_or_of_another_licence_is_named() {
        let good = r#"{"resolved":"https://registry.npmjs.org/a.tgz","integrity":"sha512-a","license":"MIT"}"#;
        for (package, said) in [
            (good.to_owned(), vec![]),
            (
                good.replace("registry.npmjs.org", "example.org"),
                vec!["node_modules/a comes from https://example.org/a.tgz"],
            ),
            (good.replace("integrity", "other"), vec!["node_modules/a has no checksum"]),
            (good.replace("MIT", "GPL-3.0"), vec!["node_modules/a has the licence GPL-3.0"]),
            ("{}".to_owned(), vec!["node_modules/a has no checksum", "node_modules/a has the licence none"]),
        ] {
            let lock = format!(r#"{{"packages":{{"":{{}},"node_modules/a":{package}}}}}"#);
            assert_eq!(wrong(&lock), Ok((1, said.into_iter().map(str::to_owned).collect())), "{package}");
        }
        assert!(wrong("{}").is_err() && wrong("").is_err());
    }

    #[test]
    fn a_report_names_what_is_grave_and_an_error_is_no_report() {
        let report = r#"{"vulnerabilities":{"a":{"severity":"low"},"b":{"severity":"critical"}}}"#;
        assert_eq!(found(report), Some(vec!["b".to_owned()]));
        assert_eq!(found(r#"{"vulnerabilities":{}}"#), Some(vec![]));
        assert_eq!(found(r#"{"message":"405 Method Not Allowed"}"#), None);
        assert_eq!(found("no answer"), None);
    }
}
