// Typing in paper: Enter goes on to the next rating, and from the last one keeps the answer.

const ratings = [...document.querySelectorAll("[data-rating]")];

document.addEventListener("keydown", (event) => {
  const place = ratings.indexOf(event.target);
  if (event.key !== "Enter" || place < 0) return;
  const next = ratings[place + 1];
  if (!next) return;
  event.preventDefault();
  next.select();
  next.focus();
});
