//! The page as a reader meets it: built, served from a sub-folder, in a real browser.
//!
//! What is marked `#[ignore = "DevTools: …"]` runs in Chromium only (`--include-ignored`), for the reason that is named.

mod abuse;
mod access;
mod anew;
mod axe;
mod choices;
mod crisp;
mod element;
mod embed;
mod examples;
mod exercise;
mod failure;
mod fields;
mod fingers;
mod hands;
mod ink;
mod journeys;
mod keys;
mod line;
mod link;
mod locks;
mod matrix;
mod messages;
mod monkey;
mod notebook;
mod parts;
mod policy;
mod quiet;
mod room;
mod rtl;
mod share;
mod snippets;
mod train;
mod zoom;
