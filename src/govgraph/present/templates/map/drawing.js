// The drawing itself: boxes by vis-network, lines and marks by hand.

const nodes = new vis.DataSet();
page.options.nodes.chosen = { node: markChosen, label: false };
const network = new vis.Network(box, { nodes, edges: new vis.DataSet() }, page.options);
// The library's own frame would be a second, nameless stop of the keyboard.
box.querySelector(".vis-network").tabIndex = -1;

const MARK = "#0060a0";
const CHIP = 18;
const DOTS_IN_A_ROW = 15;

let plan = { at: new Map(), lines: [], frames: [], w: 1, h: 1 };

// A chosen box keeps its colour, which says its kind.
function markChosen(look, id, isSelected) {
  look.borderColor = MARK;
  look.borderWidth = isSelected ? 4 : 2;
  look.borderDashes = isSelected ? false : look.borderDashes;
}

// Works out the places anew: what is in view or folded has changed.
function place() {
  usePlan(arranged());
  const near = neighbourhood();
  nodes.clear();
  nodes.add(boxesSeen().map((id) => ({ ...visNode(nodeOf.get(id)), ...lookOfBox(id, near) })));
  showChosen();
  tellWhatIsSeen();
}

function usePlan(arrangement) {
  plan = spread(arrangement);
  for (const frame of plan.frames) {
    plan.at.set(frame.fold, { x: frame.x, y: frame.y, w: frame.w, h: frame.size + 18, frame });
  }
  layWays();
}

function boxesSeen() {
  return [...plan.at.keys()].filter((id) => !isGroup(id));
}

function visNode(node) {
  const { x, y, w, h } = plan.at.get(node.id);
  const { id, shape, margin, color, borderWidth, font, shapeProperties } = node;
  return {
    id, shape, margin, color, borderWidth, font, shapeProperties,
    label: linesOf(node).join("\n"),
    x: x + w / 2,
    y: y + h / 2,
    // A typeface wider than ours widens the box; a limit would break its lines anew.
    widthConstraint: { minimum: w - 2 * margin, maximum: 1000 },
    heightConstraint: h - 2 * margin,
  };
}

// Shows what is chosen and hides what the legend hides; every place stays as it is.
function refresh() {
  const near = neighbourhood();
  nodes.update(boxesSeen().map((id) => ({ id, ...lookOfBox(id, near) })));
  showChosen();
}

function lookOfBox(id, near) {
  const node = nodeOf.get(id);
  return { hidden: !isSeen(node), opacity: near && !near.has(id) ? 0.3 : node.opacity };
}

function showChosen() {
  layChosen();
  if (state.chosen !== null && nodes.get(state.chosen)) network.selectNodes([state.chosen], false);
  else network.unselectAll();
  network.redraw();
}

// What has to do with the one chosen; null where everything is shown alike.
function neighbourhood() {
  const id = state.chosen;
  if (id === null || isGroup(id)) return null;
  if (seatsOfPerson.has(id)) return new Set(seatsOfPerson.get(id).map((seat) => seat.body));
  const near = new Set([id, ...(view.family.get(id) || []), ...pathUp(id)]);
  for (const edge of acrossFrom(id)) for (const end of [edge.from, edge.to]) near.add(standsFor(end));
  for (const other of foundWith(id)) near.add(other);
  return near;
}

// --- by hand ------------------------------------------------------------------------------------

network.on("beforeDrawing", (pen) => {
  for (const frame of plan.frames) drawFrame(pen, frame);
  if (view) drawFocus(pen);
  const chosen = state.chosen;
  const path = new Set(chosen !== null && nodeOf.has(chosen) ? [chosen, ...pathUp(chosen)] : []);
  const seen = stepsSeen();
  for (const { edge, points } of seen) drawRoute(pen, edge, points.slice(0, -1), STEP_COLOUR, 2);
  for (const { edge, points } of seen) {
    if (path.has(edge.from) || edge.to === chosen) drawRoute(pen, edge, points.slice(0, -1), colourOf(edge), 4.5);
  }
  for (const { edge, points } of seen) {
    for (const stripe of stripesOf(edge, points)) drawLine(pen, stripe.points, stripe.colour, stripe.width, stripe.dashes);
  }
  if (view) drawQuietWays(pen);
});

// The lines of the tree, without those that the legend hides.
function stepsSeen() {
  const lines = plan.lines.map((line) => ({ ...line, edge: stepOf(line.id) }));
  return lines.filter(({ edge }) => edge && isLinkSeen(edge));
}

network.on("afterDrawing", (pen) => {
  if (!view) return;
  for (const { id, points } of plan.lines) {
    for (const { colour, points: shape } of headsAlong(id, points)) fillShape(pen, shape, colour);
  }
  drawChosenWays(pen);
  drawPairs(pen);
  for (const id of boxesSeen()) {
    if (!isSeen(nodeOf.get(id))) continue;
    const stub = stubOf(id);
    if (stub) drawStub(pen, stub);
    if (isShownKey("person")) drawDots(pen, id);
    if (view.family.has(id)) drawChip(pen, id);
    drawUnseenSign(pen, id);
  }
  drawFindings(pen);
  drawAllWords(pen);
});

// The body around which the map is cut is marked.
function drawFocus(pen) {
  for (const id of [page.focus, state.focus]) {
    if (id === null || !plan.at.has(id)) continue;
    const { x, y, w, h } = plan.at.get(id);
    pen.save();
    pen.fillStyle = "#ffd54a";
    pen.beginPath();
    pen.roundRect(x - 6, y - 6, w + 12, h + 12, 8);
    pen.fill();
    pen.restore();
  }
}

function drawStub(pen, stub) {
  pen.save();
  drawLine(pen, stub.points, STEP_COLOUR, 1.8, [3, 2]);
  fillShape(pen, stub.head, STEP_COLOUR);
  pen.restore();
}

function drawRoute(pen, edge, points, colour, width) {
  pen.save();
  drawLine(pen, points, colour, width, edge.dashes);
  pen.restore();
}

const FRAME_LOOKS = { true: ["#f7f8fa", "#d5dae0"], false: ["#eceff3", "#d9dee4"] };

function drawFrame(pen, frame) {
  const { x, y, w, h, isArea, size, fold } = frame;
  pen.save();
  [pen.fillStyle, pen.strokeStyle] = FRAME_LOOKS[isArea];
  if (fold === state.chosen) pen.strokeStyle = MARK;
  pen.lineWidth = fold === state.chosen ? 4 : 1;
  pen.beginPath();
  pen.roundRect(x, y, w, h, 8);
  pen.fill();
  pen.stroke();
  pen.fillStyle = "#222";
  pen.textBaseline = "middle";
  pen.font = `${isArea ? "bold " : ""}${size}px ${FACE}`;
  pen.fillText(titleOf(frame), x + PADDING, y + (size + 24) / 2);
  pen.restore();
}

// A sign before the words says that a click unfolds or folds what they stand over.
function titleOf({ text, fold }) {
  if (!canFold(fold)) return text;
  return `${isOpen(fold) ? "\u2212" : "+"} ${text}`;
}

function chipOf(id) {
  const { x, y, w, h } = plan.at.get(id);
  const text = isOpen(id) ? "\u2212" : `+${view.size.get(id)}`;
  const wide = isOpen(id) ? 16 : Math.max(CHIP, widthOf(text, 14, "bold") + 14);
  const high = isOpen(id) ? 16 : CHIP;
  return { text, x: x + w / 2 - wide / 2, y: isOpen(id) ? y + h - high / 2 + 1 : y + h - 3, w: wide, h: high };
}

function drawChip(pen, id) {
  const { text, x, y, w, h } = chipOf(id);
  pen.save();
  pen.fillStyle = isOpen(id) ? "#fff" : "#1a1a1a";
  pen.strokeStyle = isOpen(id) ? "#767676" : "#fff";
  pen.lineWidth = 1.2;
  pen.beginPath();
  pen.roundRect(x, y, w, h, h / 2);
  pen.fill();
  pen.stroke();
  pen.fillStyle = isOpen(id) ? "#333" : "#fff";
  pen.font = `bold 14px ${FACE}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(text, x + w / 2, y + h / 2 + 0.5);
  pen.restore();
}

// A dot for each seat that is held and a ring for each vacancy, in two rows under the body.
function dotsOf(id) {
  const seats = (seatsOf.get(id) || []).filter((seat) => !seat.proposed || isShownKey("proposed"));
  const inARow = Math.max(DOTS_IN_A_ROW, Math.ceil(seats.length / 2));
  const pitch = (BOX - 10) / inARow;
  const { x, y, h } = plan.at.get(id);
  return seats.map((seat, nth) => ({
    seat,
    x: x + 5 + pitch * ((nth % inARow) + 0.5),
    y: y + h + 21 + 10 * Math.floor(nth / inARow),
    radius: Math.min(4, 0.42 * pitch),
  }));
}

function drawDots(pen, id) {
  pen.save();
  const found = seatsFound(id);
  for (const { seat, x, y, radius } of dotsOf(id)) {
    if (found.has(seat.title)) {
      pen.beginPath();
      pen.arc(x, y, radius + 3.5, 0, 2 * Math.PI);
      pen.fillStyle = found.get(seat.title);
      pen.fill();
    }
    const isVacant = seat.state === "vacant";
    const isChosen = seat.person !== undefined && seat.person === state.chosen;
    pen.beginPath();
    pen.arc(x, y, isChosen ? radius + 2 : radius, 0, 2 * Math.PI);
    pen.fillStyle = isVacant ? "#fff" : isChosen ? MARK : "#333333";
    pen.fill();
    if (!isVacant) continue;
    pen.strokeStyle = "#b34000";
    pen.lineWidth = 1.5;
    pen.stroke();
  }
  pen.restore();
}

// --- how much of it is seen ----------------------------------------------------------------------

function tellWhatIsSeen() {
  const [seen, inView] = bodiesSeenAndInView();
  const parts = [focusInWords(), howManyAreShown()];
  if (seen < inView) {
    if (inView > MOST_UNFOLDED) parts.push("These are the top levels: search for a body and choose \u201cShow only what is near\u201d.");
    else parts.push("+ stands for what is folded, with how many; click it to unfold.");
  }
  byId("seen").textContent = parts.filter(Boolean).join(" ");
  byId("all-again").hidden = state.focus === null;
  byId("unfold").hidden = seen === inView || inView > MOST_UNFOLDED;
  byId("fold").hidden = !state.isFoldedByHand;
  byId("hint").hidden = byId("seen").textContent === "" && byId("fold").hidden;
}

function bodiesSeenAndInView() {
  return [boxesSeen().filter(isBody).length, [...view.ids].filter(isBody).length];
}

function focusInWords() {
  if (state.focus === null) return "";
  const cut = boxesSeen().some(stubOf) ? " A dashed arrow leads up to what is not shown." : "";
  return `Only what is within ${counted(state.reach, "link", "links")} of ${nodeOf.get(state.focus).name}.${cut}`;
}

function howManyAreShown() {
  const [seen, inView] = bodiesSeenAndInView();
  return seen < inView ? `${seen.toLocaleString("en-GB")} of ${counted(inView, "body", "bodies")} are shown.` : "";
}
