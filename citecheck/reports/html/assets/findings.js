/* ---- from finding to finding */

let current = -1;
const rows = all(".rows > li");
const cards = rows.map((row) => byId(row.firstElementChild.hash.slice(1)));
const openCards = () => cards.filter((card, at) => !rows[at].hidden && shown(card));
function step() {
  const open = openCards().length;
  byId("step").textContent = current < 0 ? `${open} finding${open === 1 ? "" : "s"}` : `${current + 1} of ${open}`;
  byId("previous").disabled = byId("next").disabled = !open;
}
function go(by) {
  const open = openCards();
  if (!open.length) return;
  current = current < 0 ? (by > 0 ? 0 : open.length - 1) : (current + by + open.length) % open.length;
  const card = open[current];
  const place = byId(card.querySelector("a.num").hash.slice(1)) ?? card;
  for (const old of all(".current")) old.classList.remove("current");
  card.classList.add("current");
  place.classList.add("current");
  hide();
  place.scrollIntoView({ block: "center" });
  card.focus({ preventScroll: true });
  step();
}
byId("next").addEventListener("click", () => go(1));
byId("previous").addEventListener("click", () => go(-1));
