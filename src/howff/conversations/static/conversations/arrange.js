// Prompts are dragged into their order; buttons do the same from the keyboard.

let dragged = null;

const row = (target) => target instanceof Element && target.closest("[data-prompt]");

document.addEventListener("dragstart", (event) => {
  if (!(event.target instanceof Element) || !event.target.matches(".handle")) return;
  dragged = row(event.target);
  dragged.classList.add("dragged");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.prompt);
  event.dataTransfer.setDragImage(dragged, 20, 20);
});

document.addEventListener("dragover", (event) => {
  const over = dragged && row(event.target);
  if (!over || over.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  const box = over.getBoundingClientRect();
  const below = event.clientY > box.top + box.height / 2;
  if (over !== dragged) over[below ? "after" : "before"](dragged);
});

document.addEventListener("drop", (event) => {
  if (dragged) event.preventDefault();
});

document.addEventListener("dragend", () => {
  if (!dragged) return;
  const list = dragged.parentElement;
  dragged.classList.remove("dragged");
  dragged = null;
  const values = { order: [...list.children].map((one) => one.dataset.prompt).join(",") };
  htmx.ajax("POST", list.dataset.arrange, { source: list, target: "#prompts", values });
});
