// Moving about: fitting, choosing, folding, focusing.

let isFitted = true;

function fit() {
  isFitted = true;
  const [height, top] = [box.clientHeight, topRoom()];
  const scaleIn = (width) => Math.min((width - 16) / plan.w, (height - top - 12) / plan.h, largestScale());
  // Beside an open card where it can still be read there.
  const isRoomy = scaleIn(roomBesideCard()) >= readableScale();
  const width = isRoomy ? roomBesideCard() : box.clientWidth;
  const scale = scaleIn(width);
  // A chart that is much less high than the screen hangs from the top, where one looks first.
  const room = height - top - plan.h * scale;
  const above = top + Math.min(room / 2, 0.06 * height);
  network.moveTo({
    position: { x: plan.w / 2 + (box.clientWidth - width) / 2 / scale, y: (height / 2 - above) / scale },
    scale,
  });
}

// Words in boxes need not be much larger than those around the chart.
function largestScale() {
  return (1.5 * readableScale()) / READABLE;
}

function centreOn(id) {
  const { x, y, w, h } = plan.at.get(id);
  isFitted = false;
  const scale = Math.max(network.getScale(), readableScale());
  const cardWidth = box.clientWidth - roomBesideCard();
  network.moveTo({
    position: { x: x + w / 2 + cardWidth / 2 / scale, y: y + h / 2 },
    scale,
    animation: isCalm() ? false : { duration: 250, easingFunction: "easeInOutQuad" },
  });
}

// Moves only where the thing is not on the screen already, and then no further than it needs.
function bringIn(id) {
  const { x, y, w, h } = plan.at.get(id);
  const [from, to] = [network.canvasToDOM({ x, y }), network.canvasToDOM({ x: x + w, y: y + h })];
  const [right, bottom] = [roomBesideCard() - BORDER, box.clientHeight - BORDER];
  const beyond = (start, end, least, most) => (start < least ? start - least : end > most ? Math.min(end - most, start - least) : 0);
  const [dx, dy] = [beyond(from.x, to.x, BORDER, right), beyond(from.y, to.y, topRoom() + BORDER, bottom)];
  if (!dx && !dy) return;
  isFitted = false;
  const [centre, scale] = [network.getViewPosition(), network.getScale()];
  network.moveTo({
    position: { x: centre.x + dx / scale, y: centre.y + dy / scale },
    scale,
    animation: isCalm() ? false : { duration: 250, easingFunction: "easeInOutQuad" },
  });
}

const BORDER = 8;

function isCalm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

// The places change; what `id` names stays where it is on the screen unless everything fits.
function placeAround(id) {
  const was = id !== null && plan.at.get(id);
  const seenAt = was && network.canvasToDOM({ x: was.x, y: was.y });
  const scale = network.getScale();
  place();
  const now = id !== null && plan.at.get(id);
  if (!was || !now || scaleOn(screenNow(), plan) >= 0.98 * readableScale()) return fit();
  isFitted = false;
  const kept = Math.max(scale, readableScale());
  network.moveTo({
    position: {
      x: now.x - (seenAt.x - box.clientWidth / 2) / kept,
      y: now.y - (seenAt.y - box.clientHeight / 2) / kept,
    },
    scale: kept,
  });
}

function toggleFold(id) {
  if (!canFold(id)) {
    say(`${nameOf(id)}: nothing is below it.`);
    return;
  }
  const opens = !isOpen(id);
  if (opens) state.open.add(id);
  else state.open.delete(id);
  state.isFoldedByHand = true;
  placeAround(id);
  say(`${nameOf(id)}: ${opens ? "unfolded" : "folded"}.`);
  remember();
}

function nameOf(id) {
  if (isGroup(id)) return plan.at.get(id).frame.text;
  return nodeOf.has(id) ? nodeOf.get(id).name : cardOf(id).name;
}

function choose(id) {
  state.chosen = id;
  refresh();
  if (id !== null) say(spoken(id));
  remember();
}

function spoken(id) {
  if (isGroup(id)) return `${nameOf(id)}. ${isOpen(id) ? "Unfolded" : "Folded"}.`;
  if (!nodeOf.has(id)) return nameOf(id);
  const node = nodeOf.get(id);
  const family = (view.family.get(id) || []).length;
  const folded = family && !isOpen(id) ? ", folded" : "";
  const links = acrossFrom(id).length;
  const found = findingsOf(id).length;
  return [
    `${node.name}, ${node.about}.`,
    upInWords(id),
    `${family} directly below${folded}.`,
    links ? `${counted(links, "other link", "other links")}.` : "",
    found ? `${counted(found, "finding", "findings")} to judge.` : "",
  ].filter(Boolean).join(" ");
}

function upInWords(id) {
  const node = nodeOf.get(id);
  const above = aboveOf(id);
  if (above) {
    const proposed = stepOf(id).state === "proposed" ? " (only proposed)" : "";
    return `${wordsOf(stepOf(id))} ${nodeOf.get(above).name}${proposed}${view.ids.has(above) ? "" : ", which is not shown"}.`;
  }
  if (node.beyond) return `Below ${node.beyond}, which is not on this map.`;
  return blockOf(id) ? `${blockOf(id)}.` : "Drawn on top.";
}

// What is looked for is shown, even where the legend, an area, a focus or a fold hides it.
function show(key) {
  const person = seatsOfPerson.get(key);
  const id = person ? person[0].body : key;
  const node = nodeOf.get(id);
  for (const hidden of [...node.keys, ...(person ? ["person"] : [])]) setHidden(hidden, false);
  if (state.area && !node.areas.includes(state.area)) setAreaTo("");
  lookOver();
  if (!view.ids.has(id)) {
    state.focus = null;
    lookOver();
  }
  const bodies = person ? person.map((seat) => seat.body) : [id];
  for (const one of bodies.filter((body) => view.ids.has(body))) unfoldAround(one);
  place();
  asTable(false);
  openCard(key);
  choose(key);
  if (network.getScale() < 0.98 * readableScale()) centreOn(id);
  else bringIn(id);
}

function unfoldAround(id) {
  for (const fold of foldsAround(id).filter((one) => !isOpen(one))) {
    state.open.add(fold);
    state.isFoldedByHand = true;
  }
}

function focusOn(id, reach) {
  state.focus = id;
  state.reach = reach;
  startView();
  if (plan.at.has(id)) choose(id);
  say(byId("seen").textContent || `Only what is near ${nodeOf.get(id).name}.`);
}

// Another part of the whole is looked at: it is folded and fitted as at first.
function startView() {
  lookOver();
  byId("hint").hidden = false;
  foldToFit();
  place();
  foldAgainIfSmall();
  fit();
  remember();
}

// The lines of words above the chart are known once it is drawn, and take room of it.
function foldAgainIfSmall() {
  if (scaleOn(screenNow(), plan) >= readableScale() || state.open.size === 0) return;
  foldToFit();
  place();
}

// Everything at once again; what was unfolded by hand stays so where nothing else changes.
function wholeMap() {
  const isPart = state.focus !== null || state.area !== "";
  closeCard();
  state.focus = null;
  setAreaTo("");
  choose(null);
  if (isPart) startView();
  else fit();
}

function letGo() {
  choose(null);
}

function setAreaTo(name) {
  state.area = name;
  if (byId("area")) byId("area").value = name;
}

// --- the mouse -------------------------------------------------------------------------------------

function isInside({ x, y, w, h }, point, room = 0) {
  return point.x >= x - room && point.x <= x + w + room && point.y >= y - room && point.y <= y + h + room;
}

function foldAt(point) {
  const chip = boxesSeen().find((id) => view.family.has(id) && isSeen(nodeOf.get(id)) && isInside(chipOf(id), point, 4));
  if (chip) return chip;
  const titles = plan.frames.filter((frame) => canFold(frame.fold) && isInside(plan.at.get(frame.fold), point));
  return titles.length ? titles.at(-1).fold : null;
}

network.on("click", (event) => {
  const fold = foldAt(event.pointer.canvas);
  if (fold !== null) {
    if (isGroup(fold)) state.chosen = fold;
    toggleFold(fold);
    return;
  }
  const dot = dotAt(event.pointer.canvas);
  if (dot) {
    openCard(dot.seat.person || dot.seat.body);
    choose(dot.seat.person || dot.seat.body);
    return;
  }
  const id = network.getNodeAt(event.pointer.DOM);
  if (id === undefined) {
    closeCard();
    letGo();
    return;
  }
  openCard(id);
  choose(id);
  if (view.family.has(id) && !isOpen(id)) toggleFold(id);
  bringIn(id);
});

function dotAt(point) {
  if (!isShownKey("person")) return undefined;
  for (const id of boxesSeen()) {
    const { x, y, w, h } = plan.at.get(id);
    if (!isInside({ x, y: y + h + 15, w, h: 24 }, point) || !isSeen(nodeOf.get(id))) continue;
    return dotsOf(id).find((dot) => Math.hypot(dot.x - point.x, dot.y - point.y) <= dot.radius + 2);
  }
  return undefined;
}

box.addEventListener("mousemove", (event) => {
  const frame = box.getBoundingClientRect();
  const spot = { x: event.clientX - frame.left, y: event.clientY - frame.top };
  const point = network.DOMtoCanvas(spot);
  const dot = dotAt(point);
  byId("tip").hidden = !dot;
  box.style.cursor = dot || foldAt(point) !== null || network.getNodeAt(spot) !== undefined ? "pointer" : "";
  if (!dot) return;
  byId("tip").textContent = `${dot.seat.title}: ${dot.seat.holder}`;
  byId("tip").style.left = `${spot.x + 12}px`;
  byId("tip").style.top = `${spot.y + 12}px`;
});

for (const moved of ["dragEnd", "zoom"]) {
  network.on(moved, () => {
    isFitted = false;
    remember();
  });
}
