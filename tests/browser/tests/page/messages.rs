//! Talk with a host page: every type, every answer, and who is not heard.

mod answers;
mod pace;
mod strangers;
mod telling;

use serde_json::Value;

/// Where the recipe of the course ends after 1000 epochs.
const RECIPE: &str = "data=houses&w=-1.03&b=0&lr=0.01&loss=mse";
const ENDS_AT: (&str, &str) = ("197.48221", "104.07387");

/// The fields of a message, in order.
fn fields(message: &Value) -> Vec<&str> {
    let mut names: Vec<_> = message.as_object().expect("an object").keys().map(String::as_str).collect();
    // Not every driver passes them on as they came.
    names.sort_unstable();
    names
}

/// A field that must be text.
fn text<'a>(message: &'a Value, field: &str) -> &'a str {
    message[field].as_str().unwrap_or_else(|| panic!("{field} is text in {message}"))
}
