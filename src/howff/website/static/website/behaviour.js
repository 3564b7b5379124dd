// Small things that HTML cannot do alone: copy, open a dialog, put a toast away, close menus,
// and say so when htmx could not reach the server or was refused.

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

function saySo(event) {
  if ([409, 422].includes(event.detail.ctx?.response?.status)) return; // These say it themselves.
  const toast = document.getElementById("trouble").content.cloneNode(true);
  document.getElementById("toasts").replaceChildren(toast);
}

document.addEventListener("htmx:response:error", saySo);
document.addEventListener("htmx:error", saySo);
