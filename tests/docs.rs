//! What the documents list, against the code.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

use std::collections::BTreeSet;
use std::fs;

use wxplusb::link;

#[test]
fn the_table_of_link_keys_in_the_readme_is_that_of_the_code() {
    let readme = fs::read_to_string("README.md").unwrap();
    let table = readme.split("| key | takes | means |").nth(1).unwrap().split("\n\n").next().unwrap();
    let first_cells = table.lines().filter_map(|row| row.strip_prefix('|')?.split('|').next());
    let told: BTreeSet<&str> = first_cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
    let known = link::names();
    let known: BTreeSet<&str> = known.iter().map(String::as_str).collect();
    assert_eq!(told, known);
}
