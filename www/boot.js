// Starts wx+b: loads the JavaScript that wasm-bindgen wrote and the WebAssembly beside it, whose addresses Trunk puts on
// this script's tag (see Trunk.toml). If that fails, the page says why, in one sentence in #failure.
//
// The sentences are here and not with the other words of the page because those come with the WebAssembly, which at this
// point is not there. Once it runs, it fills #failure by itself, and nothing here overwrites what it said.
//
// A classic script with `defer`: browsers do not run modules from file://, nor in a sandboxed frame without CORS, and both
// deserve a sentence rather than a blank page. The function keeps its names out of the page.
//
// In the page that is a single file this script is inline, and what it loads are data: addresses, which load everywhere.
(() => {
  "use strict";

  const tag = document.currentScript;
  const js = new URL(tag.dataset.js, document.baseURI);
  const wasm = new URL(tag.dataset.wasm, document.baseURI);
  const single = js.protocol === "data:";

  // The page's own policy can only name every server, as its own has another name in each course, and WebKit takes nothing
  // for 'self' in a sandboxed frame. From here on it is this one.
  const policy = document.querySelector("meta[http-equiv=Content-Security-Policy]");
  if (policy && !single && location.protocol !== "file:") {
    const strict = policy.cloneNode();
    strict.content = policy.content.replaceAll("'self' http: https:", js.origin);
    policy.after(strict);
  }

  async function start() {
    const [app, program] = await Promise.all([import(js), fetchProgram()]);
    await app.default({ module_or_path: program });
  }

  // Streaming wants exactly this type; wasm-bindgen would try it on any other too, fail, and warn in the console.
  async function fetchProgram() {
    const response = await fetch(wasm);
    if (!response.ok) throw new Error(`${wasm} answered ${response.status}`);
    return response.headers.get("Content-Type") === "application/wasm" ? response : response.arrayBuffer();
  }

  // What stopped the start, found by asking again for one thing after the other: browsers word their own errors differently.
  async function cause(error) {
    if (location.protocol === "file:" && !single)
      return "it was opened from a file and needs a web server, for example “python3 -m http.server” in its folder.";
    if (typeof WebAssembly !== "object")
      return "this browser has no WebAssembly: it is too old, or WebAssembly is switched off.";
    // WebKit forbids it only when a real program is compiled.
    if (!allowsWebAssembly() || /unsafe-eval/.test(error.message))
      return "the Content-Security-Policy of this site forbids WebAssembly: its script-src needs 'wasm-unsafe-eval'.";
    if (single && !(await loads()))
      return "something forbids the data: addresses in which this file carries it (a Content-Security-Policy, an extension).";
    return (await trouble(js)) ?? (await trouble(wasm)) ?? (error instanceof WebAssembly.CompileError
      ? `this browser does not understand ${name(wasm)}: it is too old, or the file is damaged (${error.message}).`
      : `of an error in it (${error}).`);
  }

  // Whether the smallest program there is, eight bytes of header, may be compiled.
  function allowsWebAssembly() {
    try {
      return Boolean(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
    } catch {
      return false;
    }
  }

  // Whether both addresses may be loaded: a policy can forbid data: to scripts, to `fetch`, or to both.
  function loads() {
    return Promise.all([import(js), fetch(wasm)]).then(() => true, () => false);
  }

  // What is wrong with the file at `url`, if anything.
  async function trouble(url) {
    let response;
    try {
      response = await fetch(url);
    } catch {
      return self.origin === "null"
        ? `it is in a sandboxed frame and the server of ${name(url)} does not send “Access-Control-Allow-Origin: *”.`
        : `${name(url)} cannot be loaded: the server does not answer, or something blocks it (a Content-Security-Policy, an extension).`;
    }
    if (!response.ok) return `the server has no ${name(url)} (it answers ${response.status}).`;
    // Some servers answer with their start page in place of what they do not have.
    if (response.headers.get("Content-Type")?.startsWith("text/html"))
      return `the server has no ${name(url)} (it answers with a web page).`;
    return undefined;
  }

  function name(url) {
    return single ? "what is inside this file" : url.pathname.split("/").pop();
  }

  function show(sentence) {
    const box = document.getElementById("failure") ?? document.createElement("p");
    if (box.textContent.trim()) return;
    box.id = "failure";
    box.lang = "en";
    box.setAttribute("role", "alert");
    box.hidden = false;
    if (!box.isConnected) document.body.prepend(box);
    box.textContent = sentence;
  }

  start()
    .catch(async (error) => {
      console.error(error);
      const message = `wx+b could not start because ${await cause(error)}`;
      show(message);
      // A host page that waits for an answer is told that there will be none.
      if (parent !== self) parent.postMessage({ source: "wxplusb", v: 1, type: "error", code: "not-started", message }, "*");
    })
    .finally(() => document.getElementById("loading")?.remove());
})();
