//! wx+b: move w and b, and see what weights and biases are.
//!
//! A link, key, drag or slider becomes an [`state::Action`]; actions change one plain [`state::State`]; from the state
//! come pictures ([`figure`]), sentences ([`words`]) and links ([`link`]) as plain data; [`draw`] puts a picture on a
//! canvas or into an SVG. Everything but the browser part `app` is ordinary Rust that runs and is tested natively.
//!
//! | floor | modules | may use |
//! | --- | --- | --- |
//! | 0 maths | [`nn`], [`number`], [`data`] | nothing of ours; `data` reads numbers with [`number`] |
//! | 1 state | [`state`] | floor 0 |
//! | 2 views as data | [`link`], [`embed`], [`message`], [`gesture`], [`figure`], [`notebook`], [`words`] | floors 0 and 1, not each other |
//! | 3 drawing | [`draw`], [`handout`] | [`figure`], [`data`]; [`handout`] floors 0 to 2 and [`draw`] |
//! | 4 browser | `app` | everything |
//!
//! `tests/tidy.rs` holds the source to it, by a table of its own.

pub mod data;
pub mod nn;
pub mod number;

pub mod state;

pub mod embed;
pub mod figure;
pub mod gesture;
pub mod link;
pub mod message;
pub mod notebook;
pub mod words;

pub mod draw;
pub mod handout;

#[cfg(target_arch = "wasm32")]
pub mod app;

#[cfg(test)]
mod testing;
