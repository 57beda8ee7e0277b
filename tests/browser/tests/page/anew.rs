//! What a frame that is loaded anew remembers, what it says again, and what is told to it again.

use browser_tests::{Host, Page, Place, Site};
use serde_json::{Value, json};

use crate::element::{check, check_rejects, element, events, host, host_of, promise};

#[test]
fn an_exercise_that_is_loaded_anew_still_begins_where_its_author_wanted() {
    let page = Page::open("data=houses&w=50&b=50&goal=w:195..205");
    page.enter("w", "200");
    page.until("the address follows", "location.search.startsWith('?w=200')");
    page.is_known();
    for way in ["loaded anew", "come back to"] {
        if way == "loaded anew" {
            page.reload();
        } else {
            page.visit("data:text/html,elsewhere");
            page.back();
        }
        page.until(
            "it is there",
            "['#description', '#reset', 'footer'].every((part) => document.querySelector(part)?.textContent)",
        );
        // With all its parts: that of the footer reads what stands beside the address.
        page.opened();
        assert_eq!((page.value("w"), page.text("verdict")), (200.0, "Reached!".to_owned()), "{way}");
        page.click("#reset");
        page.drawn();
        assert_eq!(
            (page.value("w"), page.value("b"), page.text("verdict")),
            (50.0, 50.0, "Not yet.".to_owned()),
            "{way}"
        );
        page.click("#undo");
        page.until("the address follows", "location.search.startsWith('?w=200')");
        page.is_known();
    }
    // Another link that is opened in its place has a beginning of its own.
    page.go("data=houses&w=70&goal=w:195..205");
    page.click("#w-more");
    page.click("#reset");
    page.drawn();
    assert_eq!(page.value("w"), 70.0);
}

#[test]
fn a_goal_that_is_reached_when_the_page_opens_is_told_and_so_is_one_that_was_lost_with_the_frame() {
    let host = element("view=train data=houses w=-1.03 b=0 lr=0.01 goal=epochs:5..");
    assert_eq!(events(&host, "goal"), [] as [Value; 0]);
    check(&host, "one.fit({ epochs: 6 }).then(({ epoch, end }) => [epoch, end])", &json!([6, ""]));
    host.page.until("it is reached", "events.some(({ type, detail }) => type === 'goal' && detail.reached)");
    host.page.script("events.length = 0; one.setAttribute('hint', 'Train.');");
    host.page.until("it is lost", "events.some(({ type, detail }) => type === 'goal' && !detail.reached)");
    let order: Vec<String> = host.page.eval("events.map(({ type }) => type)");
    assert_eq!(order, ["ready", "goal"]);
    host.page.script("events.length = 0; one.setAttribute('goal', 'w:..500');");
    host.page.until("it is reached", "events.some(({ type, detail }) => type === 'goal' && detail.reached)");
    assert_eq!(events(&host, "goal")[0]["detail"]["origin"], "host");
    for change in ["one.setAttribute('goal', 'w:600..')", "one.removeAttribute('goal')"] {
        host.page.script(&format!("events.length = 0; {change};"));
        host.page.until("it is loaded anew", "events.some(({ type }) => type === 'ready')");
        let reached: Vec<bool> = events(&host, "goal").iter().map(|event| event["detail"]["reached"] == true).collect();
        assert_eq!(reached, [false], "{change}");
        host.page.script("events.length = 0; one.setAttribute('goal', 'w:..500');");
        host.page.until("it is reached", "events.some(({ type, detail }) => type === 'goal' && detail.reached)");
    }

    let frame = Host::across("embed=1&goal=w:1..2");
    assert_eq!(frame.heard("ready")[0]["reached"], true);
}

#[test]
fn an_attribute_that_is_set_to_what_it_was_counts_if_the_reader_has_moved_it() {
    let host = element("embed=0 view=explore w=2 b=1 act=sigmoid x=1");
    host.inside(|page| page.click("#tab-train"));
    host.page.until("it is told", "one.state.includes('view=train')");
    host.page.script("one.setAttribute('view', 'explore');");
    host.page.until("it is back", "!one.state.includes('view=train')");
    check(&host, "one.set('x=3&act=linear').then((state) => state.includes('x=3&'))", &json!(true));
    host.page.script("one.setAttribute('x', 1); one.setAttribute('act', 'sigmoid');");
    host.page.until("it is back", "one.state.startsWith('w=2&b=1&x=1&') && !one.state.includes('act=')");
    assert_eq!(events(&host, "ready").len(), 1);
    // What nobody has moved is not set again: it would take w, b and a run away.
    let host = element("view=train data=houses seed=7 loss=mse w=-1.03 b=0 lr=0.01");
    host.page.script(
        "window.fitted = one.fit({ epochs: 300 });
        for (const { name, value } of [...one.attributes]) if (!['w', 'b'].includes(name)) one.setAttribute(name, value);",
    );
    check(&host, "fitted.then(({ epoch }) => epoch)", &json!(300));
    check(&host, "one.w > 100", &json!(true));
}

#[test]
fn an_attribute_that_is_set_again_counts_also_where_the_reader_has_come_to_what_is_usual() {
    let host = element("embed=0 view=train data=houses bias=0 w=2");
    host.inside(|page| {
        page.choose("data", "offset");
        page.click("label:has(#use-bias)");
        page.click("#tab-explore");
    });
    host.page.until("it is told", "!/bias=|view=/.test(one.state) && one.state.includes('data=offset')");
    for (name, value, shown) in
        [("bias", "0", "bias=0"), ("view", "train", "view=train"), ("data", "houses", "w=2&view=train&bias=0")]
    {
        host.page.script(&format!("one.setAttribute('{name}', '{value}');"));
        host.page.until("it is back", &format!("one.state.includes('{shown}')"));
    }
    assert_eq!(events(&host, "ready").len(), 1);
}

#[test]
fn an_attribute_that_was_refused_or_overtaken_can_be_set_again() {
    let host = element("w=1 b=1");
    host.page.script("one.setAttribute('w', '3'); one.setAttribute('act', 'foo');");
    host.page.until("both are refused", "events.some(({ type }) => type === 'error')");
    host.page.script("one.setAttribute('w', '3');");
    host.page.until("it counts", "one.w === 3");
    check(&host, "(one.setAttribute('w', '2'), one.set('w=5').then(() => one.w))", &json!(5));
    host.page.script("one.setAttribute('w', '2');");
    host.page.until("it counts", "one.w === 2");
}

#[test]
fn a_value_that_is_assigned_where_there_is_none_takes_its_attribute_away_and_nothing_else() {
    let host = element("w=2 b=1");
    // As two elements that mirror each other, of which one has no bias.
    host.page.script("one.w = 3; one.b = undefined;");
    host.page.until("w is there", "one.w === 3");
    check(&host, "[one.b, one.getAttribute('b')]", &json!([1, null]));
    host.page.script("one.w = null; one.b = 4;");
    host.page.until("b is there", "one.b === 4");
    check(&host, "[one.w, one.getAttribute('w')]", &json!([3, null]));
    assert_eq!(events(&host, "error"), [] as [Value; 0]);
}

#[test]
fn what_is_called_after_a_training_at_another_rate_comes_after_it() {
    let start = "view=train data=houses w=-1.03 b=0 lr=0.01";
    let host = host(Place::Across, &format!("<wx-plus-b {start}></wx-plus-b>"));
    // All of it before the page is there.
    let paused = promise(
        &host,
        "Promise.all([one.fit({ epochs: 100000, learningRate: 0.001 }), one.pause(), one.getWeights()])",
    );
    let epoch = paused["value"][0]["epoch"].as_u64().unwrap_or_else(|| panic!("a count: {paused}"));
    assert!((1..100_000).contains(&epoch), "{paused}");
    assert!(paused["value"][1].as_str().is_some_and(|state| state.contains("lr=0.001")), "{paused}");
    check(
        &host,
        "Promise.all([one.fit({ epochs: 5, learningRate: 0.02 }), one.reset()]).then(() => one.getWeights())",
        &json!([[[-1.03]], [0]]),
    );
    check_rejects(&host, "one.fit({ epochs: 5, learningRate: 'quick' })", "Error", "bad-state");
    check(&host, "one.fit({ epochs: 5, learningRate: 0.02 }).then(({ epoch }) => epoch)", &json!(5));
}

#[test]
fn an_element_goes_back_to_its_attributes_also_where_its_reader_has_loaded_the_page_anew() {
    let host = element("data=houses w=50 b=50");
    // As the link that is offered where a page breaks, in a frame that may not keep what was before.
    host.inside(|page| {
        page.script("history.replaceState(null, ''); location.search = '?embed=1&data=houses&w=120&b=7';")
    });
    host.page.until("it has loaded anew", "events.filter(({ type }) => type === 'ready').length === 2");
    check(&host, "one.w", &json!(120));
    check(&host, "one.reset().then(() => [one.w, one.b])", &json!([50, 50]));
}

#[test]
fn what_was_assigned_before_the_script_came_is_an_attribute() {
    let host = host(Place::Beside, "<wx-plus-b></wx-plus-b>");
    // As a script that runs before the element is defined: its own properties hide those of the class.
    host.page.script(
        "const early = document.createElement('wx-plus-b');
        for (const [name, value] of [['w', 7], ['b', 3]])
            Object.defineProperty(early, name, { value, writable: true, enumerable: true, configurable: true });
        one.replaceWith(early); window.one = early;",
    );
    assert_eq!(promise(&host, "one.whenReady()")["ok"], true);
    check(&host, "[one.w, one.b, one.getAttribute('w')]", &json!([7, 3, "7"]));
    check(&host, "one.setWeights([[[50]], [60]]).then(() => [one.w, one.b])", &json!([50, 60]));
}

#[test]
fn what_is_on_its_way_has_no_height() {
    let host = Host::new(
        Site::built().with_header("Access-Control-Allow-Origin", "*"),
        Place::Beside,
        "<iframe title=embed src='PAGE?embed=1&view=train&data=houses' width=1000 height=1500></iframe>",
    );
    host.ready();
    host.inside(Page::opened);
    host.until_heard("resize");
    host.settle();
    let heights: Vec<f64> =
        host.heard("resize").iter().map(|message| message["height"].as_f64().expect("a number")).collect();
    assert!(heights.iter().all(|height| *height > 600.0), "the line “Loading …” is not told: {heights:?}");
}

#[test]
fn a_part_that_does_not_come_is_told_to_the_host_and_changes_no_height() {
    let site = Site::built().without("_rest.wasm").with_header("Access-Control-Allow-Origin", "*");
    let mut host =
        Host::new(site, Place::Beside, "<iframe title=embed src='PAGE?embed=1&view=train&data=houses'></iframe>");
    host.page.let_log();
    host.until_heard("ready");
    host.until_heard("error");
    let error = &host.heard("error")[0];
    assert_eq!(error["code"], "part-missing");
    assert!(error["message"].as_str().is_some_and(|message| message.contains("could not be loaded")), "{error}");
    // What the frame says in its next pictures is heard before the answer.
    host.inside(Page::drawn);
    assert_eq!(host.ask(&json!({ "type": "get" }))["ok"], true);
    assert_eq!(host.heard("resize"), [] as [Value; 0]);
}

#[test]
fn an_element_starts_also_where_a_part_of_its_page_does_not_come() {
    let site = Site::built().without("_rest.wasm");
    let mut host = host_of(site, Place::Across, "<wx-plus-b view=train data=houses></wx-plus-b>");
    host.page.let_log();
    check(&host, "one.whenReady().then(() => one.setWeights([[[2]], [1]])).then(() => one.w)", &json!(2));
    host.page
        .until("it is told", "events.some(({ type, detail }) => type === 'error' && detail.code === 'part-missing')");
}

#[test]
fn an_element_whose_page_lost_the_part_that_talks_is_ready_once_that_has_come() {
    let site = Site::built().without("_soon.wasm");
    let mut host = host_of(site.clone(), Place::Across, "<wx-plus-b w=2 b=1></wx-plus-b>");
    host.page.let_log();
    host.page.until("it is told", "events.some(({ type, detail }) => type === 'error' && detail.code === 'broken')");
    check_rejects(&host, "one.describe()", "Error", "broken");
    host.page.script("one.w = 5;");
    site.make_whole();
    host.page.until("it is ready after all", "events.some(({ type }) => type === 'ready')");
    host.page
        .until("what was set meanwhile is told it", "one.w === 5 && new URLSearchParams(one.state).get('w') === '5'");
    check(&host, "one.setWeights([[[3]], [1]]).then(() => [one.w, one.b])", &json!([3, 1]));
    let told: usize = host.page.eval("events.filter(({ detail }) => detail.code === 'broken').length");
    assert_eq!(told, 1);
}

#[test]
fn where_there_is_no_loss_it_is_not_a_number() {
    let host = element("view=train data=houses w=1 b=1 lr=0.01");
    let fit = "one.fit({ epochs: 1 }).then(({ loss }) => String(loss))";
    check(&host, "one.fit(null).then(({ loss }) => Number.isFinite(loss))", &json!(true));
    check(&host, "one.set('points=').then(() => 1)", &json!(1));
    check(&host, fit, &json!("NaN"));
    check(&host, "one.set('data=houses&act=sigmoid&loss=bce').then(() => 1)", &json!(1));
    check(&host, fit, &json!("NaN"));
}

#[test]
fn an_element_in_any_language_is_told_of_none() {
    for lang in ["de", "en-GB", "en", ""] {
        let host = element(&format!("lang='{lang}' w=2"));
        check(&host, "one.whenReady().then(({ warnings }) => warnings)", &json!([]));
    }
}

#[test]
fn why_no_epoch_can_follow_is_told_and_a_weight_that_is_off_cannot_be_set() {
    let host = element("view=train data=houses w=1 b=1");
    check(
        &host,
        "one.fit({ epochs: 1000, learningRate: 5 }).then(({ end, loss }) => [end, Number.isFinite(loss)])",
        &json!(["diverged", true]),
    );
    // The same steps end there again; smaller ones go on.
    check(&host, "one.fit({ epochs: 10, learningRate: 5 }).then(({ end }) => end)", &json!("diverged"));
    check(&host, "one.fit({ epochs: 10, learningRate: 0.01 }).then(({ end }) => end)", &json!(""));
    check(
        &host,
        "one.setWeights([[[1]], [1]]).then(() => one.fit({ epochs: 10 })).then(({ epoch }) => epoch)",
        &json!(10),
    );
    check(&host, "one.set('points=').then(() => 1)", &json!(1));
    check(&host, "one.fit({ epochs: 10 }).then(({ epoch, end }) => [epoch, end])", &json!([0, "no-data"]));
    check(&host, "one.set('data=houses&w=2&b=1&weight=0').then(() => 1)", &json!(1));
    check_rejects(&host, "one.setWeights([[[5]], [1]])", "TypeError", "bad-weights");
}
