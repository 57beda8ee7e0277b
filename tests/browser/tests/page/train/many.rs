//! A hundred thousand examples: the page stays alive.

use browser_tests::{Key, Page};

use super::{paste, rows};

/// Puts so many noisy 0/1 examples into the field for tables and uses them.
fn fill(page: &Page, count: usize) {
    super::open_paste(page);
    page.script(&format!(
        "let seed = 7;
        const next = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
        const rows = Array.from({{ length: {count} }}, () => {{
            const x = 6 * next();
            return `${{x.toFixed(4)}},${{next() < 1 / (1 + Math.exp(4.5 - 2 * x)) ? 1 : 0}}`;
        }});
        id('paste').value = 'x,y\\n' + rows.join('\\n');"
    ));
    // Pressed by the look itself: the time in which nothing answers counts towards its deadline.
    page.until(
        "they are read",
        &format!("(window.pressed ||= (id('use-paste').click(), true)) && text('story').includes('{count}')"),
    );
    page.drawn();
}

#[test]
fn a_run_over_a_hundred_thousand_examples_leaves_frames_in_between() {
    let page = Page::open("view=train");
    fill(&page, 100_000);
    assert!(page.eval::<bool>("id('loss-bce').checked && id('act-sigmoid').checked"), "two classes");
    page.script(
        "window.frames_seen = 0;
        const count = () => { window.frames_seen += 1; requestAnimationFrame(count); };
        requestAnimationFrame(count);
        window.epochs_seen = new Set();
        new MutationObserver(() => window.epochs_seen.add(text('description')))
            .observe(id('description'), { childList: true, characterData: true, subtree: true });",
    );
    page.click("#epochs-10");
    page.until("ten epochs are done", "text('description').startsWith('Epoch 10:')");
    let (frames, steps): (usize, usize) = page.eval("[window.frames_seen, window.epochs_seen.size]");
    assert!(frames >= 3 && steps >= 3, "{frames} frames, {steps} steps in sight");

    page.focus("w");
    page.keys([Key::Home]);
    page.drawn();
    let lowest: f64 = page.eval("Number(id('w').min)");
    assert_eq!(page.value("w"), lowest);
    assert!(page.text("description").contains("No epoch done from here yet"), "{}", page.text("description"));

    let shown = rows(&page).len();
    assert!((10..=200).contains(&shown), "a table that a person reads: {shown} rows");
    let more: String = page.eval("document.querySelector('.examples .note').textContent");
    assert!(more.contains(&(100_000 - shown).to_string()), "{more}");
}

#[test]
fn what_is_beyond_a_hundred_thousand_rows_is_told() {
    let page = Page::open("view=train");
    super::open_paste(&page);
    page.script("id('paste').value = '1;2\\n'.repeat(100003);");
    page.click("#use-paste");
    page.until("it is told", "text('paste-told').includes('beyond the first 100000: 3.')");
    assert!(page.text("story").contains("100000"), "{}", page.text("story"));
    paste(&page, "1;2\n3;4");
    assert_eq!(rows(&page).len(), 2);
}

#[test]
fn more_examples_than_a_link_holds_are_not_dropped_in_silence() {
    let page = Page::open("view=train");
    fill(&page, 300);
    page.focus("w");
    page.keys([Key::Right]);
    page.until("the address is written", "location.search.includes('w=')");
    let said: String = page.eval("document.body.innerText");
    assert!(said.contains("link"), "somewhere the page says that a link cannot hold these examples");
}
