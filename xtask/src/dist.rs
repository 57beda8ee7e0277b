//! `cargo xtask dist`: the page as it is published, in `dist/site`.

use crate::program::{Outcome, root, show};
use crate::tools;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Where the built page is.
pub(crate) fn site() -> PathBuf {
    root().join("dist/site")
}

/// Builds the page and prints what each of its files weighs.
pub(crate) fn run() -> Outcome {
    tools::wasm_target()?;
    tools::wasm_bindgen()?;
    tools::wasm_opt()?;
    let mut trunk = tools::trunk()?;
    trunk.args(["build", "--release", "--dist"]).arg(site());
    show(&mut trunk)?;

    let mut files = Vec::new();
    weigh(&site(), &mut files).map_err(|error| format!("{} could not be read: {error}", site().display()))?;
    print!("{}", table(files));
    Ok(())
}

/// A published file and its bytes, as they are and as a web server sends them.
struct File {
    name: String,
    raw: usize,
    gzip: usize,
}

/// Adds every file in `folder` and in the folders within it.
fn weigh(folder: &Path, files: &mut Vec<File>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            weigh(&path, files)?;
            continue;
        }
        let bytes = fs::read(&path)?;
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(&bytes)?;
        let name = path.strip_prefix(site()).unwrap_or(&path);
        files.push(File { name: name.display().to_string(), raw: bytes.len(), gzip: gzip.finish()?.len() });
    }
    Ok(())
}

/// One line a file, the heaviest first, and the total.
fn table(mut files: Vec<File>) -> String {
    files.sort_by(|a, b| b.raw.cmp(&a.raw).then_with(|| a.name.cmp(&b.name)));
    let total = File {
        name: "total".to_owned(),
        raw: files.iter().map(|file| file.raw).sum(),
        gzip: files.iter().map(|file| file.gzip).sum(),
    };
    files.push(total);
    let width = files.iter().map(|file| file.name.len()).max().unwrap_or(0);
    let mut text = format!("{:width$}  {:>11}  {:>11}\n", "dist/site", "bytes", "gzipped");
    for File { name, raw, gzip } in files {
        text += &format!("{name:width$}  {:>11}  {:>11}\n", grouped(raw), grouped(gzip));
    }
    text
}

/// `1 234 567`, with the thin grouping that no language takes for a decimal mark.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{File, grouped, table};

    #[test]
    fn thousands_are_set_apart() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1 000"), (1234567, "1 234 567")] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn the_table_starts_with_the_heaviest_file_and_ends_with_the_total() {
        let file = |name: &str, raw, gzip| File { name: name.to_owned(), raw, gzip };
        let text = table(vec![file("a.css", 20, 10), file("b.wasm", 3000, 1000)]);
        let lines: Vec<Vec<&str>> = text
            .lines()
            .map(|line| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect())
            .collect();
        assert_eq!(lines[1], ["b.wasm", "3 000", "1 000"]);
        assert_eq!(lines[3], ["total", "3 020", "1 010"]);
    }
}
