//! Drives the built page in a real browser, as a person does: with a pointer, with keys, with a finger.
//!
//! A [`Site`] is served from a sub-folder, a [`Page`] is one browser window on it with a profile of its own, a [`Host`]
//! shows it in a frame and keeps what it hears, a [`Plot`] says where data lies in a picture, and a [`Trace`] how far a
//! drawn curve is from where it belongs. Nothing here sleeps:
//! [`Page::until`] waits for what a script says, frame by frame, and a deadline turns waiting into a failure.

mod clock;
mod driver;
mod engine;
mod frame;
mod host;
mod page;
mod pixels;
mod plot;
mod pointer;
mod server;
mod site;
mod trace;
mod window;

pub use engine::Engine;
pub use host::{Host, Place};
pub use page::{Page, Screen};
pub use pixels::{Pixels, Rgb};
pub use plot::Plot;
pub use site::Site;
pub use thirtyfour::Key;
pub use trace::{Curve, Trace};
