//! The npm package: the files of the page, and beside them what says to programs and people what they are.
//!
//! It is flat, `index.html` beside `wxplusb.js`, so that the folder of a package is a site, on a CDN too.

use super::{bytes, files, text, write};
use crate::program::{Outcome, output, program, root};
use crate::tools;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// What the package holds besides the files of the page.
const BESIDES: [&str; 10] = [
    "www/package.json",
    "www/index.d.ts",
    "www/custom-elements.json",
    "README.md",
    "ARCHITECTURE.md",
    "docs/embedding.md",
    "docs/explore.png",
    "docs/train.png",
    "LICENSE-APACHE",
    "LICENSE-MIT",
];

/// Whether everything is there, and of one version.
pub(super) fn check() -> Outcome {
    for path in BESIDES {
        if !root().join(path).is_file() {
            return Err(format!("{path} is missing, which the npm package holds."));
        }
    }
    same_version(&text(&root().join("www/package.json"))?, &tools::locked("wxplusb")?)
}

/// Puts the package together in the folder `npm` of `dist`, and the tarball beside that; the name of the tarball.
pub(super) fn pack(site: &Path, names: &[String], dist: &Path) -> Outcome<String> {
    let folder = dist.join("npm");
    let failed = |error| format!("{} could not be written anew: {error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(failed)?;
    }
    let besides = BESIDES.map(|path| (root().join(path), path.strip_prefix("www/").unwrap_or(path)));
    for (from, name) in names.iter().map(|name| (site.join(name), name.as_str())).chain(besides) {
        let to = folder.join(name);
        fs::create_dir_all(to.parent().unwrap_or(&folder)).map_err(failed)?;
        if name.ends_with(".md") {
            write(&to, in_package(&text(&from)?).as_bytes())?;
        } else {
            write(&to, &bytes(&from)?)?;
        }
    }
    let mut npm = program("npm");
    npm.arg("pack").arg(&folder).arg("--pack-destination").arg(dist).arg("--json");
    let (tarball, packed) = report(&output(&mut npm)?)?;
    match files(&folder)?.into_iter().find(|name| !packed.contains(name)) {
        Some(name) => Err(format!("the npm package leaves out {name}: add it to \"files\" in www/package.json.")),
        None => Ok(tarball),
    }
}

/// A document as it is in the package, where what lies in `www` lies beside the README.
fn in_package(document: &str) -> String {
    document.replace("](../www/", "](../").replace("](www/", "](")
}

/// An error if the package is not of the version of the crate.
fn same_version(package: &str, wanted: &str) -> Outcome {
    let package: Value =
        serde_json::from_str(package).map_err(|error| format!("www/package.json is not JSON: {error}"))?;
    match package["version"].as_str() {
        Some(version) if version == wanted => Ok(()),
        other => Err(format!(
            "the crate is of version {wanted} and www/package.json of {}: write the same in both.",
            other.unwrap_or("none")
        )),
    }
}

/// What `npm pack --json` says: the name of the tarball, and the files in it.
fn report(text: &str) -> Outcome<(String, Vec<String>)> {
    let unclear = || format!("`npm pack --json` printed what is not understood: {text}");
    let report: Value = serde_json::from_str(text).map_err(|_| unclear())?;
    // Up to npm 11 a list of packages, since npm 12 an object of them by name.
    let package = report.get(0).or_else(|| report.get("wxplusb")).ok_or_else(unclear)?;
    let tarball = package["filename"].as_str().ok_or_else(unclear)?;
    let files = package["files"].as_array().ok_or_else(unclear)?;
    let names = files.iter().filter_map(|file| file["path"].as_str().map(str::to_owned)).collect();
    Ok((tarball.to_owned(), names))
}

#[cfg(test)]
mod tests {
    use super::{BESIDES, in_package, report, same_version};
    use crate::program::root;
    use std::fs;
    use std::path::Path;

    #[test]
    fn the_package_has_the_version_of_the_crate() {
        assert_eq!(same_version(r#"{"version": "1.2.3"}"#, "1.2.3"), Ok(()));
        for (package, said) in [
            (r#"{"version": "1.2.4"}"#, "version 1.2.3 and www/package.json of 1.2.4"),
            ("{}", "of none"),
            ("version 1.2.3", "not JSON"),
        ] {
            let outcome = same_version(package, "1.2.3");
            assert!(outcome.as_ref().is_err_and(|sentence| sentence.contains(said)), "{outcome:?}");
        }
    }

    /// What a document links to on its own disk.
    fn links(document: &str) -> impl Iterator<Item = &str> {
        let targets = document.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
        targets.filter(|target| !target.is_empty() && !target.contains("://"))
    }

    #[test]
    fn no_document_links_to_what_is_not_in_the_package() {
        let is_there = |name: &str| {
            BESIDES.iter().any(|path| path.strip_prefix("www/").unwrap_or(path) == name)
                // Trunk copies it.
                || (name == "examples" && root().join("www/examples").is_dir())
        };
        let mut count = 0;
        for path in BESIDES.into_iter().filter(|path| path.ends_with(".md")) {
            let document = in_package(&fs::read_to_string(root().join(path)).expect("a document"));
            let folder = Path::new(path).parent().and_then(Path::to_str).unwrap_or_default();
            for link in links(&document) {
                let name = link.strip_prefix("../").map_or_else(
                    || if folder.is_empty() { link.to_owned() } else { format!("{folder}/{link}") },
                    str::to_owned,
                );
                assert!(is_there(&name), "{path} links to {link}, which the npm package does not hold");
                count += 1;
            }
        }
        assert!(count > 5, "{count} links were found");
    }

    #[test]
    fn npm_says_what_it_packed() {
        let package = r#"{"filename": "a-1.0.0.tgz", "files": [{"path": "a.js", "size": 1}, {"path": "b/c.html"}]}"#;
        let understood = Ok(("a-1.0.0.tgz".to_owned(), ["a.js", "b/c.html"].map(str::to_owned).to_vec()));
        assert_eq!(report(&format!("[{package}]")), understood);
        assert_eq!(report(&format!(r#"{{"wxplusb": {package}}}"#)), understood);
        assert!(report("npm notice").is_err_and(|sentence| sentence.ends_with("npm notice")));
    }
}
