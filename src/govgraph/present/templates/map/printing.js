// On paper, and as a file, the chart is a drawing of lines and words, sharp at any size.

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
  for (const { edge, points } of stepsSeen()) {
    svg.append(printedLine(points.slice(0, -1), STEP_COLOUR, 2, edge.dashes, "step"));
    for (const stripe of stripesOf(edge, points)) svg.append(printedLine(stripe.points, stripe.colour, stripe.width, stripe.dashes, "step"));
  }
  for (const [edge, { points }] of quietWays()) svg.append(...printedWay(edge, points, 1.4));
  for (const id of boxesSeen().filter((one) => isSeen(nodeOf.get(one)))) svg.append(printedBox(id));
  for (const { id, points } of plan.lines) {
    for (const { colour, points: shape } of headsAlong(id, points)) svg.append(printedHead(shape, colour));
  }
  for (const [edge, { points }] of chosenLines) svg.append(...printedWay(edge, points, 2.6));
  for (const words of quietLabels) svg.append(...printedWords(words));
  for (const finding of pairsShown()) svg.append(printedLine(pairWay(finding), kindOf(finding).colour, 4, PAIR_DASHES));
  for (const mark of marksOf(findingsShown())) svg.append(...printedMarks(...mark));
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

function printedWay(edge, points, width) {
  if (points.length < 2) return [];
  return [printedLine(points, colourOf(edge), width, dashesOf(edge), "across"), printedHead(headOf(points), colourOf(edge))];
}

function printedWords({ edge, spot: { x, y, w, h } }) {
  return [
    drawn("rect", { x, y, width: w, height: h, rx: 4, fill: "#fff", opacity: 0.93 }),
    drawn("text", { x: x + w / 2, y: y + h / 2 + 5, "font-size": 14, "text-anchor": "middle", fill: colourOf(edge) }, wordsOnLine(edge)),
  ];
}

function printedHead(points, fill) {
  return drawn("polygon", { points: points.join(" "), fill, class: "head" });
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
  const [stub, sign] = [stubOf(id), unseenSign(id)];
  if (stub) group.append(printedLine(stub.points, STEP_COLOUR, 1.8, [3, 2]), printedHead(stub.head, STEP_COLOUR));
  if (sign && id !== state.chosen) group.append(...printedChip(sign, "#00664b"));
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

function printedMarks(id, counts, isBelow) {
  return chipsOf(id, counts, isBelow).flatMap((chip) => printedChip(chip, chip.colour));
}

// --- as a file ------------------------------------------------------------------------------------

// What is seen, with its title and its legend, as a drawing that Word and a browser can show.
function asFile() {
  const svg = picture();
  const wide = Math.max(plan.w, 900);
  const { marks, high } = printedLegend(wide, plan.h + 34);
  const notes = [...howMuchIsThere(), ...document.querySelectorAll("#notes summary span:not(.more)")];
  const words = notes.flatMap((note) => inLines(note.textContent.split(" "), wide, 13)).map((line, nth) =>
    drawn("text", { x: 0, y: plan.h + 34 + high + 20 * (nth + 1), "font-size": 13, fill: "#555" }, line),
  );
  svg.append(drawn("text", { x: 0, y: -24, "font-size": 22, "font-weight": "bold" }, page.title), ...marks, ...words);
  svg.setAttribute("viewBox", `-12 -56 ${wide + 24} ${plan.h + high + 20 * words.length + 110}`);
  svg.setAttribute("xmlns", SVG);
  svg.prepend(drawn("title", {}, page.title), drawn("rect", { x: -12, y: -56, width: "100%", height: "100%", fill: "#fff" }));
  return new XMLSerializer().serializeToString(svg);
}

// What is shown of the legend, in rows of that width from that height on.
function printedLegend(wide, top) {
  const marks = [];
  let [x, y] = [0, top];
  for (const group of document.querySelectorAll("#legend > div")) {
    const keys = [...group.querySelectorAll("[aria-pressed=true], .key")];
    if (!group.querySelector("[aria-pressed=true]")) continue;
    const title = group.querySelector(".group").textContent;
    [x, y] = [0, y + (marks.length ? 24 : 0)];
    marks.push(drawn("text", { x, y, "font-size": 13, "font-weight": "bold" }, title));
    x += widthOf(title, 13, "bold") + 14;
    for (const key of keys) {
      const text = key.lastChild.textContent.trim();
      const room = 34 + widthOf(text, 13) + 16;
      if (x + room > wide) [x, y] = [14, y + 22];
      const sign = key.querySelector("svg").cloneNode(true);
      for (const [name, value] of Object.entries({ x, y: y - 13, width: 26, height: 16 })) sign.setAttribute(name, value);
      marks.push(sign, drawn("text", { x: x + 32, y, "font-size": 13 }, text));
      x += room;
    }
  }
  return { marks, high: y - top };
}

function savePicture() {
  const link = made("a");
  link.href = URL.createObjectURL(new Blob([asFile()], { type: "image/svg+xml" }));
  link.download = `${page.title.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80)}.svg`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

byId("to-picture").addEventListener("click", savePicture);

// --- on paper -------------------------------------------------------------------------------------

function howMuchIsThere() {
  const unseen = unseenInWords();
  const listed = unseen.length > MOST_LISTED ? `${unseen.length} links: the table has them` : unseen.join("; ");
  const parts = [focusInWords(), howManyAreShown(), unseen.length ? `Not drawn: ${listed}.` : ""].filter(Boolean);
  return parts.length ? [made("p", parts.join(" "))] : [];
}

const MOST_LISTED = 40;

// What an A3 sheet has room for at seven points is unfolded for it, unless a reader folded it.
const SHEET = { w: 2560, h: 1480, readable: 1 };

function onPaper() {
  layChosen();
  if (state.isFoldedByHand) return [picture(), ...howMuchIsThere()];
  const [open, before] = [state.open, plan];
  foldToFit(SHEET);
  state.open = new Set([...open, ...state.open]);
  usePlan(arranged(SHEET));
  layChosen();
  const paper = [picture(), ...howMuchIsThere()];
  state.open = open;
  plan = before;
  layWays();
  layChosen();
  return paper;
}

window.addEventListener("beforeprint", () => {
  byId("paper").replaceChildren(...onPaper());
  byId("notes").open = true;
});
window.addEventListener("afterprint", () => {
  byId("paper").replaceChildren();
  byId("notes").open = false;
});
