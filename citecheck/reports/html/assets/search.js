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
      const data = walker.currentNode.data, folded = fold(data);
      const text = folded.length === data.length ? folded : data.toLowerCase();
      for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
        const range = new Range();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, Math.min(at + wanted.length, data.length));
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
