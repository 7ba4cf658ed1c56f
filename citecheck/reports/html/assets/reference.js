/* ---- the reference of a citation: one box for all, filled when it opens */

const pop = byId("pop");
let anchor = null, pinned = false, timer = 0, returning = false;
const make = (tag, name, text) => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
};
const copy = (node) => {
  const made = node.cloneNode(true);
  for (const element of [made, ...all("[id]", made)]) element.removeAttribute("id");
  made.removeAttribute("role");
  made.removeAttribute("tabindex");
  return made;
};
const to = (id, text) => {
  const link = make("a", "", text);
  link.href = `#${id}`;
  return link;
};

function others(work, cite) {
  const nav = make("nav");
  nav.setAttribute("aria-label", "Citations of this work");
  const places = all(".at a:not(.in)", work).map((link) => link.hash.slice(1));
  const at = places.indexOf(cite.id);
  nav.append(to(work.id, places.length === 1 ? "cited once" : `cited ${places.length} times`));
  if (at > 0) nav.append(to(places[at - 1], "‹ previous"));
  if (at >= 0 && at < places.length - 1) nav.append(to(places[at + 1], "next ›"));
  return nav;
}

function fill(cite) {
  const list = (name) => (cite.dataset[name] ?? "").split(" ").filter(Boolean);
  const verdict = ["missing", "ambiguous", "mismatch", "context", "undecided", "unlisted"].find((name) => cite.classList.contains(name));
  const target = cite.matches(".c") ? null : byId(cite.hash.slice(1));
  pop.replaceChildren();
  const judged = list("f").length > 0;
  if (verdict && !judged) pop.append(make("p", "title", verdict[0].toUpperCase() + verdict.slice(1)));
  for (const number of list("f")) pop.append(copy(byId(`f${number}`)));
  for (const work of target ? [target] : list("w").map((number) => byId(`w${number}`))) {
    if (!pop.querySelector(`a.w[href="#${work.id}"]`)) pop.append(copy(work.querySelector(".entry")));
    if (cite.matches(".c") && verdict !== "ambiguous") pop.append(others(work, cite));
  }
  const why = byId(`y${cite.dataset.y}`);
  if (why && !judged) pop.append(make("p", "why", why.textContent));
}

function place(cite) {
  const line = cite.getClientRects()[0];
  if (!line) return;
  const width = pop.offsetWidth, height = pop.offsetHeight;
  const above = line.bottom + height + 12 > innerHeight && line.top - height - 12 > 0;
  pop.style.left = `${Math.max(8, Math.min(line.left, root.clientWidth - width - 8)) + scrollX}px`;
  pop.style.top = `${(above ? line.top - height - 8 : line.bottom + 8) + scrollY}px`;
}

function open(cite, pin) {
  clearTimeout(timer);
  if (anchor !== cite || pop.hidden) {
    anchor?.classList.remove("open");
    anchor = cite;
    cite.classList.add("open");
    pop.hidden = false;
    fill(cite);
    pop.scrollTop = 0;
    place(cite);
  }
  pinned = pin;
  if (pin) pop.focus({ preventScroll: true });
}
function hide() {
  clearTimeout(timer);
  if (pop.hidden) return false;
  const back = pinned && pop.contains(document.activeElement) ? anchor : null;
  anchor.classList.remove("open");
  pop.hidden = true;
  pinned = false;
  anchor = null;
  returning = true; // so that the citation does not open its reference again
  back?.focus({ preventScroll: true });
  returning = false;
  return true;
}
const later = (what, after) => {
  clearTimeout(timer);
  timer = setTimeout(what, after);
};
const citeOf = (event) => event.target.closest?.("a.c, a.w");

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch" || pinned) return;
  const cite = citeOf(event);
  if (cite && !pop.contains(cite)) later(() => open(cite, false), 150);
  else if (pop.contains(event.target)) clearTimeout(timer);
  else if (!pop.hidden) later(hide, 250);
});
document.addEventListener("focusin", (event) => {
  const cite = returning ? null : citeOf(event);
  if (cite && cite.matches(":focus-visible") && !pop.contains(cite)) open(cite, false);
  else if (!pop.hidden && !pop.contains(event.target) && !pinned) hide();
});
document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const cite = event.target.closest("a.c");
  if (cite && !pop.contains(cite)) {
    event.preventDefault();
    if (pinned && anchor === cite) hide();
    else open(cite, true);
    return;
  }
  const link = event.target.closest("a[href^='#']");
  if (link) {
    const goal = byId(link.hash.slice(1));
    if (goal && !shown(goal)) clear();
    if (!pop.hidden) {
      pinned = false;
      hide();
    }
    const folded = goal?.closest("details");
    if (folded) folded.open = true;
  } else if (pinned && !pop.contains(event.target)) hide();
});
addEventListener("hashchange", () => {
  const goal = byId(location.hash.slice(1));
  for (const old of all(".current")) old.classList.remove("current");
  const at = openCards().indexOf(goal);
  if (at >= 0) current = at;
  step();
  goal?.focus({ preventScroll: true });
});
