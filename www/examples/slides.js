// Slides as reveal.js has them, in little: one <section> at a time, turned by keys, and the place in the address (#3).
//
// Nothing has to be done for the embed: keys that are pressed in an iframe never reach this page.

const slides = [...document.querySelectorAll("#slides > section")];
const [back, next, place] = ["back", "next", "place"].map((id) => document.getElementById(id));
let at;

function show(wanted) {
  const turned = at !== undefined;
  at = Math.min(slides.length - 1, Math.max(0, wanted || 0));
  slides.forEach((slide, index) => { slide.hidden = index !== at; });
  back.disabled = at === 0;
  next.disabled = at === slides.length - 1;
  place.value = `${at + 1} / ${slides.length}`;
  history.replaceState(null, "", `#${at + 1}`);
  // A screen reader reads the new heading; at the start the reader has not asked for anything.
  if (turned) slides[at].querySelector("h1").focus();
}

const step = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: -Infinity, End: Infinity };

document.addEventListener("keydown", (event) => {
  const by = step[event.key];
  if (by === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
  // A slide that is taller than the window is read to its end first.
  const page = document.documentElement;
  const scrolls = event.key.endsWith("Down") ? page.scrollTop + innerHeight < page.scrollHeight - 1 : event.key.endsWith("Up") && page.scrollTop > 0;
  if (scrolls) return;
  event.preventDefault();
  show(at + by);
});

back.addEventListener("click", () => show(at - 1));
next.addEventListener("click", () => show(at + 1));
addEventListener("hashchange", () => show(Number(location.hash.slice(1)) - 1));
show(Number(location.hash.slice(1)) - 1);
