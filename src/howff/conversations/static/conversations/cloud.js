// A word cloud that stays calm: a word keeps its place, grows gently, and new ones find free spots.

const SMALLEST = 26, LARGEST = 150, GAP = 10;

/** A word keeps its place when more people write it with a capital. */
const alike = (word) => word.toLowerCase();

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
    const wanted = new Set(list.map(([word]) => alike(word)));
    for (const [word, one] of this.words) if (!wanted.has(word)) this.remove(word, one);
    for (const [word, people] of list) {
      const size = SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(people / most) ** 1.3;
      const one = this.words.get(alike(word)) ?? this.add(alike(word));
      one.element.textContent = word;
      Object.assign(one, this.measure(word, size), { size, people });
    }
    this.placed = [];
    for (const [word] of list) this.placed.push(this.place(this.words.get(alike(word))));
    this.fit();
  }

  add(word) {
    const element = this.plane.appendChild(document.createElement("span"));
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
    return one;
  }

  /** Whether no heavier word, each of which has its place already, is in the way. */
  isFree(one) {
    for (const other of this.placed) {
      if (Math.abs(other.x - one.x) * 2 < other.width + one.width && Math.abs(other.y - one.y) * 2 < other.height + one.height) return false;
    }
    return true;
  }

  /** Zoom and shift so that everything is in view, in the middle. */
  fit() {
    const all = [...this.words.values()];
    if (!all.length) return;
    const span = (axis, extent) => {
      const low = Math.min(...all.map((one) => one[axis] - one[extent] / 2));
      const high = Math.max(...all.map((one) => one[axis] + one[extent] / 2));
      return { size: high - low, middle: (low + high) / 2 };
    };
    const across = span("x", "width"), down = span("y", "height");
    const scale = Math.min(1.7, this.root.clientWidth / across.size, this.root.clientHeight / down.size);
    this.plane.style.transform = `scale(${scale}) translate(${-across.middle}px, ${-down.middle}px)`;
  }
}
