//! Files that the reader saves, made in the page.

use js_sys::{Array, Promise, encode_uri_component};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement, Url,
};

/// Pixels of a PNG in a CSS pixel, so that it stays sharp on paper.
const DENSITY: u32 = 2;
/// How long a browser may take to begin with a file.
const PATIENCE: Duration = Duration::from_secs(60);

/// An SVG text as a file.
pub(super) fn svg(text: &str) -> Option<Blob> {
    let kind = BlobPropertyBag::new();
    kind.set_type("image/svg+xml");
    Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(text)), &kind).ok()
}

/// An SVG text as the address of an image, which no server is asked for.
pub(super) fn address_of(svg: &str) -> String {
    format!("data:image/svg+xml;charset=utf-8,{}", encode_uri_component(svg))
}

/// The same picture as pixels; nothing where the browser cannot make them.
pub(super) async fn png(svg: &str) -> Option<Blob> {
    let image = HtmlImageElement::new().ok()?;
    image.set_src(&address_of(svg));
    JsFuture::from(image.decode()).await.ok()?;
    let (width, height) = (image.natural_width() * DENSITY, image.natural_height() * DENSITY);
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let (across, down) = (f64::from(width), f64::from(height));
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, across, down).ok()?;
    let made = Promise::new(&mut |resolve, reject| {
        let took = Closure::once_into_js(move |blob: JsValue| resolve.call1(&JsValue::NULL, &blob));
        if canvas.to_blob(took.unchecked_ref()).is_err() {
            let _ = reject.call0(&JsValue::NULL);
        }
    });
    JsFuture::from(made).await.ok()?.dyn_into().ok()
}

/// Hands a file to the browser's downloads; does nothing where there is none.
pub(super) fn save(name: &str, file: Option<Blob>) {
    let Some(address) = file.and_then(|file| Url::create_object_url_with_blob(&file).ok()) else { return };
    let link = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    set_timeout(
        move || {
            let _ = Url::revoke_object_url(&address);
        },
        PATIENCE,
    );
}
