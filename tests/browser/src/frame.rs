//! Inside a frame of the page in the window.

use thirtyfour::WebElement;

use crate::{Engine, Page};

impl Page {
    /// Does something inside a frame, which `frame` names as an expression of the page around it: scripts run there, and
    /// places are counted from its corner.
    pub fn inside<T>(&self, frame: &str, work: impl FnOnce(&Self) -> T) -> T {
        assert!(self.frame.borrow().is_none(), "one frame at a time");
        self.step_into(frame);
        *self.frame.borrow_mut() = Some(frame.to_owned());
        self.find_corner();
        let result = work(self);
        self.step_out();
        self.frame.replace(None);
        self.corner.set((0.0, 0.0));
        result
    }

    /// Measures where the corner of the present frame is in the window.
    pub(crate) fn find_corner(&self) {
        let Some(frame) = self.frame.borrow().clone() else { return };
        self.step_out();
        self.corner.set(self.run(&format!(
            "const frame = ({frame});
            const {{ x, y }} = frame.getBoundingClientRect();
            return [x + frame.clientLeft, y + frame.clientTop];"
        )));
        self.step_into(&frame);
    }

    /// Puts the focus on the present frame in its host, where WebKit leaves it when something in the frame is given the focus.
    pub(crate) fn focus_frame(&self) {
        let Some(frame) = self.frame.borrow().clone().filter(|_| self.engine == Engine::WebKit) else { return };
        self.step_out();
        self.script(&format!("const frame = ({frame}); if (document.activeElement !== frame) frame.focus();"));
        self.step_into(&frame);
    }

    fn step_into(&self, frame: &str) {
        let found = self.wait(self.driver.execute(format!("return ({frame});"), Vec::new()));
        let element: WebElement = found.and_then(|found| found.element()).expect("a frame");
        self.wait(element.enter_frame()).expect("a frame that can be entered");
    }

    fn step_out(&self) {
        self.wait(self.driver.enter_default_frame()).expect("the page around the frame");
    }
}
