//! The page as a reader meets it: built, served from a sub-folder, in a real browser.

mod line;
