//! The program in parts, in place of the one piece that Trunk built: what the first picture needs, and files that are loaded
//! when their part of the page is first wanted (`src/app/later.rs` says where it is taken apart).
//!
//! The linker leaves its relocations in the program; from them a tool finds what each part reaches, and what only one of
//! them reaches goes into that part's file. Trunk cannot do this between cargo and wasm-bindgen, so it is done beside it;
//! the files keep the names that Trunk gave, so that `index.html` stays as it is but for one more file to fetch early.

use super::{bytes, order, slim, text, write};
use crate::program::{Outcome, output, program, root, show};
use crate::tools::WASM;
use lol_html::html_content::ContentType;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_split_cli_support::{Options, transform};

/// What the compiler takes for granted of a browser, and what `wasm-opt` is therefore told.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-reference-types",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
];

/// How the splitting tool instantiates a part, and how it should: servers that do not know WebAssembly's media type are many.
const STREAMING: &str = "return async (imports) => (WebAssembly.instantiateStreaming(src, imports));";
const BUFFERED: &str = "return async (imports) => {
        const response = await src;
        if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
        return WebAssembly.instantiate(await response.arrayBuffer(), imports);
    };";

/// Puts the program in parts into `site`, where the program in one piece is, and returns the page that loads it, for `index.html`.
pub(super) fn program_in_parts(site: &Path, page: &str) -> Outcome<String> {
    let name = stem(page)?;
    let stage = root().join("target/parts");
    // What an earlier run left would be taken for parts of this one.
    let _ = fs::remove_dir_all(&stage);
    let (main, glue) = (stage.join(format!("{name}.wasm")), stage.join("glue"));

    let whole = bytes(&compile()?)?;
    let (parts_file, glue_file) = (format!("{name}_parts.js"), format!("./{name}.js"));
    let link = format!("./{parts_file}");
    let mut options = Options::new(&whole);
    options.output_dir = &stage;
    options.main_out_path = &main;
    options.main_module = &glue_file;
    options.link_name = &link;
    let split = transform(options).map_err(|error| format!("the program could not be taken apart: {error:#}"))?;

    let mut bindgen = program("wasm-bindgen");
    bindgen.args(["--target", "web", "--keep-lld-exports", "--no-typescript", "--out-dir"]).arg(&glue).arg(&main);
    output(&mut bindgen)?;
    let (script, program) = (format!("{name}.js"), format!("{name}_bg.wasm"));
    let bare = stage.join("bare.wasm");
    write(&bare, &slim::without_streams(&bytes(&glue.join(&program))?)?)?;
    let small = bytes(&optimise(&bare, "")?)?;
    let imported = format!("./{name}_bg.js");
    let (short, glue) = slim::with_short_names(&small, &text(&glue.join(&script))?, &imported)?;
    in_order(&short, &stage.join("short.wasm"), &site.join(program))?;
    write(&site.join(&script), glue.as_bytes())?;
    let mut loader = text(&stage.join(&parts_file))?.replace(STREAMING, BUFFERED);
    if loader.contains("instantiateStreaming") {
        return Err(format!("{parts_file} loads parts in another way than before: see STREAMING in {}.", file!()));
    }
    for part in split.split_modules {
        let old = part.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let new = format!("{name}_{}", old.trim_start_matches("split_"));
        loader = loader.replace(&old, &new);
        in_order(&bytes(&optimise(&part, "")?)?, &part, &site.join(new))?;
    }
    write(&site.join(&parts_file), loader.as_bytes())?;
    with_early(page, &parts_file)
}

/// The program with the linker's relocations in it, and its functions' names, by which the tool knows them.
fn compile() -> Outcome<PathBuf> {
    let mut cargo = program("cargo");
    let target = root().join("target");
    cargo.args(["rustc", "--quiet", "--release", "--bin", "wxplusb", "--features", "split", "--target", WASM]);
    cargo.arg("--target-dir").arg(&target).args(["--", "-Clink-args=--emit-relocs", "-Cstrip=none"]);
    show(&mut cargo)?;
    Ok(target.join(WASM).join("release/wxplusb.wasm"))
}

/// Optimised for size, in a file beside it, with one more order to the tool.
fn optimise(from: &Path, order: &str) -> Outcome<PathBuf> {
    let small = from.with_extension("small.wasm");
    let mut wasm_opt = program("wasm-opt");
    // Not -Oz: its bodies are shorter, and gzip makes more of these.
    wasm_opt.args(FEATURES).arg("-Os").args([order].iter().filter(|order| !order.is_empty()));
    wasm_opt.args(["--strip-debug", "--strip-producers", "--strip-target-features"]);
    output(wasm_opt.arg(from).arg("-o").arg(&small))?;
    Ok(small)
}

/// Writes an optimised program with its functions in the order in which they are packed best.
fn in_order(unsorted: &[u8], stage: &Path, to: &Path) -> Outcome {
    write(stage, &order::named_in_order(unsorted)?)?;
    let sorted = optimise(stage, "--reorder-functions-by-name")?;
    write(to, &bytes(&sorted)?)
}

/// The name that Trunk gave the program, with what changes when it changes: `wxplusb-0123456789abcdef`.
fn stem(page: &str) -> Outcome<String> {
    let mut name = None;
    let settings = RewriteStrSettings::new().append_element_content_handler(element!("script[data-js]", |script| {
        name = script.get_attribute("data-js");
        Ok(())
    }));
    rewrite_str(page, settings).map_err(|error| format!("index.html could not be read as HTML: {error}"))?;
    let name = name.ok_or("index.html has no <script data-js> that names the program: see Trunk.toml.")?;
    Ok(name.trim_start_matches("./").trim_end_matches(".js").to_owned())
}

/// The page that also fetches the loader of the parts early: it is imported by what is fetched early already.
fn with_early(page: &str, parts_file: &str) -> Outcome<String> {
    let settings =
        RewriteStrSettings::new().append_element_content_handler(element!("link[rel=modulepreload]", |link| {
            let tag = format!(r#"<link rel="modulepreload" href="./{parts_file}" crossorigin="anonymous">"#);
            link.after(&tag, ContentType::Html);
            Ok(())
        }));
    rewrite_str(page, settings).map_err(|error| format!("index.html could not be read as HTML: {error}"))
}

#[cfg(test)]
mod tests {
    use super::{stem, with_early};

    const PAGE: &str = r#"<script defer src="./boot.js" data-js="./wxplusb-1a.js" data-wasm="./wxplusb-1a_bg.wasm"></script><link rel="modulepreload" href="./wxplusb-1a.js">"#;

    #[test]
    fn the_parts_are_named_as_the_program_is() {
        assert_eq!(stem(PAGE).as_deref(), Ok("wxplusb-1a"));
        assert!(stem("<p></p>").is_err_and(|sentence| sentence.contains("data-js")));
    }

    #[test]
    fn what_loads_the_parts_is_fetched_early() {
        let page = with_early(PAGE, "wxplusb-1a_parts.js").expect("this is HTML");
        assert!(page.ends_with(
            r#"href="./wxplusb-1a.js"><link rel="modulepreload" href="./wxplusb-1a_parts.js" crossorigin="anonymous">"#
        ));
    }
}
