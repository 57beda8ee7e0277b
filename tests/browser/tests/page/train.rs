//! The view in which training moves w and b.

mod calm;
mod divergence;
mod everyone;
mod links;
mod loss;
mod many;
mod points;
mod recipe;
mod runs;
mod surface;
mod switches;
mod tables;

use browser_tests::Page;

/// The two houses of the course, where the thread's recipe begins.
const HOUSES: &str = "view=train&data=houses&w=-1.03&b=0";

/// The epochs that the description names; 0 before the first.
fn epochs(page: &Page) -> u32 {
    page.eval("Number(/epoch (\\d+)/i.exec(text('description'))?.[1] ?? 0)")
}

/// Does so many epochs and waits for the last of them.
fn train(page: &Page, count: u32) {
    let goal = epochs(page) + count;
    page.click(&format!("#epochs-{count}"));
    page.until("the run is over", &format!("text('description').startsWith('Epoch {goal}:')"));
    page.drawn();
}

/// Waits until a run that goes on has come so far.
fn await_epochs(page: &Page, least: u32) {
    page.until("the run goes on", &format!("/epoch (\\d+)/i.exec(text('description'))?.[1] >= {least}"));
}

/// Whether the button says that nothing goes on.
fn rests(page: &Page) -> bool {
    page.text("play") == "Play"
}

/// The examples in the table, as their fields show them.
fn rows(page: &Page) -> Vec<[String; 2]> {
    page.eval("all('#examples tbody tr').map((row) => [...row.querySelectorAll('input')].map((field) => field.value))")
}

/// w and b as the fields show them.
fn parameters(page: &Page) -> (f64, f64) {
    (page.value("w"), page.value("b"))
}

/// Opens the part of the page that takes tables.
fn open_paste(page: &Page) {
    if !page.eval::<bool>("document.querySelector('details.paste').open") {
        page.click("details.paste summary");
    }
}

/// Puts a text into the field for tables, as a paste does, and presses the button.
fn paste(page: &Page, table: &str) {
    open_paste(page);
    page.script(&format!("id('paste').value = {table:?};"));
    page.click("#use-paste");
    page.drawn();
}

/// Asserts that every number after a = is what the formula before it comes to, to the digits that are shown.
fn check_sums(page: &Page, selector: &str, at_least: usize, what: &str) {
    let sums: Vec<(String, String, String)> = page.run(&format!(
        "const plain = (text) => text.replaceAll('−', '-').replaceAll('·', '*').replaceAll('²', '**2')
            .replaceAll('ln', 'Math.log').replaceAll('e^', 'Math.E**');
        const isSum = (side) => /\\d/.test(side) && !/[^-−+·*²/()\\d.e^ln\\s]/.test(side);
        return all(`{selector}`).map((element) => element.textContent.split('←').at(-1).split('=').filter(isSum))
            .filter((sides) => sides.length > 1)
            .map((sides) => [sides.join('='), ...sides.slice(-2).map(plain)]);"
    ));
    assert!(sums.len() >= at_least, "{what}: sums: {sums:#?}");
    // As a script of its own: the page's policy forbids to make one of a text.
    let values = sums.iter().map(|(_, left, right)| format!("[({left}), ({right})]"));
    let values: Vec<[f64; 2]> = page.eval(&format!("[{}]", values.collect::<Vec<_>>().join(", ")));
    for ((text, ..), [left, right]) in sums.iter().zip(values) {
        // Six digits are shown of each number; where two nearly equal ones are subtracted fewer are left.
        let numbers = text.split(|c: char| !c.is_ascii_digit() && c != '.').filter_map(|part| part.parse::<f64>().ok());
        let largest = numbers.fold(right.abs(), f64::max);
        let error = (left - right).abs();
        assert!(error <= 2e-5 * largest, "{what}: {text}: {left}, not {right}: {error}");
    }
}
