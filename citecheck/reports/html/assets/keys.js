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
