// A page whose server has forgotten it loads anew, once the server answers; until then a notice says that the line is gone.
const notice = document.getElementById("components-reconnect-modal");
let waits = false;

notice.addEventListener("components-reconnect-state-changed", ({ detail }) => {
  if (detail.state === "show") say(true);
  if (detail.state === "hide") say(false);
  if (detail.state === "failed" || detail.state === "rejected") load();
});

async function load() {
  if (waits) return;
  waits = true;
  say(true);
  for (;;) {
    // A page that cannot be had must not take the place of this one.
    const answers = await fetch(location.href, { cache: "no-store" }).then((answer) => answer.ok, () => false);
    if (answers) {
      location.reload();
      return;
    }
    await new Promise((later) => setTimeout(later, 1000));
  }
}

// Not as a dialog that keeps all else away: who talks goes on talking.
function say(cut) {
  if (cut) notice.show();
  else notice.close();
  document.body.classList.toggle("cut", cut);
}
