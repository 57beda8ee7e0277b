//! In other people's pages, and without a server.

use browser_tests::{Host, Page, Place, Site};
use serde_json::json;

#[test]
fn an_embed_is_dragged_and_talks_with_its_host() {
    let host = Host::across("embed=1&act=linear&w=2&b=1");
    host.inside(|page| {
        page.drag_slider("w", 4.0);
    });
    host.page.until("the drag is told", "heard.some(({ data }) => data.type === 'change' && data.w === '4')");
    host.inside(|page| page.enter("b", "-3"));
    let changed = "heard.some(({ data }) => data.type === 'change' && data.w === '4' && data.b === '-3')";
    host.page.until("the host is told", changed);
    assert_eq!(host.state(), "w=4&b=-3&act=linear");
    assert_eq!(host.set("w=3")["result"], "w=3&b=-3&act=linear");
    assert_eq!(host.ask(&json!({ "type": "predict", "x": 4 }))["result"], "9");
    let height = host.heard("resize").last().and_then(|message| message["height"].as_f64()).expect("a height");
    let inner: f64 = host.inside(|page| {
        assert_eq!(page.value("w"), 3.0);
        page.eval("innerHeight")
    });
    assert_eq!(inner, height, "the frame is as tall as it asked to be");
}

#[test]
fn the_element_has_the_methods_of_a_layer_and_tells_of_changes() {
    let body = "<script type=module src='PAGEwxplusb.js'></script><wx-plus-b w=2 b=1 act=linear></wx-plus-b>";
    let host = Host::new(Site::built().with_header("Access-Control-Allow-Origin", "*"), Place::Across, body);
    host.page.script("window.one = document.querySelector('wx-plus-b'); window.told = 0;");
    let settled: serde_json::Value = host.page.run_async(
        "(async () => {
            await customElements.whenDefined('wx-plus-b');
            await one.whenReady();
            one.addEventListener('wxplusb-change', ({ detail }) => (window.told = detail));
            const before = await one.predict([[1], [2]]);
            await one.setWeights([[[200]], [100]]);
            return [before, await one.getWeights(), one.w];
        })().then(done, (error) => done(String(error)));",
    );
    assert_eq!(settled, json!([[[3], [5]], [[[200]], [100]], 200]));
    host.inside(|page| {
        page.opened();
        page.click("#b-more");
    });
    host.page.until("a hand's change is told", "told.origin === 'user' && one.b > 100");
}

#[test]
fn the_page_in_one_file_works_from_a_disk_and_in_a_sandbox() {
    let file = Site::single_file_on_disk();
    let page = Page::blank(Site::empty());
    page.visit(&format!("file://{}?w=2", file.display()));
    page.opened();
    page.click("#w-more");
    assert_eq!(page.value("w"), 2.1);
    drop(page);
    let body = "<iframe title=embed sandbox=allow-scripts src='PAGEwxplusb.html?embed=1&w=2'></iframe>";
    let host = Host::new(Site::single_file(), Place::Across, body);
    host.ready();
    host.inside(|page| page.click("#w-more"));
    assert_eq!(host.state(), "w=2.1");
}
