//! The dense-layer core computes in every browser what it computes natively, to the last bit.

use std::path::Path;
use std::{env, fs};

use browser_tests::{Page, Site};

#[test]
fn every_case_of_keras_has_the_same_bits_in_the_browser_as_natively() {
    // As in tests/keras.rs, another run of Keras may be named; from the project folder, where that test runs.
    let path = env::var("KERAS_GOLDEN").unwrap_or_else(|_| "tests/golden/keras.json".to_owned());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    let golden = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let native = core_in_wasm::keras_bits(&golden).expect("cases that the core understands");

    let mut page = Page::blank(Site::core());
    // There is no icon, and the browser says so.
    page.let_log();
    page.visit("core_in_wasm.js");
    let browser: String = page.run_async(&format!(
        "const start = async () => {{
            const core = await import(location.href);
            await core.default();
            return core.keras_bits({});
        }};
        start().then(done, (error) => done('failed: ' + error));",
        serde_json::json!(golden)
    ));

    assert!(native.lines().count() > 0 && !browser.is_empty());
    for (native, browser) in native.lines().zip(browser.lines()) {
        let case = native.split(':').next().unwrap_or_default();
        assert_eq!(browser, native, "{case}");
    }
    assert_eq!(browser.lines().count(), native.lines().count());
    println!("{} lines of bits, all the same", native.lines().count());
}
