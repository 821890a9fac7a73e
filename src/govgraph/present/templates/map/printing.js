// On paper the chart is a drawing of lines and words, sharp at any size, rather than a picture.

const SVG = "http://www.w3.org/2000/svg";

function drawn(tag, attributes, text) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}

function picture() {
  const svg = drawn("svg", { viewBox: `-8 -14 ${plan.w + 16} ${plan.h + 28}`, "font-family": FACE });
  for (const frame of plan.frames) svg.append(...printedFrame(frame));
  for (const { id, points } of plan.lines) {
    const edge = stepUp.get(id);
    if (!edge || !isLinkSeen(edge)) continue;
    svg.append(printedLine(points, "#6b6b6b", 1.8, edge.dashes, "step"));
    svg.append(printedLine(points.slice(-2), colourOf(edge), 3.2, edge.dashes));
  }
  for (const edge of across) {
    if (plan.at.has(edge.from) && plan.at.has(edge.to) && isLinkSeen(edge)) svg.append(printedLink(edge));
  }
  const shown = findingsShown();
  for (const finding of shown.filter((one) => one.is_pair)) svg.append(...printedPair(finding));
  for (const id of boxesSeen().filter((one) => isSeen(nodeOf.get(one)))) svg.append(printedBox(id));
  for (const [id, counts] of marksOf(shown)) svg.append(...printedMarks(id, counts));
  return svg;
}

function printedFrame(frame) {
  const [fill, stroke] = FRAME_LOOKS[frame.isArea];
  const { x, y, w, h, size, isArea } = frame;
  const weight = isArea ? "bold" : "normal";
  return [
    drawn("rect", { x, y, width: w, height: h, rx: 8, fill, stroke }),
    drawn("text", { x: x + PADDING, y: y + size + 6, "font-size": size, "font-weight": weight }, isOpen(frame.fold) ? frame.text : titleOf(frame)),
  ];
}

function printedLine(points, stroke, width, dashes, name = "") {
  const more = { ...(dashes ? { "stroke-dasharray": dashes.join(" ") } : {}), ...(name ? { class: name } : {}) };
  return drawn("polyline", { points: points.join(" "), fill: "none", stroke, "stroke-width": width, ...more });
}

// Links across run from edge to edge of the boxes, behind them.
function printedLink(edge) {
  const [from, to] = [middleOf(edge.from), middleOf(edge.to)];
  return drawn("path", {
    d: `M${from.x},${from.y}Q${(from.x + to.x) / 2 + (to.y - from.y) * 0.1},${(from.y + to.y) / 2 - (to.x - from.x) * 0.1} ${to.x},${to.y}`,
    fill: "none",
    stroke: colourOf(edge),
    "stroke-width": 1.2,
    "stroke-opacity": touches(edge, state.chosen) ? 1 : 0.35,
    ...(edge.dashes ? { "stroke-dasharray": edge.dashes.join(" ") } : {}),
  });
}

function printedPair(finding) {
  const [one, other] = finding.ids.map(standsFor);
  if (one === null || other === null || one === other) return [];
  const [from, to] = [middleOf(one), middleOf(other)];
  const { colour } = kindOf(finding);
  const ends = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
  return [drawn("line", { ...ends, stroke: colour, "stroke-width": 3, "stroke-opacity": 0.7, "stroke-dasharray": "9 4" })];
}

function printedBox(id) {
  const { x, y, w, h } = plan.at.get(id);
  const node = nodeOf.get(id);
  const group = drawn("g", { class: "box" });
  group.append(
    drawn("rect", {
      x, y, width: w, height: h,
      rx: Math.min(node.shapeProperties.borderRadius, h / 2),
      fill: node.color.background,
      stroke: id === state.chosen ? MARK : node.color.border,
      "stroke-width": id === state.chosen ? 4 : node.borderWidth,
      opacity: node.opacity,
      ...(node.shapeProperties.borderDashes ? { "stroke-dasharray": node.shapeProperties.borderDashes.join(" ") } : {}),
    }),
  );
  const lines = linesOf(node);
  const first = y + h / 2 - ((lines.length - 1) * LINE_HEIGHT) / 2 + FONT * 0.35;
  lines.forEach((line, nth) =>
    group.append(
      drawn("text", { x: x + w / 2, y: first + nth * LINE_HEIGHT, "font-size": FONT, "text-anchor": "middle", fill: node.font.color }, line),
    ),
  );
  if (isShownKey("person")) group.append(...dotsOf(id).map(printedDot));
  if (view.family.has(id) && !isOpen(id)) group.append(...printedChip(chipOf(id), "#1a1a1a"));
  return group;
}

function printedDot({ seat, x, y, radius }) {
  const isVacant = seat.state === "vacant";
  return drawn("circle", { cx: x, cy: y, r: radius, fill: isVacant ? "#fff" : "#333", stroke: isVacant ? "#b34000" : "none" });
}

function printedChip({ text, x, y, w, h }, fill) {
  return [
    drawn("rect", { x, y, width: w, height: h, rx: h / 2, fill, stroke: "#fff" }),
    drawn("text", { x: x + w / 2, y: y + h / 2 + 5, "font-size": 13, "font-weight": "bold", "text-anchor": "middle", fill: "#fff" }, text),
  ];
}

function printedMarks(id, counts) {
  return chipsOf(id, counts).flatMap((chip) => printedChip(chip, chip.colour));
}

window.addEventListener("beforeprint", () => {
  byId("paper").replaceChildren(picture());
  byId("notes").open = true;
});
window.addEventListener("afterprint", () => {
  byId("paper").replaceChildren();
  byId("notes").open = false;
});
