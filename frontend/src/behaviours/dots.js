// Touches the DOM: dots move under the finger at once, without waiting for the site.
// Each button carries the whole count it asks for, so that sending it twice changes nothing.

const VOTE = "[data-atelier-dots]";
const FORM = "[data-atelier-dots-of]";
const PRESSED = "button[aria-pressed]";

export function moveDots(root) {
  // The queue has read the form before this runs: it listens closer to the form.
  root.addEventListener("submit", (event) => {
    if (!event.defaultPrevented || !event.submitter) return;
    const form = event.target.closest(`${VOTE} ${FORM}`);
    if (form) place(form, Number(event.submitter.value));
    else if (event.submitter.matches(PRESSED)) press(event.submitter);
  });
}

function press(button) {
  for (const one of button.form.querySelectorAll(PRESSED)) {
    one.setAttribute("aria-pressed", one === button);
    one.classList.toggle("button--quiet", one !== button);
  }
}

function place(form, mine) {
  form.dataset.atelierDotsOf = mine;
  const row = form.querySelector(".dots-row");
  row.replaceChildren(...Array.from({ length: mine }, () => Object.assign(document.createElement("span"), { className: "dot" })));
  form.querySelector("[data-atelier-dots-mine]").textContent = mine;
  const vote = form.closest(VOTE);
  const forms = [...vote.querySelectorAll(FORM)];
  const left = Number(vote.dataset.atelierDots) - forms.reduce((sum, one) => sum + Number(one.dataset.atelierDotsOf), 0);
  for (const one of forms) setButtons(one, Number(one.dataset.atelierDotsOf), left);
  vote.querySelector("[data-atelier-dots-left]").textContent =
    left > 0 ? `${left} gommette${left > 1 ? "s" : ""} à placer` : "Tout est placé";
}

function setButtons(form, mine, left) {
  const [less, more] = [form.querySelector("[data-atelier-change='-1']"), form.querySelector("[data-atelier-change='1']")];
  less.value = Math.max(mine - 1, 0);
  less.disabled = mine === 0;
  more.value = mine + 1;
  more.disabled = left <= 0;
}
