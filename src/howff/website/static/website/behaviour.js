// Small things that HTML cannot do alone: copy, open a dialog, put a toast away, close menus.

const actions = {
  async copies(button) {
    const source = document.getElementById(button.dataset.copies);
    await navigator.clipboard.writeText((source.value ?? source.textContent).trim());
    const said = button.parentElement.querySelector("[role=status]");
    if (said) said.textContent = button.dataset.said;
  },
  opens(button) {
    document.getElementById(button.dataset.opens).showModal();
  },
  shuts(button) {
    button.closest(button.dataset.shuts).remove();
  },
};

document.addEventListener("click", (event) => {
  for (const [name, act] of Object.entries(actions)) {
    const button = event.target.closest(`[data-${name}]`);
    if (button) act(button);
  }
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.activeElement?.closest("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
