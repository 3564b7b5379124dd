// Safe HTML from templates, and painting it onto a page without losing focus or what was typed.

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

class Html {
  constructor(text) { this.text = text; }
  toString() { return this.text; }
}

/** A template whose values are escaped, unless they are templates themselves. */
export function html(parts, ...values) {
  return new Html(parts.reduce((all, part, index) => all + shown(values[index - 1]) + part));
}

function shown(value) {
  if (Array.isArray(value)) return value.map(shown).join("");
  if (value instanceof Html) return value.text;
  return value === false || value == null ? "" : String(value).replace(/[&<>"']/g, (sign) => ESCAPES[sign]);
}

/** The interface's words, as the page brought them: `say("votes", {n: 3})`. */
export function speaker(texts) {
  return (name, values = {}) => {
    const text = Array.isArray(texts[name]) ? texts[name][values.n === 1 ? 0 : 1] : texts[name];
    return text.replace(/\{(\w+)\}/g, (_whole, key) => values[key]);
  };
}

/** Makes `root` show the template; gives back whether the element that had focus is gone. */
export function paint(root, view) {
  const focused = document.activeElement;
  const fresh = document.createElement("template");
  fresh.innerHTML = view.toString();
  morph(root, fresh.content);
  if (focused === document.body || document.activeElement === focused) return false;
  if (focused.isConnected && !focused.disabled) focused.focus({ preventScroll: true });
  return !focused.isConnected;
}

function morph(old, fresh) {
  const named = new Map([...old.children].filter((one) => one.id).map((one) => [one.id, one]));
  let at = old.firstChild;
  for (const node of [...fresh.childNodes]) {
    const match = node.id ? named.get(node.id) : alike(at, node) ? at : null;
    if (!match) old.insertBefore(node, at);
    else {
      if (match === at) at = at.nextSibling;
      else old.insertBefore(match, at);
      update(match, node);
    }
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

const alike = (one, other) => one && one.nodeName === other.nodeName && !one.id;

function update(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  morph(old, fresh);
}
