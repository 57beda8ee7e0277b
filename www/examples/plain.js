// A quiz around three embeds: what the reader does in them arrives as events, what the quiz does to them are promises.

const [find, guess, learn] = ["find", "guess", "learn"].map((id) => document.getElementById(id));

/** Shows a sentence under an embed. An <output> is a live region: a screen reader reads it out. */
function answer(embed, sentence, done = false) {
  const output = document.getElementById(`${embed.id}-answer`);
  output.value = sentence;
  output.classList.toggle("done", done);
}

/** Whether a button does something. One that is off by `disabled` would take the focus of whoever has just pressed it. */
const may = (button) => button.getAttribute("aria-disabled") !== "true";

function allow(button, does) {
  button.setAttribute("aria-disabled", !does);
}

/** A number as a sentence has it: at most two decimals, and a true minus. */
const said = (value) => String(Math.round(value * 100) / 100).replace("-", "−");

// 1. A hint after each move. "change" comes when a value has come to rest, "input" would come for each step on the way.

let solved = false;

find.addEventListener("wxplusb-change", ({ detail: { w, b, origin } }) => {
  if (origin === "user") answer(find, solved ? found(w, b) : hint(w, b), solved);
});

find.addEventListener("wxplusb-goal", ({ detail: { w, b, reached } }) => {
  solved = reached;
  answer(find, solved ? found(w, b) : hint(w, b), solved);
});

function found(w, b) {
  const found = w === 200 && b === 100 ? "Found, exactly." : `Found: ${said(w)} and ${said(b)} are near enough, exactly it is 200 and 100.`;
  return `${found} Each further 1000 square feet costs $200,000 more, and $100,000 is there to begin with.`;
}

function hint(w, b) {
  const [small, large] = [w + b - 300, 2 * w + b - 500];
  if (Math.abs(w - 200) <= 5) return `The line is as steep as it should be. Now ${small + large < 0 ? "lift" : "lower"} it with b.`;
  if (Math.abs(small) <= 5) return `It goes through the smaller house. For the larger one w has to be ${w < 200 ? "larger" : "smaller"}.`;
  if (Math.abs(large) <= 5) return `It goes through the larger house. For the smaller one w has to be ${w < 200 ? "larger" : "smaller"}.`;
  const miss = (by) => `${said(Math.abs(by))} too ${by < 0 ? "low" : "high"}`;
  return `The smaller house is guessed ${miss(small)}, the larger one ${miss(large)} (in $1000). Which of w and b helps both?`;
}

// 2. First the guess, then the move: the sliders are locked until there is one.

document.getElementById("guess-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const look = event.target.querySelector("button");
  if (!may(look)) return;
  allow(look, false);
  const way = new FormData(event.target).get("way");
  let w, b;
  try {
    [[[w]], [b]] = await guess.getWeights();
    await guess.setWeights([[[w]], [b + 1]]);
  } catch (error) {
    allow(look, true);
    return answer(guess, error.message);
  }
  const seen = `From ${said(-b / w)} to ${said(-(b + 1) / w)}: the boundary is at −b/w.`;
  const right = "Yes, to the left. A higher line crosses zero earlier.";
  const wrong = "But it went to the left: a higher line crosses zero earlier.";
  answer(guess, `${way === "left" ? right : wrong} ${seen} Now the sliders are yours.`, true);
  // A change of `lock` loads the frame anew; it keeps what it shows.
  guess.removeAttribute("lock");
});

// 3. Training, from outside.

const [train, stop, again, epochs] = ["train", "stop", "again", "epochs"].map((id) => document.getElementById(id));
let stopped = false;

train.addEventListener("click", async () => {
  if (!may(train)) return;
  stopped = false;
  allow(train, false);
  allow(stop, true);
  try {
    const { epoch, loss } = await learn.fit({ epochs: 1000, learningRate: 0.01 });
    const ended = stopped ? "Stopped before the first epoch" : "You moved w or b, which ends the training";
    const done = epoch > 0 ? `After ${epoch} epochs` : ended;
    answer(learn, `${done}: w = ${said(learn.w)}, b = ${said(learn.b)}, loss ${said(loss)}. ${verdict(learn)}`, true);
  } catch (error) {
    answer(learn, error.message);
  }
  allow(train, true);
  allow(stop, false);
  epochs.textContent = "";
});

stop.addEventListener("click", () => {
  if (!may(stop)) return;
  stopped = true;
  learn.pause();
});

again.addEventListener("click", async () => {
  await learn.pause();
  await learn.reset();
  answer(learn, "Back at the start.");
});

// At most ten times a second. Beside the buttons and not in one, and no live region: a screen reader would never finish a sentence.
learn.addEventListener("wxplusb-train", ({ detail: { epoch } }) => {
  epochs.textContent = `Epoch ${epoch}`;
});

function verdict({ w, b }) {
  const far = Math.max(Math.abs(w - 200), Math.abs(b - 100));
  if (far < 0.05) return "That is 200 and 100, as near as one can see.";
  if (far > 10) return "That is not yet near 200 and 100. Train on from here.";
  return "Close to 200 and 100, but not there: the floor of the valley is nearly flat, and the steps get small. More epochs help.";
}
