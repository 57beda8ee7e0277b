//! What the author of a link asks of a learner: words, a goal, a hint.

use browser_tests::{Engine, Host, Page, Screen};
use serde_json::Value;

/// Texts that would be something else if they were HTML, or a pattern of the page's own words.
const MARKUP: [&str; 7] = [
    "<b>bold</b> <script>window.hit = 1</script>",
    "<img src=x onerror='window.hit = 1'>",
    "\"><svg onload=window.hit=1>",
    "</p></section><iframe src=javascript:parent.hit=1>",
    "{ $name } { goal } &lt;b&gt; &amp;",
    "javascript:window.hit=1 [a](b) `c` $d$",
    "\u{202e}right to left\u{202c} \u{0} 𝑤 é\u{301}\u{301}",
];

/// A text as it stands in a link.
fn coded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[test]
fn what_an_author_says_is_text_and_nothing_else() {
    let page = Page::open("");
    for text in MARKUP {
        page.go(&format!("say={0}&hint={0}", coded(text)));
        page.click("#hint summary");
        for (key, element) in [("say", "#say"), ("hint", "#hint p")] {
            let shown: String = page.eval(&format!("document.querySelector('{element}').textContent"));
            assert_eq!(shown, text, "{key}");
            let made: [usize; 2] = page.eval(&format!(
                "[document.querySelector('{element}').children.length, all('#exercise :is(b, script, img, svg, iframe, a)').length]"
            ));
            assert_eq!(made, [0, 0], "{key}={text}");
            assert!(
                page.eval::<bool>(&format!("seen(document.querySelector('{element}')) && window.hit === undefined"))
            );
        }
    }
}

#[test]
fn a_text_of_280_characters_is_shown_and_a_longer_one_is_told() {
    let page = Page::open("");
    for letter in ["a", "é", "𝑤"] {
        page.go(&format!("say={}&w=2", coded(&letter.repeat(280))));
        assert_eq!(page.text("say"), letter.repeat(280));
        assert!(page.eval::<bool>("text('notices') === ''"), "280 × {letter}");
        let width: [f64; 2] = page.eval("[document.documentElement.scrollWidth, innerWidth]");
        assert!(width[0] <= width[1], "one long word is broken: {width:?}");
        page.go(&format!("say={}&w=2", coded(&letter.repeat(281))));
        assert!(page.text("notices").contains("say holds at most 280 characters"), "{}", page.text("notices"));
        assert_eq!(page.value("w"), 2.0);
        assert!(!page.eval::<bool>("id('exercise') !== null"));
    }
}

#[test]
fn an_exercise_survives_more_examples_than_an_address_holds() {
    let text = coded(&"字".repeat(280));
    let page = Page::open(&format!("view=train&w=3&goal=loss:..5&say={text}&hint={text}"));
    page.click(".paste summary");
    page.script("id('paste').value = Array.from({ length: 200 }, (_, at) => `${-1.234567e-6 * (at + 1)};123456.78`).join('\\n');");
    page.click("#use-paste");
    page.until("they are there", "text('examples').includes('123457')");
    page.enter("w", "4");
    page.until("the address follows", "location.search.includes('w=4')");
    page.script("location.reload();");
    page.until("it is loaded anew", "id('say') && id('w')?.value === '4' && text('say').length === 280");
    assert!(page.eval::<bool>("seen(id('goal')) && !text('notices')"), "{}", page.text("notices"));
}

#[test]
fn on_a_phone_the_goal_stays_in_sight_and_covers_no_control_that_has_the_focus() {
    let page = Page::open_on(Screen::new(390, 844), "");
    for view in [
        "w=1&b=0&goal=boundary:2..2.2&say=Move+it.&hint=How%3F",
        "view=train&data=houses&goal=loss:..50&w=1&b=1",
        // So long that it would fill half of the screen.
        "view=train&data=houses&w=1&b=1&goal=w:190.25..210.75,b:90.25..110.75,x:-3.125..3.125,z:-1000.5..1000.5,a:-1000.5..1000.5,loss:..50,epochs:1..100000,boundary:-1000..1000",
    ] {
        page.go(view);
        for control in ["w", "b-value", "use-bias"] {
            page.focus(control);
            page.drawn();
            let [goal, top, height]: [f64; 3] = page.eval(&format!(
                "[id('goal').getBoundingClientRect().bottom, id('{control}').getBoundingClientRect().top, innerHeight]"
            ));
            assert!(goal > 0.0 && goal < height && top >= goal, "{view}: {control} at {top}, the goal down to {goal}");
        }
        page.script("scrollTo(0, document.documentElement.scrollHeight);");
        page.drawn();
        assert!(page.eval::<bool>("id('verdict').getBoundingClientRect().top >= 0 && scrollY > 100"), "{view}");
    }
}

#[test]
fn a_cell_that_a_link_opens_on_a_phone_stands_below_the_goal() {
    let page = Page::open_on(Screen::new(390, 844), "view=notebook&cell=fit&goal=w:190..210");
    page.until("it has run and is in sight", "id('cell-fit')?.textContent.match(/In \\[\\d+\\]/) && scrollY > 100");
    page.drawn();
    let [goal, cell]: [f64; 2] =
        page.eval("[id('goal').getBoundingClientRect().bottom, id('cell-fit').getBoundingClientRect().top]");
    assert!(cell > goal - 0.1 && cell < goal + 60.0, "the cell at {cell}, the goal down to {goal}");
}

#[test]
fn a_goal_is_told_in_a_sentence() {
    let page = Page::open("");
    for (goal, sentence) in [
        ("w:190..210", "Reach w between 190 and 210."),
        ("w:190..210,b:..5", "Reach w between 190 and 210 and b of at most 5."),
        ("b:-3..", "Reach b of at least −3."),
        ("w:2..2", "Reach w = 2."),
    ] {
        page.go(&format!("goal={goal}"));
        let shown: String = page.eval("id('goal').firstChild.textContent");
        assert_eq!(shown, sentence, "{goal}");
    }
    page.go("say=Look");
    assert!(!page.eval::<bool>("seen(id('goal')) || seen(id('hint'))"), "no goal, no hint");
    page.go("");
    assert!(page.eval::<bool>("id('exercise') === null"), "no exercise");
}

/// What the host was told about the goal: whether it is reached and by whom.
fn told(host: &Host) -> Vec<(bool, String)> {
    let read = |message: &Value| {
        assert!(message["state"].is_string() && message["w"].is_string(), "{message}");
        (message["reached"].as_bool().expect("a switch"), message["origin"].as_str().expect("a name").to_owned())
    };
    host.heard("goal").iter().map(read).collect()
}

#[test]
fn a_goal_is_reached_by_hand_lost_and_reached_again_and_the_host_is_told_each_time() {
    let host = Host::across("embed=1&goal=w:2.95..3.05&w=2");
    host.inside(|page| {
        page.script(
            "window.spoken = [];
            new MutationObserver(() => window.spoken.push(text('announcer')))
                .observe(id('announcer'), { childList: true, characterData: true, subtree: true });",
        );
        assert_eq!(page.text("verdict"), "Not yet.");
        page.drag_slider("w", 3.0);
        assert_eq!(page.text("verdict"), "Reached!");
        assert_eq!(page.eval::<String>("id('exercise').dataset.reached"), "true");
        page.until("it is spoken", "window.spoken.some((one) => one.startsWith('w 3,'))");
        let spoken: Vec<String> = page.eval("window.spoken");
        // In WebKit a hand is so slow that something may be said on its way.
        assert!(spoken.len() == 1 || Engine::current() == Engine::WebKit, "{spoken:?}");
        assert!(spoken.last().is_some_and(|last| last.matches("Reached!").count() == 1), "{spoken:?}");
        assert_eq!(spoken.iter().filter(|one| one.starts_with("w 3,")).count(), 1, "{spoken:?}");
    });
    let user = |reached: bool| (reached, "user".to_owned());
    // On its way the thumb may have gone beyond and come back.
    let after_drag = told(&host);
    assert_eq!(after_drag.last(), Some(&user(true)), "{after_drag:?}");
    assert!(after_drag.windows(2).all(|pair| pair[0].0 != pair[1].0), "only what has changed: {after_drag:?}");

    host.forget();
    host.inside(|page| {
        page.click("#w-more");
        assert_eq!(page.text("verdict"), "Not yet.");
        page.click("#undo");
        assert_eq!(page.text("verdict"), "Reached!");
        // Still reached: nothing new.
        page.click("#b-more");
    });
    assert!(host.state().contains("b=-0.9"));
    assert_eq!(told(&host), [user(false), user(true)]);
}

#[test]
fn a_goal_is_reached_by_training_and_by_the_host() {
    let host = Host::across("embed=1&view=train&data=houses&w=-1.03&b=0&lr=0.01&goal=w:50..,epochs:5..");
    host.inside(|page| {
        page.click("#epochs-10");
        page.until("it is reached", "text('verdict') === 'Reached!'");
    });
    assert_eq!(told(&host), [(true, "train".to_owned())]);
    host.forget();
    assert_eq!(host.set("w=5")["ok"], true);
    assert_eq!(told(&host), [(false, "host".to_owned())]);
    assert_eq!(host.inside(|page| page.text("verdict")), "Not yet.");
}

#[test]
fn a_link_that_opens_at_its_goal_says_so_and_does_not_talk() {
    let host = Host::across("embed=1&goal=w:1..2");
    host.inside(|page| {
        assert_eq!(page.text("verdict"), "Reached!");
        // Three times as long as the page rests before it speaks.
        page.script("window.opened = performance.now();");
        page.until("it would have spoken", "performance.now() - window.opened > 1500");
        assert_eq!(page.text("announcer"), "");
    });
    assert_eq!(host.state(), "");
    assert_eq!(told(&host), []);
}

#[test]
fn an_exercise_opens_again_from_the_address_that_it_leaves() {
    let page = Page::open("say=a%26b%3Dc%23d+%2B+%C3%A9&goal=loss:..5&hint=50%25");
    page.click("#w-more");
    page.until("the address follows", "location.search.startsWith('?w=1.6')");
    page.go(&page.query());
    assert_eq!(page.text("say"), "a&b=c#d + é");
    assert_eq!(page.eval::<String>("document.querySelector('#hint p').textContent"), "50%");
    assert_eq!(page.text("verdict"), "Not yet.");
}
