//! Pictures and numbers to take away.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use browser_tests::Page;
use wxplusb::draw::Palette;
use wxplusb::{handout, link};

use super::{field, let_copy, open};

/// Keeps what the page hands to the downloads, in place of saving it.
fn catch_files(page: &Page) {
    page.script(
        "window.files = [];
        const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => (window.files.push({ blob }), make.call(URL, blob));
        HTMLAnchorElement.prototype.click = function () { Object.assign(window.files.at(-1), { name: this.download }); };",
    );
}

/// The name, type and bytes of the latest file.
fn file(page: &Page) -> (String, String, Vec<u8>) {
    let (name, kind, address): (String, String, String) = page.run_async(
        "const { blob, name } = window.files.at(-1);
        const reader = new FileReader();
        reader.onload = () => done([name, blob.type, reader.result]);
        reader.readAsDataURL(blob);",
    );
    let letters = address.split_once("base64,").expect("a data address").1;
    (name, kind, BASE64_STANDARD.decode(letters).expect("base64"))
}

#[test]
fn the_picture_is_saved_as_svg_and_as_pixels_twice_as_fine() {
    let page = Page::open("w=2&b=-4.5&x=3&theme=dark");
    catch_files(&page);
    for (query, palette) in [
        ("w=2&b=-4.5&x=3&theme=dark", Palette::DARK),
        ("view=train&data=houses&w=200&b=100&theme=light", Palette::LIGHT),
    ] {
        page.go(query);
        catch_files(&page);
        open(&page, "picture");
        page.until("it is shown", "id('share-image').complete && id('share-image').naturalWidth > 0");
        page.click("#save-svg");
        page.until("it is said", "text('save-told').startsWith('wxplusb.svg')");
        let (name, kind, bytes) = file(&page);
        assert_eq!((name.as_str(), kind.as_str()), ("wxplusb.svg", "image/svg+xml"));
        let svg = String::from_utf8(bytes).expect("a text");
        assert_eq!(svg, handout::svg(&link::open(query).state, palette), "the handout of what the link says");
        let side = |name: &str| {
            let text = svg.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"'));
            text.and_then(|(side, _)| side.parse::<u32>().ok()).expect("a size in pixels")
        };
        let size = ["width", "height"].map(side);
        page.click("#save-png");
        page.until("it is said", "text('save-told').startsWith('wxplusb.png')");
        let (name, kind, bytes) = file(&page);
        assert_eq!((name.as_str(), kind.as_str()), ("wxplusb.png", "image/png"));
        assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
        let number = |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        assert_eq!([number(16), number(20)], size.map(|side| 2 * side), "two pixels in each");
        let colours: usize = page.run_async(
            "createImageBitmap(window.files.at(-1).blob).then((image) => {
                const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
                context.drawImage(image, 0, 0);
                const data = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
                done(new Set(data).size);
            });",
        );
        assert!(colours > 50, "a picture and not a blank sheet: {colours} colours");
    }
}

#[test]
#[ignore = "DevTools: permissions"]
fn the_numbers_are_those_of_the_page_to_the_last_digit() {
    let page = Page::open("w=0.1&b=-1&x=0.3");
    open(&page, "picture");
    let rows = |page: &Page| -> Vec<Vec<f32>> {
        let csv = field(page, "share-numbers");
        csv.lines().skip(1).map(|line| line.split(',').map(|cell| cell.parse().expect("a number")).collect()).collect()
    };
    assert!(field(&page, "share-numbers").starts_with("x,z,a,w,b\n"));
    let explored = rows(&page);
    assert!(explored.iter().any(|row| row[0] == 0.3), "the probe: {explored:?}");
    for row in &explored {
        let z = 0.1f32 * row[0] - 1.0;
        assert_eq!((row[3], row[4], row[1]), (0.1, -1.0, z), "{row:?}");
        assert!((row[2] - 1.0 / (1.0 + (-z).exp())).abs() < 1e-6, "{row:?}");
    }
    page.go("view=train&data=houses&w=-1.03&b=0");
    open(&page, "picture");
    assert!(field(&page, "share-numbers").starts_with("x,y,y_hat,error,loss_term\n"));
    assert_eq!(rows(&page)[0], [1.0, 300.0, -1.03, -301.03, 90_619.06]);
    let_copy(&page, "denied");
    page.click("#share-numbers-copy");
    page.until(
        "it is said",
        "text('share-numbers-told').includes('Ctrl+C') && document.activeElement.id === 'share-numbers'",
    );
}
