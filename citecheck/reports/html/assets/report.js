"use strict";
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const tools = document.querySelector(".tools");
  const query = byId("query"), kind = byId("kind"), chapter = byId("chapter");
  const shown = (element) => !element.closest("[hidden]");
  tools.hidden = false;

  /* ---- filters: what is searched is the text of blocks, findings and works; accents and case do not count */

  const fold = (text) => text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase();
  const words = new Map();
  const textOf = (element) => {
    if (!words.has(element)) words.set(element, fold(element.textContent));
    return words.get(element);
  };
  const beside = (block) => (block.nextElementSibling?.matches(".beside") ? block.nextElementSibling : null);
  const says = (element, wanted) => !wanted || textOf(element).includes(wanted);
  const isOf = (element, wanted) => (element.dataset.k ?? "").split(" ").includes(wanted);
  const show = (element, yes) => {
    if (element.hidden === yes) element.hidden = !yes;
    return yes;
  };

  function filterText(wanted, ofKind, inChapter) {
    const narrow = Boolean(wanted || ofKind);
    const verdict = /^[a-z]+$/.test(ofKind);
    let count = 0;
    for (const section of all("#text .chapter")) {
      let hits = 0;
      const here = !inChapter || section.dataset.ch === inChapter;
      if (here && narrow) {
        for (const block of section.querySelectorAll(".b")) {
          const cards = beside(block);
          const fits =
            (says(block, wanted) || (cards && says(cards, wanted))) &&
            (!ofKind || (verdict ? block.querySelector(`.c.${ofKind}`) : cards && all(".card", cards).some((card) => isOf(card, ofKind))));
          hits += show(block, Boolean(fits));
          if (cards) show(cards, Boolean(fits));
        }
      } else if (here) {
        for (const element of section.querySelectorAll("[hidden]")) element.hidden = false;
      }
      show(section, here && (!narrow || hits > 0));
      count += hits;
    }
    return count;
  }

  function filter() {
    const wanted = fold(query.value.trim()), ofKind = kind.value, inChapter = chapter.value;
    const active = Boolean(wanted || ofKind || inChapter);
    root.classList.toggle("filtered", active);
    byId("clear").hidden = !active;
    const passages = filterText(wanted, ofKind, inChapter);
    let findings = 0, works = 0;
    for (const row of rows)
      findings += show(row, says(row, wanted) && (!ofKind || isOf(row, ofKind)) && (!inChapter || row.dataset.ch === inChapter));
    const atWorks = Boolean(ofKind) && all(".work[data-k]").some((work) => isOf(work, ofKind));
    for (const work of all(".work")) works += show(work, says(work, wanted) && (!atWorks || isOf(work, ofKind)));
    const some = (count, word) => `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
    const parts = [some(findings, "finding")];
    if (wanted || ofKind) parts.unshift(some(passages, "passage"));
    if (wanted) parts.push(some(works, "work"));
    byId("count").textContent = active ? parts.join(", ") : "";
    highlight(wanted);
    current = -1;
    step();
  }

  /* Words found are marked without touching the page; a browser that cannot do that only filters. */
  function highlight(wanted) {
    if (!globalThis.CSS?.highlights) return;
    CSS.highlights.delete("search");
    if (!wanted) return;
    const ranges = [];
    for (const area of all("#text .b, .rows > li, .work .entry")) {
      if (ranges.length > 400) break;
      if (!shown(area)) continue;
      const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = walker.currentNode.data.toLowerCase();
        for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
          const range = new Range();
          range.setStart(walker.currentNode, at);
          range.setEnd(walker.currentNode, Math.min(at + wanted.length, walker.currentNode.data.length));
          ranges.push(range);
        }
      }
    }
    CSS.highlights.set("search", new Highlight(...ranges));
  }

  function clear() {
    tools.reset();
    filter();
  }
  let waiting = 0;
  query.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 150);
  });
  kind.addEventListener("change", filter);
  chapter.addEventListener("change", filter);
  tools.addEventListener("submit", (event) => {
    event.preventDefault();
    filter();
  });
  byId("clear").addEventListener("click", clear);

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

  /* ---- keys */

  const keys = byId("keys"), single = byId("single");
  const jump = (id) => () => {
    if (!byId(id)) return;
    location.hash = id;
    byId(id).scrollIntoView();
  };
  const actions = {
    n: () => go(1),
    p: () => go(-1),
    "/": () => query.select(),
    "?": () => keys.showModal(),
    b: () => history.back(),
    o: jump("overview"),
    f: jump("findings"),
    t: jump("text"),
    w: jump("works"),
  };
  byId("help").addEventListener("click", () => keys.showModal());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    if (event.key === "Escape") {
      if (hide()) return;
      if (root.classList.contains("filtered")) clear();
      document.activeElement.blur();
      return;
    }
    if (!single.checked || event.target.matches("input, select, textarea")) return;
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  const measure = () => root.style.setProperty("--top", getComputedStyle(tools).position === "sticky" ? `${tools.offsetHeight}px` : "0px");
  addEventListener("resize", measure);
  measure();
  step();
})();
