//! The page as a reader meets it: built, served from a sub-folder, in a real browser.

mod access;
mod axe;
mod choices;
mod core;
mod crisp;
mod embed;
mod exercise;
mod failure;
mod fields;
mod hands;
mod ink;
mod keys;
mod line;
mod link;
mod locks;
mod messages;
mod notebook;
mod quiet;
mod room;
mod share;
mod train;
