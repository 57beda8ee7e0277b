//! Elements on one page: many of them, moved about, and in a page that is not kind to them.

use browser_tests::{Host, Key, Place, Site};
use serde_json::json;

use super::CORS;

fn site() -> Site {
    Site::built().with_header(CORS.0, CORS.1)
}

/// Documents, nodes and listeners that are left when all that can be thrown away has been.
fn counters(host: &Host) -> [i64; 3] {
    host.page.devtools("HeapProfiler.collectGarbage", json!({}));
    host.page.devtools("HeapProfiler.collectGarbage", json!({}));
    let counters = host.page.devtools("Memory.getDOMCounters", json!({}));
    ["documents", "nodes", "jsEventListeners"].map(|name| counters[name].as_i64().expect("a count"))
}

/// Frames in the window, those in shadow roots as well.
fn frames(host: &Host) -> usize {
    let tree = host.page.devtools("Page.getFrameTree", json!({}));
    tree["frameTree"]["childFrames"].as_array().map_or(0, Vec::len)
}

#[test]
#[ignore = "DevTools: what the memory holds"]
fn ten_elements_are_ten_and_leave_nothing_behind_when_they_have_come_and_gone_a_hundred_times() {
    let body = "<script type=module src='PAGEwxplusb.js'></script><div id=far style='height: 12000px'></div><div id=a></div><div id=b></div>";
    let host = Host::new(site(), Place::Across, body);
    let page = &host.page;
    page.until("the element is defined", "customElements.get('wx-plus-b')");
    let come_and_go = |rounds: usize, near: bool| {
        let done: bool = page.run_async(&format!(
            "id('far').hidden = {near};
            const make = (at) => Object.assign(document.createElement('wx-plus-b'), {{ w: at }});
            const pause = () => new Promise((resolve) => setTimeout(resolve));
            const work = async () => {{
                const all = Array.from({{ length: 10 }}, (_, at) => make(at));
                for (let round = 0; round < {rounds}; round++) {{
                    const one = all[round % 10];
                    id('a').append(one);
                    if (round % 3) await pause();
                    id('b').append(one);
                    await pause();
                    if ({near} && round % 10 === 0) await one.whenReady();
                    one.remove();
                    if (round % 2) await pause();
                }}
            }};
            work().then(() => done(true), (error) => done(false));"
        ));
        assert!(done);
    };
    // Once, so that whatever a first time needs is there.
    come_and_go(10, true);
    let before = counters(&host);
    come_and_go(90, false);
    come_and_go(10, true);
    assert_eq!(frames(&host), 0);
    let after = counters(&host);
    for (what, (before, after)) in ["documents", "nodes", "listeners"].into_iter().zip(before.into_iter().zip(after)) {
        assert!(after <= before + 5, "{what}: {before} before, {after} after");
    }

    // Ten at a time, each with a state of its own.
    page.script(
        "id('far').hidden = true;
        for (let at = 0; at < 10; at++) {
            const one = document.createElement('wx-plus-b');
            one.setAttribute('w', at / 2);
            one.setAttribute('hide', 'forward,ranges,presets');
            id('a').append(one);
        }",
    );
    let weights: Vec<Vec<f64>> = page.run_async(
        "const work = async () => {
            const ten = all('wx-plus-b');
            await Promise.all(ten.map((one) => one.whenReady()));
            const before = ten.map((one) => one.w);
            const told = new Set();
            const allThree = new Promise((resolve) => id('a').addEventListener('wxplusb-change', ({ target }) => {
                if (told.add(ten.indexOf(target)).size === 3) resolve();
            }));
            await ten[3].setWeights([[[7]], [1]]);
            await ten[8].set('w=9');
            await ten[5].set('w=8');
            await allThree;
            await Promise.all(ten.map((one) => one.getWeights()));
            return [before, ten.map((one) => one.w), [...told].sort()];
        };
        work().then(done, (error) => done([[String(error)]]));",
    );
    let halves: Vec<f64> = (0..10).map(|at| f64::from(at) / 2.0).collect();
    assert_eq!(weights[0], halves);
    let mut changed = halves;
    (changed[3], changed[5], changed[8]) = (7.0, 8.0, 9.0);
    assert_eq!(weights[1], changed);
    assert_eq!(weights[2], [3.0, 5.0, 8.0], "who has changed");

    // Moved, each keeps its state; gone, none answers.
    let kept: [Vec<f64>; 2] = page.run_async(
        "const work = async () => {
            const ten = all('wx-plus-b');
            for (const one of ten.slice(0, 4)) id('b').append(one);
            await Promise.all(ten.map((one) => one.whenReady()));
            const kept = ten.map((one) => one.w);
            ten.forEach((one) => one.remove());
            return [kept, []];
        };
        work().then(done, (error) => done([[], [String(error)]]));",
    );
    assert_eq!(kept[0], changed);
    assert_eq!(frames(&host), 0);
}

/// A page that resets all styles, takes all keys, stops all events and says that its files are elsewhere.
const HOSTILE: &str = "<base href='http://127.0.0.1:9/nowhere/'>
    <style>* { all: unset } iframe { display: inline !important; width: 10px !important; height: 10px !important }</style>
    <script>
      window.turned = 0;
      for (const type of ['keydown', 'keyup', 'keypress', 'pointerdown', 'pointermove', 'pointerup', 'input', 'change', 'focus', 'blur', 'click'])
        for (const at of [window, document])
          at.addEventListener(type, (event) => {
            if (type === 'keydown') turned++;
            event.stopImmediatePropagation();
            event.preventDefault();
          }, true);
    </script>
    <script type=module src='PAGEwxplusb.js'></script>
    <wx-plus-b w=2 b=1></wx-plus-b>";

#[test]
fn a_hostile_host_does_not_reach_into_an_element() {
    let host = Host::new(site(), Place::Across, HOSTILE);
    host.ready();
    let [width, height]: [f64; 2] = host
        .page
        .eval("(({ width, height }) => [width, height])(document.querySelector('wx-plus-b').getBoundingClientRect())");
    assert!(width > 1000.0 && height > 400.0, "{width} × {height}");
    host.inside(|page| {
        // WebKit gives a frame in a shadow root the focus by a hand alone.
        page.click("#w-value");
        page.focus("w");
        page.keys([Key::Right, Key::Right]);
        assert_eq!(page.value("w"), 2.2, "keys in the frame are the frame's");
        page.drag_slider("b", 3.0);
        let font: String = page.eval("getComputedStyle(document.body).fontFamily");
        assert!(font.contains("sans-serif"), "{font}");
    });
    assert_eq!(host.page.eval::<usize>("turned"), 0, "and turn no slide of the host");
    host.page.until("it is told", "document.querySelector('wx-plus-b').b === 3");
    let weights: Vec<Vec<f64>> =
        host.page.run_async("document.querySelector('wx-plus-b').getWeights().then(([w, b]) => done([w[0], b]));");
    assert_eq!(weights, [[2.2], [3.0]]);
}
