// Touches the DOM: dots move under the finger at once, without waiting for the site.
// Each gesture carries the whole count it asks for, so that sending it twice changes nothing.

const VOTE = "[data-atelier-dots]";
const CHOICE = "[data-atelier-dots-of]";
const PRESSED = "button[aria-pressed]";

export function moveDots(root) {
  // The queue has read the form before this runs: it listens closer to the form.
  root.addEventListener("submit", (event) => {
    if (!event.defaultPrevented || !event.submitter) return;
    const choice = event.target.closest(`${VOTE} ${CHOICE}`);
    const asked = event.submitter.name ? event.submitter.value : event.target.elements.dots?.value;
    if (choice) place(choice, Number(asked));
    else if (event.submitter.matches(PRESSED)) press(event.submitter);
  });
}

function press(button) {
  for (const one of button.form.querySelectorAll(PRESSED)) {
    one.setAttribute("aria-pressed", one === button);
    one.classList.toggle("button--quiet", one !== button);
  }
}

function place(choice, mine) {
  choice.dataset.atelierDotsOf = mine;
  const row = choice.querySelector(".dots-row");
  row.replaceChildren(...Array.from({ length: mine }, () => Object.assign(document.createElement("span"), { className: "dot" })));
  choice.querySelector("[data-atelier-dots-mine]").textContent = mine;
  const typed = choice.querySelector("[type=number]");
  if (typed) typed.value = mine;
  const vote = choice.closest(VOTE);
  const choices = [...vote.querySelectorAll(CHOICE)];
  const left = Number(vote.dataset.atelierDots) - choices.reduce((sum, one) => sum + Number(one.dataset.atelierDotsOf), 0);
  for (const one of choices) setButtons(one, Number(one.dataset.atelierDotsOf), left);
  vote.querySelector("[data-atelier-dots-left]").textContent =
    left > 0 ? `${left} gommette${left > 1 ? "s" : ""} à placer` : "Tout est placé";
}

function setButtons(choice, mine, left) {
  const [less, more] = ["-1", "1"].map((change) => choice.querySelector(`[data-atelier-change="${change}"]`));
  const typed = choice.querySelector("[type=number]");
  if (typed) typed.max = mine + left;
  less.value = Math.max(mine - 1, 0);
  less.disabled = mine === 0;
  more.value = mine + 1;
  more.disabled = left <= 0;
}
