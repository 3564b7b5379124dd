// A word cloud that stays calm: a word keeps its place, grows gently, and new ones find free spots.

const SMALLEST = 26, LARGEST = 150, GAP = 10;

export class Cloud {
  constructor(root) {
    this.root = root;
    this.plane = root.appendChild(document.createElement("div"));
    this.words = new Map();
    this.pen = document.createElement("canvas").getContext("2d");
    new ResizeObserver(() => this.fit()).observe(root);
  }

  /** Show these `[word, people]`, heaviest first. */
  show(list) {
    const most = Math.max(4, ...list.map(([, people]) => people));
    const wanted = new Set(list.map(([word]) => word));
    for (const [word, one] of this.words) if (!wanted.has(word)) this.remove(word, one);
    for (const [word, people] of list) {
      const size = SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(people / most) ** 1.3;
      const one = this.words.get(word) ?? this.add(word);
      Object.assign(one, this.measure(word, size), { size, people });
    }
    for (const [word] of list) this.place(this.words.get(word));
    this.fit();
  }

  add(word) {
    const element = this.plane.appendChild(document.createElement("span"));
    element.textContent = word;
    element.dir = "auto";
    element.className = `word kind-${1 + (this.words.size % 6)}`;
    const one = { element, x: null, y: null };
    this.words.set(word, one);
    return one;
  }

  remove(word, one) {
    this.words.delete(word);
    one.element.classList.remove("here");
    setTimeout(() => one.element.remove(), 700);
  }

  measure(word, size) {
    this.pen.font = `600 ${size}px ${getComputedStyle(this.root).fontFamily}`;
    return { width: this.pen.measureText(word).width + GAP * 2, height: size * 1.08 };
  }

  /** A word stays where it is while it fits there; else it goes to the nearest free spot. */
  place(one) {
    const from = one.x === null ? { x: 0, y: 0 } : { x: one.x, y: one.y };
    for (let turn = 0; turn < 4000; turn += 1) {
      const angle = turn * 0.32, radius = turn * 0.55;
      Object.assign(one, { x: from.x + radius * Math.cos(angle) * 1.9, y: from.y + radius * Math.sin(angle) * 0.8 });
      if (this.isFree(one)) break;
    }
    const { style, classList } = one.element;
    style.fontSize = `${LARGEST}px`;
    style.transform = `translate(-50%, -50%) translate(${one.x}px, ${one.y}px) scale(${one.size / LARGEST})`;
    requestAnimationFrame(() => classList.add("here"));
  }

  /** Whether no heavier word, which keeps its place before this one, is in the way. */
  isFree(one) {
    for (const other of this.words.values()) {
      if (other === one || other.x === null || other.people < one.people) continue;
      if (other.people === one.people && other.x !== null && [...this.words.values()].indexOf(other) > [...this.words.values()].indexOf(one)) continue;
      if (Math.abs(other.x - one.x) * 2 < other.width + one.width && Math.abs(other.y - one.y) * 2 < other.height + one.height) return false;
    }
    return true;
  }

  /** Zoom so that everything is in view; never further in than twice. */
  fit() {
    const all = [...this.words.values()];
    if (!all.length) return;
    const reach = (axis, extent) => Math.max(...all.map((one) => Math.abs(one[axis]) + one[extent] / 2));
    const { clientWidth, clientHeight } = this.root;
    const scale = Math.min(1.7, clientWidth / 2 / reach("x", "width"), clientHeight / 2 / reach("y", "height"));
    this.plane.style.transform = `scale(${scale})`;
  }
}
