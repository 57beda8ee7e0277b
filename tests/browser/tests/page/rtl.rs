//! In a page that is read from right to left: what is language turns round, what is mathematics or code does not.

use browser_tests::{Key, Page, Screen};

use crate::{hands, room};

const VIEWS: [&str; 3] = ["", "view=train&data=houses&w=-1.03&b=0", "view=notebook"];

/// Turns the page round.
fn turn(page: &Page) {
    page.script("document.documentElement.dir = 'rtl';");
    page.drawn();
}

#[test]
fn every_view_has_room_and_starts_at_the_right() {
    let page = Page::open("");
    let mut found = Vec::new();
    for screen in [Screen::LAPTOP, Screen::NARROW] {
        page.resize(screen);
        for view in VIEWS {
            page.go(view);
            turn(&page);
            if view == "view=notebook" {
                page.click("#run-all");
            }
            let what = format!("{screen:?} {view}");
            found.extend(room::complaints(&page, &what).into_iter().filter(|one| !one.contains("cut off: code-")));
            // What sticks out at the left of such a page is what sticks out at the right of others.
            let out: Vec<String> = page.eval(
                "all('body *').filter((one) => seen(one) && !one.closest('.unseen, .scroll') && one.getBoundingClientRect().right > 0
                    && one.getBoundingClientRect().left < -0.5).map((one) => one.id || one.outerHTML.slice(0, 60))",
            );
            found.extend(out.into_iter().map(|one| format!("{what}: out at the left: {one}")));
            let [brand, share]: [f64; 2] = page.eval(
                "['[role=tab]', '#share-open'].map((one) => document.querySelector(one).getBoundingClientRect().x)",
            );
            assert!(brand > share, "{what}: the first tab is right of what ends the row");
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn formulas_numbers_and_code_run_from_left_to_right() {
    let page = Page::open("");
    for view in VIEWS {
        page.go(view);
        turn(&page);
        if view == "view=notebook" {
            page.click("#run-all");
        }
        let (count, wrong): (usize, Vec<String>) = page.run(
            "const isPlain = (one) => [...one.childNodes].some(({ nodeType, data }) => nodeType === 3 && /[=()\\[\\]²→↑]/.test(data));
            const mathematics = [...all('pre *, .formulas *, td, .plots h2 span, .judge h2 span, .ends span'), ...all('textarea[id^=code-]')]
                .filter((one) => one.matches('textarea') || isPlain(one));
            return [mathematics.length, mathematics.filter((one) => getComputedStyle(one).direction !== 'ltr').map((one) => one.outerHTML.slice(0, 80))];",
        );
        assert!(count > 4 && wrong.is_empty(), "{view}: {count}, {wrong:#?}");
    }
}

#[test]
fn sliders_run_leftward_and_handles_lie_under_the_pointer() {
    let page = Page::open("");
    turn(&page);
    for (name, leftward) in [("w", true), ("b", true), ("x", false)] {
        let [left, top, width, height] = page.place(&format!("#{name}"));
        page.drag(&[(left + 0.25 * width, top + height / 2.0)]);
        let [min, max] = ["min", "max"].map(|end| page.value(&format!("{name}{end}")));
        let share = (page.value(name) - min) / (max - min);
        let wanted = if leftward { 0.75 } else { 0.25 };
        assert!((share - wanted).abs() < 0.05, "{name} at {share} of its range");
    }
    for (name, plot, (across, down)) in hands::DRAGS {
        page.go("");
        turn(&page);
        let from = hands::grip(&page, plot, name);
        let to = (from.0 + across, from.1 + down);
        page.drag(&[from, to]);
        hands::check_under(&page, plot, name, from, to);
    }
}

#[test]
fn the_mark_where_training_diverges_lies_where_the_thumb_would() {
    let page = Page::open("view=train&data=houses&w=-1.03&b=0");
    // How far from the start of the track, in the direction of reading.
    let mark = "(() => {
        const [track, mark] = ['.track', '.limit'].map((one) => document.querySelector(one).getBoundingClientRect());
        return document.documentElement.dir === 'rtl' ? track.right - mark.right : mark.left - track.left;
    })()";
    let before: f64 = page.eval(mark);
    turn(&page);
    let after: f64 = page.eval(mark);
    assert!(before > 50.0 && (before - after).abs() < 1.0, "{before} and {after}");
}

#[test]
fn arrow_keys_go_to_the_tab_that_lies_there() {
    let page = Page::open("");
    turn(&page);
    page.click("#share-open");
    page.until("the dialog is open", "id('share').open && document.activeElement.id === 'share-tab-link'");
    for (key, tab) in [(Key::Left, "embed"), (Key::Left, "exercise"), (Key::Right, "embed")] {
        page.keys([key]);
        page.until("the tab is shown", &format!("document.activeElement.id === 'share-tab-{tab}'"));
    }
}
