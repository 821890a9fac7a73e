// A link that reopens the same view: the part after # says what is chosen, folded and switched.
//
// Whatever stands there is looked up in what the page knows; nothing else of it is used.

let isRestoring = false;
let waiting = null;
let written = "";

// Writes the link a little later, for many things may change at once.
function remember() {
  if (isRestoring) return;
  clearTimeout(waiting);
  waiting = setTimeout(writeLink, 150);
}

function viewInWords() {
  const said = new URLSearchParams();
  if (state.area) said.set("area", state.area);
  if (state.focus !== null) {
    said.set("focus", state.focus);
    said.set("reach", String(state.reach));
  }
  if (state.chosen !== null) said.set("at", state.chosen);
  if (state.card !== null) said.set("card", state.card);
  for (const [key, isOff] of isOffAtFirst) {
    if (isOff === isShownKey(key)) said.append(isOff ? "show" : "hide", key);
  }
  if (state.isFoldedByHand) {
    said.set("folds", "1");
    for (const fold of state.open) said.append("open", fold);
  }
  if (!byId("table").hidden) said.set("table", "1");
  if (!isFitted) {
    const { x, y } = network.getViewPosition();
    said.set("view", [x / plan.w, y / plan.h, network.getScale()].map((part) => part.toFixed(4)).join());
  }
  return said.toString();
}

function writeLink() {
  clearTimeout(waiting);
  const words = viewInWords();
  if (words === written) return;
  written = words;
  try {
    history.replaceState(null, "", words ? `#${words}` : location.href.split("#")[0]);
  } catch {
    // Some browsers refuse where the address changes often: the next change writes it.
    written = "";
  }
}

function readLink() {
  const said = new URLSearchParams(location.hash.slice(1));
  isRestoring = true;
  const area = said.get("area");
  setAreaTo(Object.hasOwn(page.areas, area ?? "") ? area : "");
  state.focus = nodeOf.has(said.get("focus")) ? said.get("focus") : null;
  state.reach = Math.min(Math.max(Math.trunc(Number(said.get("reach"))) || 2, 1), 9);
  for (const [key, isOff] of isOffAtFirst) {
    setHidden(key, isOff ? !said.getAll("show").includes(key) : said.getAll("hide").includes(key));
  }
  const at = said.get("at");
  state.chosen = nodeOf.has(at) || seatsOfPerson.has(at) ? at : null;
  startView();
  if (said.get("folds") === "1") reopen(new Set(said.getAll("open")));
  if (said.has("view")) look(said.get("view").split(",").map(Number));
  byId("card").hidden = true;
  state.card = null;
  if (cardOf(said.get("card") ?? "")) openCard(said.get("card"));
  asTable(said.get("table") === "1");
  isRestoring = false;
  written = location.hash.slice(1);
}

function reopen(folds) {
  state.open = new Set(foldsByNeed().filter((fold) => folds.has(fold)));
  state.isFoldedByHand = true;
  place();
  fit();
}

function look([x, y, scale]) {
  if (![x, y, scale].every(Number.isFinite)) return;
  isFitted = false;
  const inside = (part) => Math.min(Math.max(part, -1), 2);
  network.moveTo({
    position: { x: inside(x) * plan.w, y: inside(y) * plan.h },
    scale: Math.min(Math.max(scale, 0.01), 10),
  });
}

window.addEventListener("hashchange", () => {
  if (location.hash.slice(1) !== written) readLink();
});
