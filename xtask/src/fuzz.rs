//! `cargo xtask fuzz`: the readers of links, messages, tables and cells, on many more texts than the tests have time for.

use crate::program::{Outcome, program, show};

/// Cases of each reader, if no other number is asked for.
const CASES: u32 = 2_000_000;

/// Runs `tests/readers.rs` with so many cases of each reader.
pub(crate) fn run(words: &[&str]) -> Outcome {
    let cases = match words {
        [] => CASES,
        [count] => count.parse().map_err(|_| format!("fuzz takes a number of cases, not `{count}`."))?,
        _ => return Err("fuzz takes one number: the cases of each reader.".to_owned()),
    };
    println!("{cases} cases of each reader …");
    show(program("cargo").args(["test", "-p", "wxplusb", "--test", "readers"]).env("PROPTEST_CASES", cases.to_string()))
}

#[cfg(test)]
mod tests {
    use super::run;

    #[test]
    fn it_takes_a_number() {
        for words in [&["many"][..], &["-1"], &["1", "2"]] {
            assert!(run(words).is_err_and(|sentence| sentence.contains("number")), "{words:?}");
        }
    }
}
