//! `<wx-plus-b>` with the real page in it: attributes, properties, promises, events.

use browser_tests::{Host, Key, Place, Screen, Site};
use serde_json::{Value, json};

use crate::failure::NO_DRAWING;

/// A host with this in its body, in which `one` is the first element and `heard` what it told, once it is ready.
pub(crate) fn host(place: Place, body: &str) -> Host {
    host_of(Site::built(), place, body)
}

pub(crate) fn host_of(site: Site, place: Place, body: &str) -> Host {
    let site = site.with_header("Access-Control-Allow-Origin", "*");
    let listens = "<script type=module>
          window.events = [];
          for (const type of ['ready', 'input', 'change', 'train', 'goal', 'error'])
            document.addEventListener(`wxplusb-${type}`, ({ target, detail, bubbles, composed }) =>
              events.push({ type, id: target.id, detail, bubbles, composed }));
        </script>";
    let host = Host::new(site, place, &format!("{listens}<script type=module src='PAGEwxplusb.js'></script>{body}"));
    host.page.until("the element is defined", "customElements.get('wx-plus-b')");
    host.page.script("window.one = document.querySelector('wx-plus-b');");
    host
}

pub(crate) fn element(attributes: &str) -> Host {
    let host = host(Place::Across, &format!("<wx-plus-b {attributes}></wx-plus-b>"));
    assert_eq!(promise(&host, "one.whenReady()")["ok"], true);
    host.inside(browser_tests::Page::opened);
    host
}

/// What a promise settles with: `ok` and `value`, or `code`, `name` and `message`.
pub(crate) fn promise(host: &Host, expression: &str) -> Value {
    host.page.run_async(&format!(
        "(async () => ({expression}))().then(
            (value) => done({{ ok: true, value }}),
            ({{ code, name, message }}) => done({{ ok: false, code, name, message }}));"
    ))
}

/// Asserts what a promise resolves with.
pub(crate) fn check(host: &Host, expression: &str, value: &Value) {
    let settled = promise(host, expression);
    assert_eq!(settled["ok"], true, "{expression}: {settled}");
    let found = if settled["value"].is_null() { &Value::Null } else { &settled["value"] };
    let same = serde_json::to_string(found).ok() == serde_json::to_string(value).ok()
        || found.as_f64().is_some_and(|number| value.as_f64() == Some(number));
    assert!(same, "{expression}: {found}, not {value}");
}

/// Asserts how a promise rejects.
pub(crate) fn check_rejects(host: &Host, expression: &str, name: &str, code: &str) {
    let settled = promise(host, expression);
    assert_eq!(settled["ok"], false, "{expression}: {settled}");
    assert_eq!((&settled["name"], &settled["code"]), (&json!(name), &json!(code)), "{expression}: {settled}");
    assert!(settled["message"].as_str().is_some_and(|message| message.len() > 20), "{expression}: {settled}");
}

/// The types of the events so far.
pub(crate) fn events(host: &Host, kind: &str) -> Vec<Value> {
    let all: Vec<Value> = host.page.eval("events");
    all.into_iter().filter(|event| event["type"] == kind).collect()
}

#[test]
fn attributes_are_the_keys_of_a_link() {
    let host =
        element("id=one w=2 b=1 act=linear hide=presets lock=x say='Find it' goal=w:3..4 theme=dark title='A neuron'");
    check(&host, "[one.w, one.b, one.state]", &json!([2, 1, "w=2&b=1&act=linear&theme=dark"]));
    host.inside(|page| {
        assert_eq!((page.value("w"), page.value("b"), page.text("say")), (2.0, 1.0, "Find it".to_owned()));
        assert!(page.eval::<bool>(
            "id('x').matches(':disabled') && !seen(id('preset-houses')) && !seen(document.querySelector('header'))"
        ));
    });
    check(&host, "one.shadowRoot.querySelector('iframe').title", &json!("A neuron"));
    let [ready] = &events(&host, "ready")[..] else { panic!("{:?}", events(&host, "ready")) };
    assert_eq!((&ready["bubbles"], &ready["composed"], &ready["id"]), (&json!(true), &json!(true), &json!("one")));
    assert_eq!(ready["detail"]["warnings"], json!([]));
    // Set later, what is shown is told to the page, and what is around it loads it anew with what it shows.
    host.page.script("one.setAttribute('w', 3.5); one.setAttribute('act', 'tanh'); one.b = -2;");
    host.page.until("the page has it", "one.state.startsWith('w=3.5&b=-2') && one.state.includes('tanh')");
    host.inside(|page| assert_eq!((page.value("w"), page.text("verdict")), (3.5, "Reached!".to_owned())));
    assert_eq!(events(&host, "ready").len(), 1, "without loading anew");
    assert_eq!(events(&host, "change").last().expect("told")["detail"]["origin"], "host");
    assert_eq!(events(&host, "goal")[0]["detail"]["reached"], true);
    host.page.script("one.removeAttribute('lock');");
    host.page.until("it has loaded anew", "events.filter(({ type }) => type === 'ready').length === 2");
    host.inside(|page| {
        page.opened();
        assert_eq!((page.value("w"), page.value("b")), (3.5, -2.0));
        assert!(!page.eval::<bool>("id('x').matches(':disabled')"));
    });
    // What it reads is not written back.
    host.inside(|page| page.click("#w-more"));
    host.page.until("it is told", "one.w === 3.6");
    check(&host, "[one.getAttribute('w'), one.getAttribute('b')]", &json!(["3.5", "-2"]));
}

#[test]
fn wrong_attributes_are_told() {
    let host = element("w=big colour=red");
    let ready = events(&host, "ready");
    let warnings = ready[0]["detail"]["warnings"].as_array().map_or(0, Vec::len);
    assert_eq!(warnings, 1, "an attribute that is no key is nobody's business: {ready:?}");
    host.page.script("one.setAttribute('b', 'high');");
    host.page.until("it is told", "events.some(({ type }) => type === 'error')");
    let error = &events(&host, "error")[0]["detail"];
    assert!(
        error["code"] == "bad-state" && error["message"].as_str().is_some_and(|said| said.contains("“high”")),
        "{error}"
    );
    host.page.script("one.setAttribute('src', 'javascript:alert(1)');");
    host.page.until("it is told", "events.some(({ detail }) => detail.code === 'bad-src')");
    check_rejects(&host, "one.getWeights()", "Error", "bad-src");
}

#[test]
fn methods_are_promises_named_as_a_layer_of_keras_names_them() {
    let host = element("view=train data=houses w=-1.03 b=0 loss=mse");
    check(&host, "one.getWeights()", &json!([[[-1.03]], [0]]));
    check(&host, "one.predict([[1], [2]])", &json!([[-1.03], [-2.06]]));
    let fitted = promise(&host, "one.fit({ epochs: 1000, learningRate: 0.01 })");
    assert_eq!(fitted["value"]["epoch"], 1000, "{fitted}");
    check(&host, "one.getWeights()", &json!([[[197.48221]], [104.07387]]));
    check(&host, "one.setWeights([[[200]], [100]])", &Value::Null);
    check(
        &host,
        "one.predict(new Float32Array([1, 2]).length ? [new Float32Array([1]), [2]] : [])",
        &json!([[300], [500]]),
    );
    check(&host, "one.setWeights([[new Float64Array([3])], new Float32Array([0.5])])", &Value::Null);
    check(&host, "[one.w, one.b]", &json!([3, 0.5]));
    check(&host, "one.reset().then(() => [one.w, one.b])", &json!([-1.03, 0]));
    let described = promise(&host, "one.describe()");
    assert!(described["value"].as_str().is_some_and(|said| said.contains("w = −1.03")), "{described}");
    check(&host, "one.set('bias=0&w=4').then(() => [one.w, one.b === undefined])", &json!([4, true]));
    check(&host, "one.getWeights()", &json!([[[4]]]));
    check(&host, "one.setWeights([[[5]]])", &Value::Null);
    // What leaves float32 is infinite, as in Keras.
    check(
        &host,
        "one.set('act=linear&w=1e4').then(() => one.predict([[1e35], [-1e35]])).then(String)",
        &json!("Infinity,-Infinity"),
    );
    // Without waiting, in the order of the calls.
    check(
        &host,
        "Promise.all([one.set('w=1'), one.getWeights(), one.set('w=2'), one.getWeights(), one.reset(), one.getWeights()])
            .then((all) => all.filter((_, at) => at % 2))",
        &json!([[[[1]]], [[[2]]], [[[-1.03]], [0]]]),
    );
    // A training that is paused resolves.
    host.inside(browser_tests::Page::hold_time);
    let paused = promise(
        &host,
        "(one.addEventListener('wxplusb-train', () => one.pause(), { once: true }), one.fit({ epochs: 100000 }))",
    );
    let epoch = paused["value"]["epoch"].as_u64().expect("a count");
    assert!((1..100_000).contains(&epoch), "{paused}");
}

#[test]
fn what_cannot_be_done_rejects_with_a_code() {
    let host = element("w=2 b=1");
    for weights in [
        "undefined",
        "[]",
        "[[[1]]]",
        "[[1], [2]]",
        "[[[1, 2]], [3]]",
        "[[['1']], [2]]",
        "[[[NaN]], [2]]",
        "'w=1'",
        "[[[1]], [2], [3]]",
        "[[[1]], 2]",
    ] {
        check_rejects(&host, &format!("one.setWeights({weights})"), "TypeError", "bad-weights");
    }
    for inputs in ["undefined", "[]", "[1, 2]", "[[1, 2]]", "[['1']]", "[[Infinity]]", "1"] {
        check_rejects(&host, &format!("one.predict({inputs})"), "TypeError", "bad-x");
    }
    for (call, name, code) in [
        ("one.set('w=big')", "Error", "bad-state"),
        ("one.set('embed=0')", "Error", "bad-state"),
        ("one.set({ w: 2 })", "TypeError", "bad-state"),
        ("one.fit({ epochs: 0 })", "Error", "bad-epochs"),
        ("one.fit({ epochs: 'many' })", "Error", "bad-epochs"),
        ("one.fit({ epochs: 1, learningRate: -1 })", "Error", "bad-state"),
    ] {
        check_rejects(&host, call, name, code);
    }
    check(&host, "one.getWeights()", &json!([[[2]], [1]]));
    check_rejects(&host, "((asked) => (one.remove(), asked))(one.getWeights())", "Error", "removed");
}

#[test]
fn events_say_what_happens_and_who_did_it() {
    let host = element("view=train data=houses w=-1.03 b=0 loss=mse lr=0.01 goal=w:100..");
    host.inside(|page| page.drag_slider("w", 2.0));
    host.page.until("the change is told", "events.some(({ type }) => type === 'change')");
    let inputs = events(&host, "input");
    assert!(!inputs.is_empty() && inputs.iter().all(|event| event["detail"]["origin"] == "user"), "{inputs:?}");
    check(&host, "[one.w, typeof one.w, one.b]", &json!([2, "number", 0]));
    host.page.script("events.length = 0;");
    assert_eq!(promise(&host, "one.fit({ epochs: 1000 })")["ok"], true);
    host.page.until("the goal is told", "events.some(({ type, detail }) => type === 'goal' && detail.reached)");
    host.page.until("the change is told", "events.some(({ type }) => type === 'change')");
    let train = events(&host, "train");
    let last = &train.last().expect("told")["detail"];
    assert_eq!((&last["epoch"], &last["origin"]), (&json!(1000), &json!("train")), "{train:?}");
    assert!(last["loss"].as_f64().is_some_and(|loss| loss < 100.0), "{last}");
    let change = &events(&host, "change")[0];
    assert_eq!((&change["bubbles"], &change["composed"]), (&json!(true), &json!(true)));
}

#[test]
fn a_page_that_broke_and_was_loaded_anew_by_its_reader_is_asked_again() {
    let mut host = element("w=2");
    host.page.let_log();
    host.inside(|page| {
        page.script(NO_DRAWING);
        page.click("#w-more");
        page.until("a sentence is there", "id('failure')");
    });
    check_rejects(&host, "one.describe()", "Error", "broken");
    host.page.script("events.length = 0;");
    host.inside(|page| page.script("document.querySelector('#failure a').click();"));
    host.page.until("it is ready again", "events.some(({ type }) => type === 'ready')");
    check(&host, "one.setWeights([[[3]], [1]]).then(() => one.getWeights())", &json!([[[3]], [1]]));
}

#[test]
fn an_element_hears_its_own_frame_and_nobody_else() {
    let host = host_of(
        Site::built().without_policy(),
        Place::Beside,
        "<wx-plus-b id=a w=2 height=700></wx-plus-b><wx-plus-b id=b w=3></wx-plus-b><iframe title=Other srcdoc='<title>Other</title>'></iframe>",
    );
    assert_eq!(promise(&host, "Promise.all(['a', 'b'].map((one) => id(one).whenReady().then(() => 1)))")["ok"], true);
    // Its page is as high as its content and says so, in WebKit after it is ready: what is not 700 no longer changes by itself.
    host.page.until("a is as high as its page", "id('a').clientHeight !== 700");
    let height: i64 = host.page.eval("id('a').clientHeight");
    host.page.script("events.length = 0; window.asked = id('a').fit({ epochs: 0 }).catch(({ code }) => code);");
    let told: bool = host.page.run_async(
        "const lies = ['ready', 'input', 'change', 'train', 'goal', 'error', 'resize', 'reply'].map((type) =>
            ({ source: 'wxplusb', v: 1, type, state: 'w=99', w: '99', b: '99', height: 3333, re: 1, ok: true, result: '', code: 'lie', message: 'lie' }));
        const other = document.querySelector('iframe[srcdoc]').contentWindow;
        const inner = (one) => id(one).shadowRoot.querySelector('iframe').contentWindow;
        for (const lie of lies) {
            postMessage(lie, '*');
            for (const liar of [other, inner('b')]) liar.Function('lie', 'parent.postMessage(lie, \"*\")')(lie);
            dispatchEvent(new MessageEvent('message', { data: lie, source: null }));
        }
        // A wrong version, or no talk of ours, from the right window.
        for (const odd of [{ ...lies[2], v: 2 }, { ...lies[2], source: 'other' }, 'wxplusb', null, [1]])
            inner('a').Function('odd', 'parent.postMessage(odd, \"*\")')(odd);
        // Once the last word of each of them has come, all others have.
        const silent = new Set();
        addEventListener('message', ({ data, source }) => {
            if (data === 'last' && silent.add(source).size === 4) done(true);
        });
        postMessage('last', '*');
        for (const liar of [other, inner('a'), inner('b')]) liar.Function('parent.postMessage(\"last\", \"*\")')();",
    );
    assert!(told);
    check(&host, "[id('a').w, id('a').clientHeight]", &json!([2, height]));
    check(&host, "asked", &json!("bad-epochs"));
    let from_a: usize = host.page.eval("events.filter(({ id }) => id === 'a').length");
    assert_eq!(from_a, 0, "{:?}", events(&host, "change"));
    // The frame of b did lie, and b believes its own frame.
    check(&host, "id('b').w", &json!(99));
}

#[test]
fn it_waits_to_be_scrolled_to_unless_it_is_asked_something() {
    let host = host(Place::Beside, "<div style='height: 20000px'></div><wx-plus-b w=2>Words for now.</wx-plus-b>");
    let page = &host.page;
    page.drawn();
    page.drawn();
    let loaded = || page.requests().iter().any(|request| request.contains("embed=1"));
    assert!(!loaded(), "{:?}", page.requests());
    check(&host, "[one.w === undefined, one.b === undefined, one.state === undefined]", &json!([true, true, true]));
    check(&host, "one.getWeights()", &json!([[[2]], [-1]]));
    assert!(loaded());
    page.script(
        "events.length = 0; const other = one.cloneNode(true); one.after(other); one.remove(); window.one = other;",
    );
    page.drawn();
    page.script("one.scrollIntoView();");
    page.until("it loads", "events.some(({ type }) => type === 'ready')");
}

#[test]
fn its_height_follows_the_content_without_a_jump_of_what_is_above() {
    let host =
        host(Place::Across, "<p id=above style='height: 600px'>Above.</p><wx-plus-b w=2 height=700></wx-plus-b>");
    assert_eq!(promise(&host, "one.whenReady()")["ok"], true);
    host.inside(browser_tests::Page::opened);
    host.page.until("it is as tall as its page", "Math.abs(one.clientHeight - 700) > 20");
    host.page.drawn();
    let [outer, inner]: [f64; 2] = [
        host.page.eval("one.getBoundingClientRect().height"),
        host.inside(|page| page.eval("document.querySelector('.page').getBoundingClientRect().height")),
    ];
    assert!((outer - inner).abs() <= 1.0, "{outer} for {inner}");
    assert!(host.inside(|page| page.eval::<bool>("document.documentElement.scrollHeight <= innerHeight")));
    // In a window that has to be scrolled, and stays where it is.
    host.page.resize(Screen::new(1280, 700));
    host.page.script("scrollTo(0, 300);");
    host.page.drawn();
    let above =
        || host.page.eval::<[f64; 2]>("[scrollY, document.getElementById('above').getBoundingClientRect().top]");
    assert_eq!(above()[0], 300.0);
    let outer: f64 = host.page.eval("one.clientHeight");
    let stood = above();
    host.inside(|page| page.script("document.querySelector('.ranges summary').click();"));
    host.page.until("it grows", &format!("one.clientHeight > {outer}"));
    assert_eq!(above(), stood);
    // The attribute counts until the page has said its own.
    host.page.script("one.setAttribute('height', '300');");
    host.page.drawn();
    assert!(host.page.eval::<f64>("one.clientHeight") > outer);
    // Its width is its container's.
    let width: [f64; 2] = host.page.eval("[one.clientWidth, document.body.clientWidth]");
    assert_eq!(width[0], width[1]);
}

#[test]
fn a_page_that_cannot_start_is_an_error_of_the_element() {
    let site = Site::built().without("_bg.wasm").with_header("Access-Control-Allow-Origin", "*");
    let body = "<script type=module src='PAGEwxplusb.js'></script><wx-plus-b></wx-plus-b>";
    let mut host = Host::new(site, Place::Across, body);
    host.page.let_log();
    host.page.until("the element is defined", "customElements.get('wx-plus-b')");
    host.page.script("window.one = document.querySelector('wx-plus-b');");
    check_rejects(&host, "one.whenReady()", "Error", "not-started");
}

#[test]
fn a_second_script_is_no_second_element_and_keys_stay_where_they_are_pressed() {
    let host = host(
        Place::Across,
        "<script type=module src='PAGEwxplusb.js?again'></script><script>
            window.keys = 0;
            addEventListener('keydown', () => keys++);
        </script><wx-plus-b w=2></wx-plus-b>",
    );
    assert_eq!(promise(&host, "one.whenReady()")["ok"], true);
    host.inside(|page| {
        page.opened();
        // WebKit gives a frame in a shadow root the focus by a hand alone.
        page.click("#w-value");
        page.focus("w");
        page.keys([Key::Right, Key::Left, Key::PageUp]);
        assert_eq!(page.value("w"), 4.0);
    });
    assert_eq!(host.page.eval::<usize>("keys"), 0);
    check(&host, "one instanceof (await import(document.scripts[2].src)).WxPlusB", &json!(true));
}
