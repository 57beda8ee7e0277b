//! The page as a reader meets it: built, served from a sub-folder, in a real browser.

mod access;
mod axe;
mod choices;
mod core;
mod crisp;
mod failure;
mod fields;
mod hands;
mod ink;
mod keys;
mod line;
mod link;
mod notebook;
mod quiet;
mod room;
mod train;
