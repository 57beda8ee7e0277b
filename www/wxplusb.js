// <wx-plus-b>: wx+b as an element of your page.
//   <script type="module" src="https://example.org/wxplusb/wxplusb.js"></script>
//   <wx-plus-b data="houses" w="200" b="100">What stands here shows without JavaScript.</wx-plus-b>
// An iframe of the page beside this file. Attributes are the keys of a link; what happens in it arrives as events; methods
// bear the names of a Keras model and return promises. docs/embedding.md tells it all, index.d.ts has the types.

const TAG = "wx-plus-b";
/** Keys of what the page shows. Set after loading, such an attribute is sent to the page. */
const STATE_KEYS = [
  ..."w b x act bias seed view data points units loss lr batch weight squares log theme".split(" "),
  ..."wmin wmax wstep bmin bmax bstep xmin xmax xstep ymin ymax".split(" "),
];
/** Keys of the course around it. The page reads them when it opens: a change loads the frame anew, with its state. */
const HOST_KEYS = "embed hide lock resize origin cell say hint goal lang".split(" ");
const FIRST_HEIGHT = 1030; // In px, until the page has said how tall it is.
const MOST_MESSAGES = 100; // In a second of ours: half of what the page takes, so that no second of the page's sees too many.
// A name of its own, because bundlers take `new URL("index.html", import.meta.url)` as an order to pack that file.
const HERE = import.meta.url;

// Where pages are rendered on a server there is no HTMLElement, and importing this file must still work.
class WxPlusB extends (globalThis.HTMLElement ?? Object) {
  static observedAttributes = [...STATE_KEYS, ...HOST_KEYS, "src", "sandbox", "height", "title", "aria-label"];

  #root = styled(this);
  #frame; // The iframe, while the element is in a document.
  #opened; // The address it was opened with.
  #height; // In px, as the page last said.
  #stale = true; // Whether the next #settle has to make a new frame.
  #ready = false; // Whether the page in the frame takes messages.
  #greeting; // What it said when it was ready: {version, warnings}.
  #failure; // Why it cannot start, if so: {code, message}.
  #shown; // What it last said it shows, as text: {state, w, b}. Kept while the frame loads anew.
  #reached = false; // What was last told of the goal. The page says it whenever it is ready, and when it changes.
  #changed = new Set(); // State attributes that it has not been told.
  #taken = new Map(); // What it showed of a key once it had taken the attribute.
  #waiting = new Map(); // Requests without an answer, by number, in the order of the calls.
  #asked = 0; // The number of the latest request.
  #sent = 0; // Messages in the current second.

  /** The weight; undefined until the page is ready. Assigning sets the attribute, or takes it away (undefined, null). */
  get w() { return number(this.#shown?.w); }
  // Frameworks assign wherever an element has a property of the name of an attribute; a getter alone would throw.
  set w(value) { assign(this, "w", value); }
  /** The bias; undefined without bias and until the page is ready. Assigning does the same. */
  get b() { return number(this.#shown?.b); }
  set b(value) { assign(this, "b", value); }
  /** What is shown, as the text of a link ("w=200&b=100"; what is as usual is left out); undefined until it is ready. */
  get state() { return this.#shown?.state; }

  // Each method waits until the page is ready, and has it load at once. Each rejects with an Error with a `code`: what the
  // page answers ("bad-state", …), "bad-weights", "reloaded" (only `fit`), or "removed" if the element leaves first.

  /** Resolves when the page can be used, with {version, warnings, state, w, b}; warnings are about the link. */
  async whenReady() {
    await this.#call("get");
    return { ...this.#greeting, state: this.state, w: this.w, b: this.b };
  }

  /** The weights as a Keras layer lists them: [[[w]], [b]], without bias [[[w]]]. */
  async getWeights() {
    const { w, b } = await this.#call("get");
    return b === undefined ? [[[Number(w)]]] : [[[Number(w)]], [Number(b)]];
  }

  /** Takes what getWeights gives, in arrays or typed arrays. Other shapes and numbers that are not finite: TypeError. */
  async setWeights(weights) {
    const refusal = refuser("bad-weights", "setWeights", "[[[200]], [100]]");
    const shapes = shapesIn(weights, refusal);
    const values = { w: weights[0]?.[0]?.[0], b: weights[1]?.[0] };
    // Only the page knows whether there is a weight and a bias, and an earlier call may be about to change that.
    await this.#call("set", () => {
      if (this.#shows("weight") === "0") throw refusal("a layer without weight", "the weight switched on (weight=1)");
      return { type: "set", state: weightsText(values, shapes, this.b !== undefined, refusal) };
    });
  }

  /** Trains from where w and b stand, `epochs` times through the examples, at `learningRate` (which then stays; without it,
   *  at the rate that is set). Resolves when training has ended or was paused, with {epoch, loss, end, state}; `epoch` counts
   *  from when w and b were last set by hand, `end` is "" or why no epoch can follow: "no-data", "diverged", "too-far". */
  async fit(options) {
    const { epochs = 1, learningRate } = options ?? {};
    let refused;
    // Both in line at once, before what is called later.
    if (learningRate !== undefined) {
      this.#call("set", { state: `lr=${encodeURIComponent(learningRate)}` }).catch((error) => (refused = error));
    }
    const { epoch, loss, end, state } = await this.#call("train", () => {
      if (refused) throw refused;
      return { type: "train", epochs: String(epochs) };
    });
    return { epoch: Number(epoch), loss: Number(loss), end, state };
  }

  /** The outputs for inputs of shape (n, 1): for w = 200, b = 100, linear, predict([[1], [2]]) is [[300], [500]]. */
  async predict(inputs) {
    const refusal = refuser("bad-x", "predict", "[[1], [2]]");
    const shapes = shapesIn(inputs, refusal);
    const odd = shapes.length === 0 ? "no row" : shapes.find((shape) => shape !== "(1,)");
    if (odd) throw refusal(odd, "rows of shape (1,), as in [[1], [2]]");
    const { result } = await this.#call("predict", { x: Array.from(inputs, ([x]) => x).join(";") });
    return result.split(";").map((output) => [Number(output.replace("inf", "Infinity"))]);
  }

  /** Lays pairs of a link over what is shown ("w=2&act=relu"), all or none; resolves with the new state. */
  async set(pairs) {
    const refusal = refuser("bad-state", "set");
    if (typeof pairs !== "string") throw refusal(`a ${typeof pairs}`, 'the text of a link, as in "w=2&b=1"');
    return (await this.#call("set", { state: pairs })).result;
  }

  /** Back to what the attributes say; resolves with the state. */
  async reset() {
    return (await this.#call("reset", () => {
      if (this.#opened === this.#address()) return { type: "reset" };
      // The page goes back to the link it was opened with, and that one carried a state of later.
      this.#shown = undefined;
      this.#open();
    })).result;
  }

  /** What is shown, in a sentence or two, as a screen reader hears it. */
  async describe() { return (await this.#call("describe")).result; }
  /** Stops a training, whose promise then resolves; resolves with the state. */
  async pause() { return (await this.#call("pause")).result; }

  connectedCallback() {
    // What was assigned before this file was loaded hides the element's own properties.
    for (const name of ["w", "b"].filter((name) => Object.hasOwn(this, name))) {
      assign(this, name, this[name]);
      delete this[name];
    }
    this.#soon();
  }
  disconnectedCallback() {
    // An iframe that is moved loads anew, from its old address: so a new one is made, with what was shown last.
    this.#stale = true;
    this.#soon();
  }
  connectedMoveCallback() {} // By moveBefore(), which leaves iframes running.

  attributeChangedCallback(name, old, value) {
    // Told once more what it was told, the page need not move; unless it has come to show another value.
    if (value === old && (!STATE_KEYS.includes(name) || [value, this.#taken.get(name)].includes(this.#shows(name)))) return;
    if (name === "goal" && this.#reached) this.#tell("goal", { origin: "host", reached: (this.#reached = false) });
    if (STATE_KEYS.includes(name)) this.#changed.add(name);
    else if (HOST_KEYS.includes(name) || name === "src" || name === "sandbox") this.#stale = true;
    if (name === "resize") this.#height = undefined;
    if (this.#frame) this.#dress(this.#frame);
    this.#soon();
  }

  /** What the page last said that it shows of a key; undefined too where that is as usual. */
  #shows(name) { return this.#shown?.[name] ?? new URLSearchParams(this.#shown?.state).get(name) ?? undefined; }
  /** Several changes in a row are one: parsers and frameworks set attributes one by one, and move by taking out first. */
  #soon() { queueMicrotask(() => this.#settle()); }

  /** Makes the frame be what element and attributes say. */
  #settle() {
    if (!this.isConnected) return this.#leave();
    if (this.#stale) this.#open(this.#shown?.state);
    if (this.#failure) return; // What changes now is told if it gets ready after all.
    const names = [...this.#changed].filter((name) => this.hasAttribute(name));
    this.#changed.clear();
    if (names.length === 0) return;
    const pairs = new URLSearchParams(names.map((name) => [name, this.getAttribute(name)]));
    names.forEach((name) => this.#taken.delete(name));
    const taken = () => {
      // Orders that come together have one answer, and then it is not known what these alone have done.
      const isAlone = ![...this.#waiting.values()].some(({ type }) => type === "set");
      if (isAlone) names.forEach((name) => this.#taken.set(name, this.#shows(name)));
    };
    this.#ask("set", { state: String(pairs) }).then(taken, ({ code, message }) => {
      if (this.isConnected) this.#tell("error", { code, message });
    });
  }

  /** A new frame, showing `state` or else what the attributes say. */
  #open(state) {
    this.#stale = this.#ready = false;
    this.#failure = undefined;
    const frame = document.createElement("iframe");
    frame.allow = "clipboard-write";
    frame.loading = this.#waiting.size > 0 ? "eager" : "lazy";
    if (this.hasAttribute("sandbox")) frame.setAttribute("sandbox", this.getAttribute("sandbox"));
    this.#dress(frame);
    // The link has all attributes, unless it brings along a state, over which those that changed are then laid.
    if (state === undefined) [this.#changed, this.#taken].forEach((kept) => kept.clear());
    try {
      frame.src = this.#opened = this.#address(state);
    } catch (error) {
      this.#fail("bad-src", error.message);
    }
    // A new element instead of a new address: no step in the history, and nothing that the old page still says counts.
    this.#root.replaceChildren(frame);
    this.#frame = frame;
    window.addEventListener("message", this.#hear);
  }

  #dress(frame) {
    const given = Number(this.getAttribute("height"));
    frame.style.height = `${this.#height ?? (given > 0 ? given : FIRST_HEIGHT)}px`;
    frame.title = this.getAttribute("title") || this.getAttribute("aria-label") || "wx+b: move a weight and a bias";
  }

  /** The page's address with all attributes, or with `state` in place of those it replaces. */
  #address(state) {
    const src = this.getAttribute("src");
    // Without `src` a <base> of the host means nothing; with it, it is an address in the host's page as any other.
    const url = src === null ? new URL("index.html", HERE) : new URL(src, this.baseURI);
    if (!["http:", "https:", "file:", location.protocol].includes(url.protocol)) {
      throw new TypeError(`src wants the address of wx+b, on http or https; it got ${url.protocol}`);
    }
    const query = url.searchParams;
    if (state !== undefined) {
      for (const name of STATE_KEYS) query.delete(name);
      for (const [name, value] of new URLSearchParams(state)) query.set(name, value);
    }
    for (const name of state === undefined ? [...STATE_KEYS, ...HOST_KEYS] : HOST_KEYS) {
      const isForUs = name !== "lang" || /^en(-|$)/.test(this.lang); // Every element may have that one, in any language.
      if (isForUs && this.hasAttribute(name)) query.set(name, this.getAttribute(name));
    }
    if (!query.has("embed")) query.set("embed", "1");
    // Files and sandboxed hosts have no origin that the page could compare with.
    if (!query.has("origin") && /^https?:/.test(self.origin)) query.set("origin", self.origin);
    return url.href;
  }

  #leave() {
    if (!this.#frame) return;
    window.removeEventListener("message", this.#hear);
    this.#frame.remove();
    this.#frame = undefined;
    this.#ready = false;
    this.#reject("removed", `<${TAG}> was removed from the document before the page answered.`);
  }

  /** A request for which somebody waits: after what the attributes say, and without waiting to be scrolled to. */
  #call(type, content) {
    this.#settle();
    if (this.#frame) this.#frame.loading = "eager";
    return this.#ask(type, content);
  }

  /**
   * Puts a request in line and settles with the page's reply. `content` is what the message says beside its type; or a
   * function that makes the message once all earlier requests are answered (undefined: not yet; a throw rejects).
   */
  #ask(type, content) {
    return new Promise((resolve, reject) => {
      this.#asked += 1;
      this.#waiting.set(this.#asked, { type, content, sent: false, resolve, reject });
      if (this.#failure) this.#reject(this.#failure.code, this.#failure.message);
      this.#send();
    });
  }

  /** Sends what is in line, as far as it may be sent now. */
  #send() {
    let unanswered = false;
    for (const [re, request] of this.#waiting) {
      const { type, content, sent, reject } = request;
      const inTurn = typeof content === "function";
      if (!this.#ready || (!sent && ((inTurn && unanswered) || this.#sent >= MOST_MESSAGES))) return;
      try {
        const message = sent || (inTurn ? content() : { type, ...content });
        if (!message) return; // It stays in line, and so does what comes after it.
        if (!sent) this.#post({ ...message, re });
        request.sent = true;
        // A training may last; what comes after it must not wait for its end.
        unanswered ||= type !== "train";
      } catch (error) {
        this.#waiting.delete(re);
        reject(error);
      }
    }
  }

  #post(message) {
    if (this.#sent === 0) setTimeout(() => { this.#sent = 0; this.#send(); }, 1000);
    this.#sent += 1;
    // To any origin: nothing in it is secret, and a sandboxed frame has no origin to name.
    this.#frame.contentWindow.postMessage({ target: "wxplusb", v: 1, ...message }, "*");
  }

  /** The one way in. The frame is known by its window: in a sandbox its origin is "null", which proves nothing. */
  #hear = ({ source, data }) => {
    if (!source || source !== this.#frame?.contentWindow || data?.source !== "wxplusb" || data.v !== 1) return;
    const { type, re, ok, error, height, version, warnings, origin, epoch, loss, reached, code, message } = data;
    if (typeof data.state === "string") this.#shown = { state: data.state, w: data.w, b: data.b };
    if (type === "ready") {
      if (this.#ready) this.#opened = undefined; // Its reader loaded it anew, from an address of later.
      this.#ready = true;
      this.#failure = undefined; // A page that broke was loaded anew by its reader.
      this.#greeting = { version, warnings };
      for (const name of STATE_KEYS) if (!this.#taken.has(name)) this.#taken.set(name, this.#shows(name));
      this.#askAgain();
      this.#tell(type, this.#greeting);
    } else if (type === "input" || type === "change") this.#tell(type, { origin });
    else if (type === "train") this.#tell(type, { origin, epoch: number(epoch), loss: number(loss) });
    else if (type === "resize" && Number.isFinite(height)) {
      this.#height = Math.min(20000, Math.max(100, Math.round(height)));
      this.#dress(this.#frame);
    } else if (type === "reply" && this.#waiting.has(re)) {
      const { resolve, reject } = this.#waiting.get(re);
      this.#waiting.delete(re);
      if (ok) resolve(data);
      else reject(failure(error?.code, error?.message));
    } else if (type === "error") {
      // Before it is ready, it could not start, but for a part of it; after that, it broke or only complains.
      if (code === "part-missing" || (this.#ready && code !== "broken")) this.#tell(type, { code, message });
      else this.#fail(code, message);
    }
    const isNews = (type === "ready" || type === "goal") && reached !== undefined && reached !== this.#reached;
    if (isNews) this.#tell("goal", { origin: origin ?? "host", reached: (this.#reached = reached) });
    // What waited for this to be told, once those who have an answer know it.
    queueMicrotask(() => (this.#settle(), this.#send()));
  };

  /** What a page was asked that is gone, the next one is asked; but a training is half done and cannot be. */
  #askAgain() {
    for (const [re, request] of this.#waiting) {
      if (request.sent && request.type === "train") {
        this.#waiting.delete(re);
        request.reject(failure("reloaded", "The frame was loaded anew, which ended the training."));
      }
      request.sent = false;
    }
  }

  #fail(code, message) {
    this.#failure = { code, message };
    this.#reject(code, message);
    this.#tell("error", { code, message });
  }

  #reject(code, message) {
    for (const { reject } of this.#waiting.values()) reject(failure(code, message));
    this.#waiting.clear();
  }

  #tell(type, more) {
    const detail = { state: this.state, w: this.w, b: this.b, ...more };
    this.dispatchEvent(new CustomEvent(`wxplusb-${type}`, { bubbles: true, composed: true, detail }));
  }
}

// Constructed, because a Content-Security-Policy may forbid <style>; !important, because a rule in the host's page (even
// `* { all: unset }`) is otherwise stronger than :host. The iframe would be as wide as the window if it could: so it also
// fills what asks its content for a width, such as a centred flex item.
function styled(host) {
  const sheet = new CSSStyleSheet(); // Before the shadow: where a browser has none, the element's content still shows.
  sheet.replaceSync(`
    :host { display: block !important; }
    :host([hidden]) { display: none !important; }
    iframe { display: block; width: 100vw; max-width: 100%; border: 0; }
  `);
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  return root;
}

/** Frameworks assign undefined or null where a value is gone. */
const assign = (element, name, value) => (value == null ? element.removeAttribute(name) : element.setAttribute(name, value));
/** A number that came as text. */
const number = (text) => (typeof text === "string" ? Number(text) : undefined);
const failure = (code, message, Type = Error) => Object.assign(new Type(message), { code });
/** Errors that say what a method wants, unless told otherwise arrays, and what it got. */
const refuser = (code, method, example) => (got, wanted = `arrays of finite numbers, as in ${example}`) =>
  failure(code, `${method} wants ${wanted}; it got ${got}.`, TypeError);

/** The shapes of the arrays in a list, as Python writes them: (), (1,), (1, 1). */
function shapesIn(list, refusal) {
  const each = (value, read) => {
    if (Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))) return Array.from(value, read);
    throw refusal(typeof value === "number" ? value : `something of type ${typeof value}`);
  };
  const sides = (value) => {
    if (Number.isFinite(value)) return [];
    const rows = each(value, sides);
    if (new Set(rows.map(String)).size > 1) throw refusal("rows of unlike shapes");
    return [rows.length, ...(rows[0] ?? [])];
  };
  return each(list, sides).map((lengths) => (lengths.length === 1 ? `(${lengths[0]},)` : `(${lengths.join(", ")})`));
}

/** The link text for weights, if there is a kernel of shape (1, 1) and, with bias, a bias of shape (1,). */
function weightsText(weights, shapes, hasBias, refusal) {
  const wanted = hasBias ? ["(1, 1)", "(1,)"] : ["(1, 1)"];
  if (shapes.length !== wanted.length) {
    throw refusal(shapes.length, hasBias ? "2 arrays, [[[w]], [b]]" : "1 array, [[[w]]], because there is no bias");
  }
  const odd = wanted.findIndex((shape, at) => shape !== shapes[at]);
  if (odd >= 0) throw refusal(shapes[odd], `${"wb"[odd]} in shape ${wanted[odd]}, as in [[[200]], [100]]`);
  return String(new URLSearchParams(Object.entries(weights).slice(0, wanted.length)));
}

// A page may load this file twice, even from two addresses: the first one stays.
if (globalThis.customElements && !customElements.get(TAG)) customElements.define(TAG, WxPlusB);
const Defined = globalThis.customElements?.get(TAG) ?? WxPlusB;
export { Defined as WxPlusB };
