//! What an author decides: snippets, their preview, exercises.

use browser_tests::{Key, Page};

use super::{field, open, show};

#[test]
fn the_snippet_follows_every_choice() {
    let page = Page::open("w=2&b=-4.5");
    open(&page, "embed");
    let snippet = || field(&page, "share-snippet");
    let plain = snippet();
    for part in [
        "?w=2&amp;b=-4.5&amp;embed=1\"",
        "title=\"wx+b: a neuron with w = 2 and b = −4.5\"",
        "loading=\"lazy\"",
        "sandbox=\"allow-scripts ",
    ] {
        assert!(plain.contains(part), "{part} in {plain}");
    }
    page.enter("embed-height", "640.4");
    assert!(snippet().contains("height=\"640\""), "{}", snippet());
    page.focus("embed-theme");
    page.keys([Key::End]);
    page.until("the theme is in it", "id('share-snippet').value.includes('theme=dark')");
    page.focus("embed-view");
    page.keys([Key::Home, Key::Down]);
    page.until("the view is in it", "id('share-snippet').value.includes('view=train')");
    page.click(".parts summary");
    assert!(page.eval::<bool>("seen(id('part-rate-hidden')) && !id('part-forward-hidden')"), "the parts of this view");
    for (part, access) in [("rate", "hidden"), ("w", "locked"), ("loss", "hidden"), ("loss", "open")] {
        page.click(&format!("label:has(#part-{part}-{access})"));
    }
    page.until("the parts are in it", "id('share-snippet').value.includes('hide=rate&amp;lock=w')");
    for (kind, part) in [
        ("canvas", "&amp;resize=canvas\""),
        ("element", "<wx-plus-b w=\"2\" b=\"-4.5\""),
        ("jupyter", "from IPython.display import IFrame"),
        ("quarto", "```{=html}\n<iframe"),
        ("mdbook", "<div>\n<iframe"),
        ("myst", "```{iframe} http://127.0.0.1"),
    ] {
        page.click(&format!("label:has(#embed-{kind})"));
        let text = snippet();
        assert!(text.contains(part) && text.contains("hide") && text.contains("rate"), "{kind}: {text}");
        let told: bool = page.eval("text('share-panel-embed').includes('The frame has a sandbox.')");
        assert_eq!(told, text.contains("sandbox="), "{kind}");
    }
}

#[test]
fn a_view_that_is_looked_at_and_left_again_changes_no_values() {
    let page = Page::open("");
    open(&page, "embed");
    let snippet = || field(&page, "share-snippet");
    let before = snippet();
    for view in ["train", "notebook", "explore"] {
        page.choose("embed-view", view);
        assert_eq!(snippet().contains(&format!("view={view}")), view != "explore", "{}", snippet());
    }
    assert_eq!(snippet(), before);
}

#[test]
fn what_was_chosen_for_a_snippet_is_there_again() {
    let page = Page::open("");
    open(&page, "embed");
    page.click("label:has(#embed-jupyter)");
    page.type_over("embed-height", "9");
    page.keys([Key::Escape]);
    assert_ne!(page.field("embed-height"), "9", "the number is taken back");
    assert!(page.eval::<bool>("id('share').open"), "and the dialog stays");
    page.enter("embed-height", "700.4");
    assert_eq!(page.text("embed-height-error"), "", "a whole pixel is near enough");
    page.choose("embed-view", "notebook");
    show(&page, "exercise");
    // The view of the snippet is that of the exercise, and is seen there.
    assert_eq!(page.eval::<String>("id('embed-view').value"), "notebook");
    page.choose("embed-view", "explore");
    assert!(!field(&page, "share-exercise-link").contains("view="), "{}", field(&page, "share-exercise-link"));
    show(&page, "embed");
    let snippet = field(&page, "share-snippet");
    assert!(snippet.contains("IFrame") && snippet.contains("700"), "{snippet}");
}

#[test]
fn the_preview_shows_the_values_and_is_there_only_while_its_tab_is() {
    let page = Page::open("w=2&b=-4.5");
    let before = page.requests();
    open(&page, "link");
    assert!(page.eval::<bool>("all('iframe').length === 0"));
    let later: Vec<String> = page.requests().into_iter().filter(|request| !before.contains(request)).collect();
    assert!(matches!(&later[..], [rest] if rest.ends_with("_rest.wasm")), "the dialog alone is loaded: {later:?}");
    show(&page, "embed");
    let inside = "id('share-preview').contentDocument";
    page.until("it is drawn", &format!("{inside}?.querySelector('.plot')?.dataset.frame"));
    let fields: [String; 2] =
        page.eval(&format!("['w-value', 'b-value'].map((name) => {inside}.getElementById(name).value)"));
    assert_eq!(fields, ["2", "-4.5"]);
    let (source, title): (String, String) = page.eval("[id('share-preview').src, id('share-preview').title]");
    assert!(source.ends_with("/?w=2&b=-4.5&embed=1"), "{source}");
    assert_eq!(title, "wx+b: a neuron with w = 2 and b = −4.5");
    let length: usize = page.eval("history.length");
    page.focus("embed-theme");
    page.keys([Key::End]);
    page.until(
        "it is dark",
        &format!("id('share-preview').src.includes('theme=dark') && {inside}?.querySelector('.page')?.dataset.theme === 'dark'"),
    );
    assert_eq!(page.eval::<usize>("history.length"), length, "a preview is no step to go back");
    show(&page, "link");
    assert!(page.eval::<bool>("all('iframe').length === 0"));
}

#[test]
fn an_exercise_is_a_link_with_task_goal_and_locked_parts() {
    let page = Page::open("data=houses&w=100&b=0");
    open(&page, "exercise");
    page.type_over("exercise-say", "Find the line through <both> houses.");
    page.until("it is counted", "text('exercise-say-count') === '36 of 280 characters'");
    page.type_over("exercise-hint", "What does one more room cost?");
    page.click("#goal-add");
    // The focus goes to the new condition; what is typed before it does would be typed there.
    page.until("the condition is there", "document.activeElement.id === 'goal-0'");
    page.enter("goal-0-from", "a lot");
    page.until("it is refused", "text('goal-0-from-error').includes('but got “a lot”')");
    page.enter("goal-0-from", "90");
    page.until("it is told", "text('share-panel-exercise').includes('fulfil this already')");
    page.enter("goal-0-to", "80");
    page.until("it is told", "text('share-panel-exercise').includes('The lower end is above the upper one.')");
    page.enter("goal-0-to", "210");
    page.enter("goal-0-from", "190");
    page.click("#goal-add");
    page.until("the condition is there", "document.activeElement.id === 'goal-1'");
    page.choose("goal-1", "loss");
    page.enter("goal-1-to", "5");
    page.until("it reads", "text('goal-sentence') === 'Reach w between 190 and 210 and a loss of at most 5.'");
    page.click("#goal-add");
    page.until("the focus is in the new row", "document.activeElement.id === 'goal-2'");
    page.click("#goal-2-remove");
    page.until("the focus is not lost", "document.activeElement.id === 'goal-add'");
    page.click("details.parts summary");
    page.click("label:has(#part-presets-hidden)");
    let link = field(&page, "share-exercise-link");
    assert!(link.ends_with("goal=w:190..210,loss:..5"), "{link}");
    for part in ["w=100", "hide=presets", "say=Find+the+line+through+%3Cboth%3E+houses."] {
        assert!(link.contains(part), "{part} in {link}");
    }
    page.click("#exercise-try");
    page.until(
        "it can be tried",
        "id('share-preview').contentDocument?.getElementById('goal')?.textContent.startsWith('Reach w between')",
    );
    // The draft outlives the dialog, and is there for the snippet too.
    page.click("#share-close");
    open(&page, "embed");
    let snippet = field(&page, "share-snippet");
    assert!(snippet.contains("goal=w:190..210,loss:..5") && snippet.contains("height=\"1120\""), "{snippet}");
    page.go(link.split_once('?').expect("a query").1);
    assert_eq!(page.text("say"), "Find the line through <both> houses.");
    assert!(page.text("goal").starts_with("Reach w between 190 and 210 and a loss of at most 5."));
    // Whoever opens an exercise passes the exercise on.
    open(&page, "link");
    assert_eq!(field(&page, "share-link"), link);
}

#[test]
fn a_goal_is_judged_by_what_its_link_opens_and_not_by_what_the_author_has_done() {
    let page = Page::open("view=train&data=houses&w=-1.03&b=0");
    page.click("#epochs-10");
    page.until("ten epochs", "text('description').startsWith('Epoch 10:')");
    open(&page, "exercise");
    page.click("#goal-add");
    page.until("the condition is there", "document.activeElement.id === 'goal-0'");
    page.choose("goal-0", "epochs");
    page.enter("goal-0-from", "5");
    page.until("it reads", "text('goal-sentence').includes('an epoch count of at least 5')");
    let told = "text('share-panel-exercise').includes('fulfil this already')";
    assert!(!page.eval::<bool>(told), "a learner begins at epoch 0");
    page.enter("goal-0-from", "0");
    page.until("that is told", told);
}

#[test]
fn conditions_are_counted_as_they_stand() {
    let page = Page::open("w=2");
    open(&page, "exercise");
    for _ in 0..3 {
        page.click("#goal-add");
    }
    page.click("#goal-0-remove");
    page.until("it is gone", "!id('goal-0')");
    let names: Vec<String> = page.eval("all('.condition select').map((one) => one.getAttribute('aria-label'))");
    assert_eq!(names, ["Quantity of condition 1", "Quantity of condition 2"]);
    assert!(page.eval::<bool>("all('.condition .refused').every((one) => !text(one.id))"), "nothing is wrong yet");
}

#[test]
fn ends_that_are_crossed_are_told_at_their_fields() {
    let page = Page::open("w=2");
    open(&page, "exercise");
    page.click("#goal-add");
    page.until("the condition is there", "document.activeElement.id === 'goal-0'");
    let is_told = |page: &Page, end: &str| -> bool {
        page.eval(&format!(
            "id('goal-0-{end}').ariaInvalid === 'true' && id('goal-0-{end}').getAttribute('aria-describedby').split(' ')
                .some((name) => text(name).includes('above the upper one') && id(name).matches('[role=status]'))"
        ))
    };
    page.enter("goal-0-from", "90");
    assert!(!is_told(&page, "from"));
    page.enter("goal-0-to", "80");
    page.drawn();
    assert!(is_told(&page, "from") && is_told(&page, "to"));
    page.enter("goal-0-to", "100");
    page.drawn();
    assert!(!is_told(&page, "from") && !is_told(&page, "to"));
}

#[test]
fn a_task_holds_as_many_characters_as_are_counted() {
    let page = Page::open("w=2");
    open(&page, "exercise");
    // Each of these is two units of a text in a browser.
    page.script(
        "id('exercise-say').value = '😀'.repeat(279);
        id('exercise-say').dispatchEvent(new Event('input', { bubbles: true }));",
    );
    page.until("they are counted", "text('exercise-say-count') === '279 of 280 characters'");
    page.script("id('exercise-say').focus(); id('exercise-say').setSelectionRange(999, 999);");
    page.type_text("ab");
    page.until("there is room for one more", "text('exercise-say-count') === '280 of 280 characters'");
    assert!(page.eval::<bool>("id('exercise-say').value.endsWith('😀a')"));
}
