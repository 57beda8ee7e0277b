//! The page as a reader meets it: built, served from a sub-folder, in a real browser.

mod abuse;
mod access;
mod axe;
mod choices;
mod core;
mod crisp;
mod element;
mod embed;
mod examples;
mod exercise;
mod failure;
mod fields;
mod hands;
mod ink;
mod keys;
mod line;
mod link;
mod locks;
mod matrix;
mod messages;
mod notebook;
mod quiet;
mod room;
mod share;
mod snippets;
mod train;
