//! Everything about learning in a link, in and out.

use browser_tests::Page;

use super::{HOUSES, parameters, rows, train};

/// Everything a reader sees that a link can hold.
fn whole(page: &Page) -> Vec<String> {
    page.drawn();
    page.eval(
        "[...all('input:not([type=radio]):not([type=file])').map((input) => `${input.id} ${input.value} ${input.min} ${input.max} ${input.checked}`),
        ...all('[type=radio]').map((radio) => `${radio.id} ${radio.checked}`),
        ...all('select:not(#speed)').map((menu) => `${menu.id} ${menu.value}`),
        ...all('.plot').map((plot) => `${plot.id} ${plot.dataset.axes}`),
        ...['description', 'story', 'stability', 'loss-numbers', 'next-step', 'bests'].map((name) => text(name)),
        all('[role=tab][aria-selected=true]').map((tab) => tab.id).join()]",
    )
}

#[test]
fn a_link_opens_with_its_examples_loss_rate_batch_units_and_switches() {
    let page = Page::open(
        "view=train&data=six-houses&w=30&b=4&loss=half&lr=0.05&batch=2&units=zscore&weight=0&bias=0&squares=1&log=1",
    );
    assert!(page.eval::<bool>("text('notices') === ''"), "{}", page.text("notices"));
    assert_eq!(parameters(&page), (30.0, 4.0));
    for (menu, value) in [("data", "six-houses"), ("units", "zscore"), ("batch", "2")] {
        assert_eq!(page.eval::<String>(&format!("id('{menu}').value")), value, "{menu}");
    }
    for (name, checked) in
        [("loss-half", true), ("use-weight", false), ("use-bias", false), ("squares", true), ("log", true)]
    {
        assert_eq!(page.eval::<bool>(&format!("id('{name}').checked")), checked, "{name}");
    }
    assert_eq!(page.value("lr"), 0.05);
    assert_eq!(page.eval::<String>("all('[role=tab][aria-selected=true]').map((tab) => tab.id).join()"), "tab-train");

    page.go("view=train&points=1,2;-3.5,4;5,0.25&batch=3");
    assert_eq!(rows(&page), [["1", "2"], ["-3.5", "4"], ["5", "0.25"]]);
    assert_eq!(page.eval::<[String; 2]>("[id('data').value, id('batch').value]"), ["", "3"]);
}

#[test]
fn the_address_holds_whatever_is_set_and_opens_the_same_again() {
    let page = Page::open("");
    page.click("#tab-train");
    page.opened();
    page.choose("data", "six-houses");
    page.click("label:has(#loss-half)");
    page.enter("lr", "0.05");
    page.choose("batch", "4");
    page.choose("units", "zscore");
    page.enter("w", "31.5");
    page.enter("b", "-7");
    page.click("label:has(#use-bias)");
    page.click("label:has(#use-weight)");
    page.click("label:has(#squares)");
    page.click("label:has(#log)");
    for part in ["view=train", "data=six-houses", "loss=half", "lr=0.05", "batch=4", "units=zscore", "w=31.5", "b=-7"] {
        page.until(part, &format!("location.search.includes('{part}')"));
    }
    for part in ["weight=0", "bias=0", "squares=1", "log=1"] {
        page.until(part, &format!("location.search.includes('{part}')"));
    }
    let (query, before) = (page.query(), whole(&page));
    page.go(&query);
    assert_eq!(whole(&page), before, "{query}");
}

#[test]
fn examples_of_ones_own_travel_in_the_link() {
    let page = Page::open(HOUSES);
    page.enter("y-0", "310.5");
    page.until("the points", "location.search.includes('points=1,310.5;2,500')");
    assert!(!page.query().contains("data="), "{}", page.query());
    let (query, before) = (page.query(), whole(&page));
    page.go(&query);
    assert_eq!(whole(&page), before, "{query}");
    page.click("#clear");
    page.until("no points", "/points=(&|$)/.test(location.search)");
    page.go(&page.query());
    assert_eq!(rows(&page).len(), 0, "{}", page.query());
}

#[test]
fn where_a_run_ended_is_in_the_link() {
    let page = Page::open(HOUSES);
    train(&page, 10);
    let ended = parameters(&page);
    page.until("the address is at rest", &format!("location.search.includes('w={}&b={}')", ended.0, ended.1));
    page.go(&page.query());
    assert_eq!(parameters(&page), ended);
}

#[test]
fn what_cannot_be_used_is_named_and_the_rest_works() {
    let page = Page::open("");
    for (pair, parts) in [
        ("points=1,300;2,big", ["points", "number 2 is “2,big”"]),
        ("batch=0", ["batch", "“0”"]),
        ("lr=-1", ["lr", "“-1”"]),
        ("loss=hinge", ["loss", "“hinge”"]),
        ("units=feet", ["units", "“feet”"]),
        ("weight=yes", ["weight", "“yes”"]),
        ("data=cats", ["data", "“cats”"]),
    ] {
        page.go(&format!("view=train&w=2&{pair}&squares=1"));
        assert!(page.eval::<bool>("text('notices') !== '' && seen(id('notices'))"), "{pair}");
        let notice = page.text("notices");
        for part in parts {
            assert!(notice.contains(part), "{pair}: “{part}” in: {notice}");
        }
        assert!(page.value("w") == 2.0 && page.eval::<bool>("id('squares').checked"), "{pair}: the rest works");
    }
}
