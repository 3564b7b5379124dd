// A list of voices that is read obeys single keys, unless somebody turns them off.

const typing = (element) => element.closest("input, textarea, select, [contenteditable]");
const keysOn = document.getElementById("keys-on");
keysOn.checked = localStorage.getItem("howff-keys") !== "off";
keysOn.addEventListener("change", () => {
  localStorage.setItem("howff-keys", keysOn.checked ? "on" : "off");
});

function step(by) {
  const voices = [...document.querySelectorAll("[data-voice]")];
  const here = voices.indexOf(document.activeElement.closest("[data-voice]"));
  const next = voices[Math.min(Math.max(here + by, 0), voices.length - 1)];
  next?.focus();
}

function press(key) {
  const inside = document.activeElement.closest("[data-voice]")?.querySelector(`[data-key="${key}"]`);
  const target = inside ?? document.querySelector(`[data-key="${key}"]:not([data-voice] *)`);
  if (!target) return false;
  if (inside && key !== "d") step(1);
  if (target.matches("input")) target.focus();
  else target.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (!keysOn.checked || event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  const key = event.key.toLowerCase();
  const undo = document.querySelector("#toasts form button");
  if (key === "j" || key === "k") step(key === "j" ? 1 : -1);
  else if (key === "u" && undo) undo.click();
  else if (!press(key)) return;
  event.preventDefault();
});
