// The hand that `cargo xtask bench` lends to every page it measures, before the page's own scripts run.
window.hand = (() => {
  const id = (name) => document.getElementById(name);

  // A message comes after the frame in whose callbacks it was sent. One channel for all: a new one each time would be
  // counted as listeners of the page.
  const { port1, port2 } = new MessageChannel();
  let framed;
  port1.onmessage = () => framed();

  /** Resolves once what is now to be drawn is in a frame; one caller at a time. */
  const frame = () =>
    new Promise((done) =>
      requestAnimationFrame(() => {
        framed = done;
        port2.postMessage(0);
      }),
    );

  /** Resolves once the condition holds; looks without waiting for frames, which the page may need for itself. */
  const until = (condition) =>
    new Promise((done, failed) => {
      const look = () => {
        try {
          if (condition()) done();
          else setTimeout(look, 2);
        } catch (error) {
          failed(error);
        }
      };
      look();
    });

  /** Milliseconds from the start of the navigation until a frame shows the picture. */
  const picture = async (isDrawn) => {
    await until(isDrawn);
    await frame();
    return performance.now();
  };

  /** Between 0 and 1 and back, in 40 steps each way. */
  const wave = (step) => Math.abs(((step + 20) % 80) - 40) / 40;

  /** Moves the slider of w, or at every other move that of b, to a place where it was not before. */
  const move = (at) => {
    const slider = id(at % 2 ? "b" : "w");
    const [min, max] = [Number(slider.min), Number(slider.max)];
    const part = 0.1 + 0.8 * wave((at >> 1) + (at % 2 ? 13 : 0));
    // Two decimals, as the steps of a slider give them.
    slider.value = (min + (max - min) * part).toFixed(2);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    return slider;
  };

  /** So many moves, one a frame, each drawn before the next; the milliseconds that they took. */
  const moves = async (count) => {
    const start = performance.now();
    for (let at = 0; at < count; at++) {
      const slider = move(at);
      await frame();
      const shown = id(`${slider.id}-value`).value;
      if (Number(shown) !== Number(slider.value))
        throw new Error(`${slider.id} is ${slider.value}, and the page shows ${shown}`);
    }
    return performance.now() - start;
  };

  /** Resolves once an element is there and has not moved for ten frames: a page that loads puts its parts in place by and by. */
  const settled = async (selector) => {
    const find = () => document.querySelector(selector);
    await until(find);
    for (let still = 0, before = ""; still < 10; still++) {
      const { x, y } = find()?.getBoundingClientRect() ?? {};
      if (before !== `${x},${y}`) still = 0;
      before = `${x},${y}`;
      await frame();
    }
  };

  let waiting;
  let place;

  /** From now on `shown` can be asked; returns where the middle of what the selector finds is. */
  const watch = (selector) => {
    addEventListener(
      "pointermove",
      ({ timeStamp, clientX, clientY }) => {
        // A browser also tells of a pointer that stays where it is, after what lies below it has changed.
        if (place === `${clientX},${clientY}`) return;
        place = `${clientX},${clientY}`;
        waiting = { start: timeStamp, done: undefined };
        waiting.promise = new Promise((done) => (waiting.done = done));
      },
      { capture: true },
    );
    const draw = CanvasRenderingContext2D.prototype.drawImage;
    // Every picture begins as a copy of what stays; the message comes after the frame. One for all pictures of a frame: what
    // measures should cost nothing.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => waiting.done(performance.now() - waiting.start);
    CanvasRenderingContext2D.prototype.drawImage = function (...place) {
      draw.apply(this, place);
      if (waiting && !waiting.isDrawn) {
        waiting.isDrawn = true;
        port2.postMessage(0);
      }
    };
    const element = document.querySelector(selector);
    element.scrollIntoView({ block: "center" });
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  };

  /** Milliseconds from the last move of the pointer to the end of the frame that showed it. */
  const shown = () =>
    new Promise((done, failed) => {
      waiting.promise.then(done);
      setTimeout(() => failed(new Error("nothing was drawn after a move of the pointer")), 20_000);
    });

  return { id, frame, until, picture, moves, settled, watch, shown };
})();
