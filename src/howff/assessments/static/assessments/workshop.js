// N and P go to the next and the previous topic, as on the console; typing stays typing.

const topics = [...document.querySelectorAll("[data-topic]")];

function here() {
  const edge = innerHeight / 3;
  return topics.findLastIndex((one) => one.getBoundingClientRect().top <= edge);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
  const step = { n: 1, p: -1 }[event.key.toLowerCase()];
  const topic = step && topics[Math.min(Math.max(here() + step, 0), topics.length - 1)];
  if (!topic) return;
  event.preventDefault();
  topic.scrollIntoView();
  topic.querySelector("h2").focus({ preventScroll: true });
});
