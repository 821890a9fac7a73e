// The keyboard alone: arrows along the tree, Space to fold, Enter for the card.

const HELD = "ArrowUp ArrowDown ArrowLeft ArrowRight Home".split(" ");

// What stands over one: the body above, the block or the area whose frame is around it.
function over(id) {
  if (isGroup(id)) return isArea(id) ? null : areaFold(partsOfFold.get(id).area);
  const node = nodeOf.get(id);
  if (view.ids.has(aboveOf(id))) return aboveOf(id);
  return blockOf(id) ? blockFold(node.home, node.block) : areaFold(node.home);
}

function isArea(id) {
  return partsOfFold.get(id).title === undefined;
}

function under(id) {
  if (!isGroup(id)) return childrenIn(id);
  if (!isOpen(id)) return [];
  const { area, title } = partsOfFold.get(id);
  const { roots, blocks } = view.areas.get(area);
  if (!isArea(id)) return blocks.get(title);
  return [...roots, ...[...blocks.keys()].map((one) => blockFold(area, one))];
}

function neighbours(id) {
  const above = over(id);
  if (above === null) return [...view.areas.keys()].map(areaFold);
  return under(above);
}

function inReadingOrder(one, other) {
  const [a, b] = [plan.at.get(one), plan.at.get(other)];
  return a.y - b.y || a.x - b.x;
}

function canBeChosen(id) {
  return plan.at.has(id) && (isGroup(id) || isSeen(nodeOf.get(id)));
}

function firstChosen() {
  const roots = boxesSeen().filter((id) => !view.ids.has(aboveOf(id)) && canBeChosen(id));
  const inTrees = roots.filter((id) => !blockOf(id));
  return (inTrees.length ? inTrees : roots).sort(inReadingOrder)[0] || [...plan.at.keys()].find(isGroup);
}

function step(id, key) {
  if (!plan.at.has(id)) return firstChosen();
  const row = neighbours(id).filter(canBeChosen).sort(inReadingOrder);
  const nth = row.indexOf(id);
  return {
    ArrowUp: over(id),
    ArrowDown: under(id).find(canBeChosen),
    ArrowLeft: row[nth - 1],
    ArrowRight: row[nth + 1],
    Home: firstChosen(),
  }[key];
}

function move(key) {
  const isStart = state.chosen === null || isPerson(state.chosen);
  const next = isStart ? firstChosen() : step(state.chosen, key);
  if (!next || !canBeChosen(next)) {
    if (state.chosen !== null) say(`${spoken(state.chosen)} Nothing further that way.`);
    return;
  }
  choose(next);
  bringIn(next);
  if (!byId("card").hidden) openCard(next);
}

function isPerson(id) {
  return seatsOfPerson.has(id);
}

const ACTS = {
  Enter: () => {
    if (isGroup(state.chosen)) return toggleFold(state.chosen);
    openCard(state.chosen);
    byId("card").focus();
  },
  " ": () => toggleFold(state.chosen),
  f: () => nodeOf.has(state.chosen) && focusOn(state.chosen, state.reach),
};

box.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (HELD.includes(event.key)) move(event.key);
  else if (event.key in ACTS && state.chosen !== null && !isPerson(state.chosen)) ACTS[event.key]();
  else if (event.key === "+" || event.key === "=") zoomBy(1.25);
  else if (event.key === "-") zoomBy(0.8);
  else if (event.key === "0") fit();
  else if (event.key === "/") search.focus();
  else return;
  event.preventDefault();
});

function zoomBy(factor) {
  isFitted = false;
  network.moveTo({ scale: network.getScale() * factor });
  remember();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (!found.hidden) return closeFound();
  if (!byId("card").hidden) return closeCard();
  if (!byId("table").hidden) {
    asTable(false);
    box.focus();
    return;
  }
  if (state.chosen === null && state.focus !== null) return wholeMap();
  letGo();
});
