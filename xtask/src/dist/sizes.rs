//! What files weigh: as they are, and as web servers send them.

use crate::program::Outcome;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{self, Write};

/// A published file and its bytes: as it is, gzipped and with brotli, both as small as these can make it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Weight {
    pub(super) name: String,
    pub(super) raw: usize,
    pub(super) gzip: usize,
    pub(super) brotli: usize,
}

impl Weight {
    pub(super) fn of(name: &str, bytes: &[u8]) -> Outcome<Self> {
        let failed = |error: io::Error| format!("{name} could not be compressed: {error}");
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(bytes).map_err(failed)?;
        let mut brotli = Vec::new();
        let best = BrotliEncoderParams { quality: 11, size_hint: bytes.len(), ..Default::default() };
        brotli::BrotliCompress(&mut &*bytes, &mut brotli, &best).map_err(failed)?;
        Ok(Self {
            name: name.to_owned(),
            raw: bytes.len(),
            gzip: gzip.finish().map_err(failed)?.len(),
            brotli: brotli.len(),
        })
    }
}

/// One line a file, the heaviest first, and the total.
pub(super) fn table(title: &str, mut weights: Vec<Weight>) -> String {
    weights.sort_by(|a, b| b.raw.cmp(&a.raw).then_with(|| a.name.cmp(&b.name)));
    let sum = |part: fn(&Weight) -> usize| weights.iter().map(part).sum();
    let total = Weight {
        name: "total".to_owned(),
        raw: sum(|weight| weight.raw),
        gzip: sum(|weight| weight.gzip),
        brotli: sum(|weight| weight.brotli),
    };
    weights.push(total);
    rows(title, &weights)
}

/// A head and one line a file, in the order given.
pub(super) fn rows(title: &str, weights: &[Weight]) -> String {
    let names = weights.iter().map(|weight| weight.name.as_str());
    // As wide in every table, so that they stand one below the other.
    let width = names.chain([title]).map(str::len).max().unwrap_or(0).max(36);
    let row = |name: &str, cells: [String; 3]| {
        let cells: String = cells.iter().map(|cell| format!("  {cell:>11}")).collect();
        format!("{name:width$}{cells}\n")
    };
    let mut text = row(title, ["bytes", "gzipped", "brotli"].map(str::to_owned));
    for Weight { name, raw, gzip, brotli } in weights {
        text += &row(name, [*raw, *gzip, *brotli].map(grouped));
    }
    text
}

/// `1 234 567`, with the thin grouping that no language takes for a decimal mark.
pub(super) fn grouped(number: usize) -> String {
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
    use super::{Weight, grouped, table};

    #[test]
    fn thousands_are_set_apart() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1 000"), (1234567, "1 234 567")] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn the_table_starts_with_the_heaviest_file_and_ends_with_the_total() {
        let weight = |name: &str, raw, gzip, brotli| Weight { name: name.to_owned(), raw, gzip, brotli };
        let text = table("dist/site", vec![weight("a.css", 20, 10, 9), weight("b.wasm", 3000, 1000, 900)]);
        let lines: Vec<Vec<&str>> = text
            .lines()
            .map(|line| line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect())
            .collect();
        assert_eq!(lines[0], ["dist/site", "bytes", "gzipped", "brotli"]);
        assert_eq!(lines[1], ["b.wasm", "3 000", "1 000", "900"]);
        assert_eq!(lines[3], ["total", "3 020", "1 010", "909"]);
    }

    #[test]
    fn what_repeats_itself_weighs_little_once_compressed() {
        let weight = Weight::of("zeros", &[0; 10_000]).expect("memory takes every byte");
        assert_eq!(weight.raw, 10_000);
        assert!(weight.gzip < 100 && weight.brotli < weight.gzip, "{weight:?}");
    }
}
