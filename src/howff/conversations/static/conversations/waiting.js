// Goes on to the first screen when the conversation opens; not everybody in the same instant.
const stream = new EventSource(document.getElementById("waiting").dataset.stream);
stream.onmessage = ({ data }) => {
  if (JSON.parse(data).state === "draft") return;
  stream.close();
  setTimeout(() => location.reload(), Math.random() * 800);
};
