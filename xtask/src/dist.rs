//! `cargo xtask dist`: everything that a release holds, in `dist`.
//!
//! One page in three forms: a folder for a web server, a single file for those who have none, and an npm package for those
//! who put the page into one of their own.

mod budget;
mod npm;
mod order;
mod policy;
mod single;
mod sizes;
mod slim;
mod split;

use crate::program::{Outcome, root, show};
use crate::tools;
use sizes::Weight;
use std::fs;
use std::path::{Path, PathBuf};

/// Where everything is that is published.
fn folder() -> PathBuf {
    root().join("dist")
}

/// Where the built page is.
pub(crate) fn site() -> PathBuf {
    folder().join("site")
}

/// Where the page is that is a single file.
pub(crate) fn single_file() -> PathBuf {
    folder().join("wxplusb.html")
}

/// Builds all three forms and prints what they weigh.
pub(crate) fn run() -> Outcome {
    // First what takes no time: the build takes minutes.
    npm::check()?;
    build()?;
    let page = text(&site().join("index.html"))?;
    // A single file has nothing to load later: it holds the program in one piece.
    let single = single::one_file(&page, |name| bytes(&site().join(name)))?;
    write(&single_file(), policy::with_policy_of_one_file(&single)?.as_bytes())?;
    let page = policy::with_policy(&split::program_in_parts(&site(), &page)?)?;
    write(&site().join("index.html"), page.as_bytes())?;
    // The files of the page itself; what teachers open and copy stays as it was written.
    for (name, _) in budget::named(&page)?.iter().filter(|(name, _)| name.ends_with(".js") || name.ends_with(".css")) {
        tools::minify(&site().join(name))?;
    }
    let files = files(&site())?;
    if let Some(sentence) = files.iter().find_map(|name| unserved(name)) {
        return Err(sentence);
    }
    let tarball = npm::pack(&site(), &files, &folder())?;

    let weights = weigh(&site(), &files)?;
    let others = weigh(&folder(), &["wxplusb.html".to_owned(), tarball])?;
    let needed = budget::needed(&page)?;
    print!("{}\n{}\n", sizes::table("dist/site", weights.clone()), sizes::rows("dist", &others));
    println!("{}", budget::first_picture(&needed, &weights)?);
    Ok(())
}

/// The page for a web server.
fn build() -> Outcome {
    tools::wasm_target()?;
    tools::wasm_bindgen()?;
    tools::wasm_opt()?;
    let mut trunk = tools::trunk()?;
    trunk.args(["build", "--release", "--dist"]).arg(site());
    show(&mut trunk)
}

/// Why a web server would not serve the file, if it would not. A Moodle that stores a site sends an `.mjs` as
/// `document/unknown`, and browsers then refuse to run it.
fn unserved(name: &str) -> Option<String> {
    (name.ends_with(".mjs") || name.ends_with(".cjs")).then(|| {
        format!("dist/site/{name} cannot be published: course platforms know scripts as .js only; give it that name.")
    })
}

/// What the files of these names in `folder` weigh.
fn weigh(folder: &Path, names: &[String]) -> Outcome<Vec<Weight>> {
    names.iter().map(|name| Weight::of(name, &bytes(&folder.join(name))?)).collect()
}

/// The files in a folder and in the folders within it, named from there, with slashes, in order.
fn files(folder: &Path) -> Outcome<Vec<String>> {
    let failed = |error| format!("{} could not be read: {error}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            names.extend(files(&entry.path())?.iter().map(|inner| format!("{name}/{inner}")));
        } else {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn bytes(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| format!("{} could not be read: {error}", path.display()))
}

fn text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| format!("{} could not be read: {error}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Outcome {
    fs::write(path, bytes).map_err(|error| format!("{} could not be written: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::unserved;

    #[test]
    fn a_script_that_a_course_platform_would_not_run_is_not_published() {
        for name in ["wxplusb.js", "wxplusb_bg.wasm", "examples/index.html"] {
            assert_eq!(unserved(name), None);
        }
        assert!(unserved("examples/a.mjs").is_some_and(|sentence| sentence.contains("dist/site/examples/a.mjs")));
    }
}
