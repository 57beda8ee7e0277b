//! What a link's author hides is not seen; what is hidden or locked, no hand changes.

use browser_tests::{Key, Page, Screen};
use serde::Deserialize;
use wxplusb::state::Control;

/// Links that together show every part of the page.
const VIEWS: [&str; 3] =
    ["data=houses&w=-1.03&b=0", "data=houses&w=-1.03&b=0&view=train", "data=houses&w=-1.03&b=0&view=notebook"];

/// What one name in `hide=` or `lock=` does in one view.
#[derive(Debug, Deserialize)]
struct Effect {
    name: String,
    /// Elements of that name that are seen without it.
    parts: usize,
    /// What is still seen, or still takes hold, of them.
    left: Vec<String>,
    /// What else is seen, or is off, that was not, and the other way round.
    others: Vec<String>,
}

/// Tries every name in all views, opening one link after the other in the same page, as going back does. Each view has a
/// window of its own: a browser ignores what changes the address too often.
fn effects(key: &str, left: &str, others: &str) -> Vec<Effect> {
    VIEWS.iter().flat_map(|view| effects_in(view, key, left, others)).collect()
}

fn effects_in(view: &str, key: &str, left: &str, others: &str) -> Vec<Effect> {
    let names = Control::ALL.map(Control::name);
    Page::open("").run_async(&format!(
        "const frame = () => new Promise(requestAnimationFrame);
        const open = async (query) => {{
            history.replaceState(null, '', '?' + query);
            dispatchEvent(new PopStateEvent('popstate'));
            do await frame(); while (document.querySelector('[aria-busy=true]'));
            for (const part of all('main details:not([open]) summary')) part.click();
            await frame();
        }};
        const things = (name) => all('button, input, select, textarea, canvas, h2, table, pre')
            .filter((one) => !one.closest(`[data-part=${{name}}]`)).filter((one) => {others})
            .map((one) => one.id || one.textContent || one.outerHTML.slice(0, 60));
        const view = {view:?};
        const work = async () => {{
            const effects = [];
            // Some parts are made only when they are opened.
            await open(view);
            await open(view);
            const names = {names:?};
            const before = names.map((name) => [all(`[data-part=${{name}}] *`).filter(seen).length, things(name)]);
            for (const [at, name] of names.entries()) {{
                await open(`${{view}}&{key}=${{name}}`);
                const left = all(`[data-part=${{name}}], [data-part=${{name}}] *`).filter((one) => {left});
                const [parts, usual] = before[at], now = things(name);
                const others = [...usual.filter((one) => !now.includes(one)), ...now.filter((one) => !usual.includes(one))];
                effects.push({{ name, parts, left: left.map((one) => one.id || one.outerHTML.slice(0, 80)), others }});
            }}
            return effects;
        }};
        work().then(done);"
    ))
}

#[test]
fn a_hidden_part_is_not_seen_and_nothing_else_goes_with_it() {
    let effects = effects("hide", "seen(one)", "seen(one)");
    for Effect { name, left, others, .. } in &effects {
        assert!(left.is_empty(), "hide={name} leaves {left:#?}");
        assert!(others.is_empty(), "hide={name} also hides or shows {others:#?}");
    }
    for name in Control::ALL.map(Control::name) {
        let parts: usize = effects.iter().filter(|effect| effect.name == name).map(|effect| effect.parts).sum();
        assert!(parts > 0, "{name} is nowhere");
    }
}

#[test]
fn in_a_locked_or_hidden_part_every_field_and_button_is_off_and_no_other() {
    for key in ["lock", "hide"] {
        // A text that is locked can be read, and scrolled by keys.
        let free = "one.matches('button, input, select, textarea') && !one.matches(':disabled, textarea[readonly]')";
        let free =
            if key == "lock" { format!("{free} || one.matches('[hidden][data-part]')") } else { free.to_owned() };
        for Effect { name, left, others, .. } in effects(key, &free, "one.matches(':disabled')") {
            assert!(left.is_empty(), "{key}={name} leaves {left:#?}");
            assert!(others.is_empty(), "{key}={name} also switches {others:#?}");
        }
    }
}

/// A link, a plot, a place in it as data, and the fields that a drag from there changes.
type Drag = (&'static str, &'static str, (f64, f64), &'static [&'static str]);

const DRAGS: [Drag; 15] = [
    ("w=1&b=1&x=4", "line", (0.0, 1.0), &["b-value"]),
    // What is left is the probe, which a hand takes along from anywhere.
    ("w=1&b=1&x=4&lock=b", "line", (0.0, 1.0), &["x-value"]),
    ("w=1&b=1&x=4&hide=b", "line", (0.0, 1.0), &["x-value"]),
    ("w=1&b=1&x=4&lock=b,x", "line", (0.0, 1.0), &[]),
    ("w=1&b=1&x=4&lock=plot-line", "line", (0.0, 1.0), &[]),
    ("w=1&b=1&x=-3&lock=x", "line", (-3.0, -2.0), &[]),
    ("w=1&b=1&x=-3&act=linear", "output", (-3.0, -2.0), &["x-value"]),
    ("w=1&b=1&x=-3&act=linear&lock=plot-output", "output", (-3.0, -2.0), &[]),
    ("view=train&data=houses&w=100&b=100", "surface", (100.0, 100.0), &["w-value", "b-value"]),
    ("view=train&data=houses&w=100&b=100&lock=w,b", "surface", (100.0, 100.0), &[]),
    ("view=train&data=houses&w=100&b=100&lock=plot-surface", "surface", (100.0, 100.0), &[]),
    ("view=train&data=houses&w=100&b=100", "data", (1.0, 300.0), &["x-0", "y-0"]),
    ("view=train&data=houses&w=100&b=100&lock=data", "data", (1.0, 300.0), &[]),
    ("view=train&data=houses&w=100&b=100&hide=data", "data", (1.0, 300.0), &[]),
    ("view=train&data=houses&w=100&b=100&lock=plot-data", "data", (1.0, 300.0), &[]),
];

#[test]
fn the_handles_of_what_is_locked_are_dead() {
    let page = Page::open("");
    for (query, plot, (x, y), expected) in DRAGS {
        page.go(query);
        page.script("window.before = new Map(all('input[type=text]').map((field) => [field.id, field.value]));");
        let from = page.point(plot, x, y);
        page.drag(&[from, (from.0 + 15.0, from.1 - 25.0)]);
        page.drawn();
        let changed: Vec<String> = page.eval(
            "all('input[type=text]').filter(({ id, value }) => before.get(id) !== value).map(({ id }) => id).sort()",
        );
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(changed, expected, "{query}: a drag on {plot} from {x}, {y}");
    }
}

#[test]
fn going_back_to_a_link_that_locks_takes_the_handle_away() {
    let page = Page::open("w=1&b=1&x=4");
    let grips = "[...plot('line').querySelectorAll('.grip')].map((one) => one.dataset.grip).filter(Boolean).sort()";
    assert_eq!(page.eval::<Vec<String>>(grips), ["b", "w", "x"]);
    page.script("history.replaceState(null, '', '?w=1&b=1&x=4&lock=b'); dispatchEvent(new PopStateEvent('popstate'));");
    page.drawn();
    assert_eq!(page.eval::<Vec<String>>(grips), ["w", "x"]);
}

#[test]
fn where_examples_are_locked_a_click_puts_none() {
    let page = Page::open("");
    for (lock, examples) in [("", 3), ("&lock=data", 2), ("&hide=data", 2), ("&lock=plot-data", 2), ("&lock=table", 3)]
    {
        page.go(&format!("view=train&data=houses&w=100&b=100{lock}"));
        let place = page.point("data", 1.5, 480.0);
        page.drag(&[place]);
        page.drawn();
        assert_eq!(page.eval::<usize>("all('#examples tbody tr').length"), examples, "{lock}");
    }
}

#[test]
fn a_locked_w_leaves_the_handle_of_b_and_on_the_map_only_b_moves() {
    let page = Page::open("w=1&b=1&lock=w");
    assert!(page.eval::<bool>("plot('line').querySelector('[data-grip=w]') === null"), "no handle for w");
    let from = page.middle("#plot-line .grip[data-grip=b]");
    page.drag(&[from, (from.0, from.1 - 30.0)]);
    assert!(page.value("b") > 1.0 && page.value("w") == 1.0);
    page.go("view=train&data=houses&w=100&b=100&lock=w");
    let from = page.point("surface", 100.0, 100.0);
    page.drag(&[from, (from.0 + 30.0, from.1 - 30.0)]);
    assert!(page.value("b") > 100.0 && page.value("w") == 100.0, "{} {}", page.value("w"), page.value("b"));
}

#[test]
fn keys_change_nothing_that_is_locked() {
    // So tall that a key has nothing to scroll.
    let page = Page::open_on(Screen::new(1280, 2400), "w=1&b=1&lock=w,undo");
    page.focus("w");
    page.keys([Key::Right, Key::Up, Key::End]);
    page.focus("w-value");
    page.type_text("7");
    page.keys([Key::Enter]);
    assert_eq!(page.value("w"), 1.0);
    page.click("#b-more");
    assert_eq!(page.value("b"), 1.1);
    for (held, key) in [(Key::Control, 'z'), (Key::Control, 'y')] {
        page.chord(held, key);
        assert_eq!(page.value("b"), 1.1, "{key}");
    }
    page.go("w=1&b=1&lock=w");
    page.click("#b-more");
    page.chord(Key::Control, 'z');
    assert_eq!(page.value("b"), 1.0, "undo that is not locked");
}

#[test]
fn training_moves_what_no_hand_may() {
    let page = Page::open("view=train&data=houses&w=-1.03&b=0&lr=0.01&lock=w,b");
    page.click("#epochs-10");
    page.until("ten epochs", "text('description').startsWith('Epoch 10:')");
    assert!(page.value("w") > 50.0 && page.value("b") > 30.0, "{} {}", page.value("w"), page.value("b"));
    page.go("view=train&data=houses&w=-1.03&b=0&lr=0.01&lock=train");
    page.script("all('[data-part=train] button').forEach((button) => button.click());");
    page.drawn();
    assert_eq!((page.value("w"), page.value("b")), (-1.03, 0.0), "what trains may be locked itself");
}

#[test]
fn what_a_link_takes_away_is_not_told() {
    let page = Page::open("");
    let says = |words: &str| {
        page.eval::<bool>(&format!("document.querySelector('[role=tabpanel]').innerText.includes('{words}')"))
    };
    for (link, words, is_said) in [
        ("", "here you do", true),
        ("lock=w", "here you do", true),
        ("lock=w,b", "here you do", false),
        ("view=train&data=houses", "epoch", true),
        ("view=train&data=houses", "drag it", true),
        ("view=train&data=houses&hide=train,rate,batch,plot-loss", "epoch", false),
        ("view=train&data=houses&hide=train", "The thick line", false),
        ("view=train&data=houses&lock=w,b", "drag it", false),
        ("view=train&data=houses&lock=w", "drag it", true),
        ("view=train&data=houses&lock=plot-surface", "drag it", false),
        ("view=train&data=houses&weight=0&bias=0", "drag it", false),
        ("view=notebook&data=houses", "Run them", true),
        ("view=notebook&data=houses&hide=cells", "Run them", false),
        ("view=notebook&data=houses&hide=cells", "This page reads the calls", false),
        ("view=notebook&data=houses&hide=plot-data", "The picture and the sliders", false),
        ("view=notebook&data=houses&hide=cells", "The picture and the sliders", false),
    ] {
        page.go(link);
        assert_eq!(says(words), is_said, "“{words}” with {link}");
    }
}

#[test]
fn reset_goes_back_to_the_start_that_the_link_names() {
    let page = Page::open("");
    for query in ["w=3&b=2&embed=1", "w=3&b=2&say=Try", "w=3&b=2&lock=act", "w=3&b=2&goal=w:4..5"] {
        page.go(query);
        page.click("#w-more");
        page.click("#b-more");
        page.click("#reset");
        assert_eq!((page.value("w"), page.value("b")), (3.0, 2.0), "{query}");
        page.click("#undo");
        assert_eq!((page.value("w"), page.value("b")), (3.1, 2.1), "{query}: and that can be undone");
    }
}

#[test]
fn cells_that_are_locked_are_read_by_keys_and_not_run() {
    let page = Page::open("view=notebook&lock=cells");
    page.focus("code-data");
    assert!(page.eval::<bool>("document.activeElement.id === 'code-data' && document.activeElement.readOnly"));
    let text: String = page.eval("id('code-data').value");
    page.type_text("abc");
    page.chord(Key::Control, Key::Enter);
    page.chord(Key::Shift, Key::Enter);
    page.drawn();
    assert_eq!(page.eval::<String>("id('code-data').value"), text);
    assert!(!page.eval::<bool>("all('.cell .count').some((one) => /\\d/.test(one.textContent))"), "no cell has run");
    let free: Vec<String> = page.eval("all('.cells > [data-part=cells] button:not(:disabled)').map((one) => one.id)");
    assert_eq!(free, [""; 0]);
}
