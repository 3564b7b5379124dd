// The workbench by hand: arrows and numbers beside the keys of keys.js, answers dragged to themes.

htmx.config.morphSkip += ", details.editor[open]"; // What somebody is typing there stays.
let dragged = null;
const themeUnder = (event) => dragged && event.target.closest?.("[data-theme]");
const press = (key) =>
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));

function send(answer, theme, does) {
  const choice = answer.querySelector("select[name=into]");
  choice.value = theme ?? "";
  if (!choice.value) return;
  if (answer.contains(document.activeElement)) press("j");
  answer.querySelector(`[data-does=${does}]`).click();
}

document.addEventListener("keydown", (event) => {
  const answer = event.target.closest?.("[data-voice]");
  const options = answer?.querySelector("select[name=into]").options;
  if (!answer || event.ctrlKey || event.altKey || event.target.matches("input, select")) return;
  const number = /^Digit([1-9])$/.exec(event.code)?.[1];
  if (/^Arrow(Down|Up)$/.test(event.key)) press(event.key === "ArrowDown" ? "j" : "k");
  else if (!number || !document.getElementById("keys-on").checked) return;
  else send(answer, options[number]?.value, event.shiftKey ? "also" : "move");
  event.preventDefault();
});

document.addEventListener("dragstart", (event) => {
  dragged = event.target.matches?.(".handle") ? event.target.closest("[data-voice]") : null;
  if (dragged) event.dataTransfer.setDragImage(dragged, 8, 8);
});
document.addEventListener("dragover", (event) => themeUnder(event) && event.preventDefault());
document.addEventListener("drop", (event) => {
  const theme = themeUnder(event);
  if (theme) send(dragged, theme.dataset.theme, "move");
});
