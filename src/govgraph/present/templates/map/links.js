// Links: the tree's own lines, what goes along them, and the curves of all others.
//
// A curve that ran behind a box would seem to begin there. So at first only those are drawn that
// pass no other box; a sign at a box counts the rest, and all of one body's are drawn, over what
// is faded, when it is chosen.

const BENDS = [0.08, -0.08, 0.2, -0.2, 0.34, -0.34, 0.5, -0.5];
const CLEARANCE = 4;
const CELL = 96;
const STRIDE = 8;
const STRIPE = 2.6;
const HEAD = 9;
const BESIDE_SIZE = 8;
const STEP_COLOUR = "#8f969d";

let ways = new Map();
let cells = new Map();

// --- which lines there are ------------------------------------------------------------------------

// The line up that is in the chart at the moment: one that is only proposed may be switched off.
function stepOf(id) {
  const edge = stepUp.get(id);
  return edge && isShownKey(edge.state) ? edge : undefined;
}

function aboveOf(id) {
  const edge = stepOf(id);
  return edge ? edge.to : "";
}

function isAlong(edge) {
  return aboveOf(edge.from) === edge.to || aboveOf(edge.to) === edge.from;
}

// What a thing links to beside its place in the tree, as far as the legend shows it.
function acrossFrom(id) {
  return (acrossOf.get(id) || []).filter(isLinkSeen);
}

const acrossOf = new Map();
for (const edge of across) {
  for (const id of new Set([edge.from, edge.to])) acrossOf.set(id, [...(acrossOf.get(id) || []), edge]);
}

// --- curves ---------------------------------------------------------------------------------------

// Of all links whose ends have boxes, the curve, and whether it passes no other box.
function layWays() {
  cells = boxCells();
  ways = new Map();
  for (const edge of across) {
    if (plan.at.has(edge.from) && plan.at.has(edge.to) && !isAlong(edge)) {
      ways.set(edge, wayBetween(edge.from, edge.to));
    }
  }
}

// Of several bends the one that passes behind the fewest others.
function wayBetween(from, to) {
  let best = { points: [], passed: Infinity };
  for (const bend of BENDS) {
    const points = curve(from, to, bend);
    const passed = points.length && isOnSheet(points) ? passedBy(points, from, to) : 1e6;
    if (passed < best.passed) best = { points, passed };
    if (passed === 0) break;
  }
  return { points: best.points, isClear: best.passed === 0 };
}

function isOnSheet(points) {
  return points.every(([x, y]) => x >= 0 && y >= 0 && x <= plan.w && y <= plan.h);
}

// From the border of one box to the border of the other, in short straight pieces.
function curve(from, to, bend) {
  const [start, end] = [middleOf(from), middleOf(to)];
  const bow = { x: (start.x + end.x) / 2 + (end.y - start.y) * bend, y: (start.y + end.y) / 2 - (end.x - start.x) * bend };
  const pointAt = (t) => {
    const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
    return { x: a * start.x + b * bow.x + c * end.x, y: a * start.y + b * bow.y + c * end.y };
  };
  const first = border((t) => isInside(plan.at.get(from), pointAt(t)), 0, 1);
  const last = border((t) => isInside(plan.at.get(to), pointAt(t)), 1, 0);
  if (first >= last) return [];
  const pieces = Math.max(12, Math.ceil(Math.hypot(end.x - start.x, end.y - start.y) / STRIDE));
  return Array.from({ length: pieces + 1 }, (_, nth) => {
    const { x, y } = pointAt(first + ((last - first) * nth) / pieces);
    return [x, y];
  });
}

// Where a curve leaves a box that it is in at `inside` and not at `outside`, to a hundredth.
function border(isIn, inside, outside) {
  for (let nth = 0; nth < 12; nth += 1) {
    const middle = (inside + outside) / 2;
    if (isIn(middle)) inside = middle;
    else outside = middle;
  }
  return outside;
}

function cellAt(x, y) {
  return Math.floor(x / CELL) * 65536 + Math.floor(y / CELL);
}

// The boxes by the squares of the sheet that they reach into.
function boxCells() {
  const found = new Map();
  for (const [id, { x, y, w, h, frame }] of plan.at) {
    const wide = frame ? Math.min(w, widthOf(titleOf(frame), frame.size, frame.isArea ? "bold" : "normal") + 2 * PADDING) : w;
    const room = { id, x: x - CLEARANCE, y: y - CLEARANCE, w: wide + 2 * CLEARANCE, h: h + 2 * CLEARANCE };
    for (let column = Math.floor(room.x / CELL); column * CELL <= room.x + room.w; column += 1) {
      for (let row = Math.floor(room.y / CELL); row * CELL <= room.y + room.h; row += 1) {
        const key = column * 65536 + row;
        if (!found.has(key)) found.set(key, []);
        found.get(key).push(room);
      }
    }
  }
  return found;
}

function passedBy(points, from, to) {
  const passed = new Set();
  for (const [x, y] of points) {
    for (const room of cells.get(cellAt(x, y)) || []) {
      if (room.id !== from && room.id !== to && isInside(room, { x, y })) passed.add(room.id);
    }
  }
  return passed.size;
}

// --- what is drawn --------------------------------------------------------------------------------

// At rest: the curves that can be followed by eye.
function quietWays() {
  return [...ways].filter(([edge, way]) => way.isClear && isLinkSeen(edge) && !touches(edge, state.chosen));
}

// Of the thing chosen all links across, each to the box that stands for its other end.
function chosenWays() {
  const id = state.chosen;
  if (id === null || !plan.at.has(id) || isGroup(id)) return [];
  return acrossFrom(id).filter((edge) => !isAlong(edge)).flatMap((edge) => {
    const [from, to] = [standsFor(edge.from), standsFor(edge.to)];
    if (from === null || to === null || from === to) return [];
    return [[edge, ways.get(edge) || wayBetween(from, to)]];
  });
}

// The links of a thing that are not drawn at rest.
function linksUnseen(id) {
  return acrossFrom(id).filter((edge) => !isAlong(edge) && !ways.get(edge)?.isClear);
}

// All that are not drawn, for paper, where nothing can be chosen.
function unseenInWords() {
  const edges = new Set(boxesSeen().flatMap(linksUnseen));
  for (const [edge] of chosenLines) edges.delete(edge);
  return [...edges].map((edge) => `${nodeOf.get(edge.from).name} ${wordsOf(edge)} ${nodeOf.get(edge.to).name}${stateInWords(edge)}`);
}

// The pieces of a step: at the end of the body below, a stripe for each way in which it leads up.
function stripesOf(edge, points) {
  const types = edge.types.filter(isShownKey);
  const [[x1, y1], [x2, y2]] = points.slice(-2);
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const wide = types.length > 1 ? STRIPE : 3.2;
  return types.map((type, nth) => {
    const aside = (nth - (types.length - 1) / 2) * STRIPE;
    const [dx, dy] = [(-(y2 - y1) / length) * aside, ((x2 - x1) / length) * aside];
    return { colour: page.links[type].colour, width: wide, dashes: dashesOf(edge, type), points: [[x1 + dx, y1 + dy], [x2 + dx, y2 + dy]] };
  });
}

// What else links two along their step: an arrowhead at the lower one, pointing the way it goes.
function headsAlong(id, points) {
  const above = aboveOf(id);
  const [[x1, y1], [x2, y2]] = points.slice(-2);
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
  return (acrossOf.get(id) || [])
    .filter((edge) => isAlong(edge) && (edge.from === above || edge.to === above) && isLinkSeen(edge))
    .map((edge, nth) => {
      // Beside the stripes, which it would cover.
      const isDown = edge.to === id;
      const far = 2 + (isDown ? 0 : BESIDE_SIZE);
      const aside = 8 + (BESIDE_SIZE + 1) * nth;
      const tip = [x2 - dx * far + dy * aside, y2 - dy * far - dx * aside];
      return { colour: colourOf(edge), points: head(tip, isDown ? [dx, dy] : [-dx, -dy], BESIDE_SIZE) };
    });
}

// A triangle with its tip there, pointing that way.
function head([x, y], [dx, dy], size = HEAD) {
  const [bx, by] = [x - dx * size, y - dy * size];
  const half = size * 0.5;
  return [[x, y], [bx - dy * half, by + dx * half], [bx + dy * half, by - dx * half]];
}

function headOf(points) {
  const [[x1, y1], [x2, y2]] = [points.at(-3) || points[0], points.at(-1)];
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  return head([x2, y2], [(x2 - x1) / length, (y2 - y1) / length]);
}

// A short line up from a box whose step leads out of what is shown.
function stubOf(id) {
  const node = nodeOf.get(id);
  const above = aboveOf(id);
  if (!node.beyond && !(above && !view.ids.has(above))) return null;
  const { x, y, w } = plan.at.get(id);
  const middle = x + w / 2;
  return { points: [[middle, y], [middle, y - 13]], head: head([middle, y - 18], [0, -1], 7) };
}

// --- by hand ----------------------------------------------------------------------------------------

function drawQuietWays(pen) {
  for (const [edge, { points }] of quietWays()) drawWay(pen, edge, points, 1.4, isOfOthers(edge) ? 0.1 : 0.75);
}

// What each curve is, where there is room for the word beside the boxes.
function quietWords() {
  const found = [];
  const taken = stepsSeen().flatMap(({ points }) => points.slice(1).map((end, nth) => roomOf(points[nth], end)));
  for (const [edge, { points }] of quietWays().filter(([edge]) => !isOfOthers(edge))) {
    const spots = wordSpots(wordsOnLine(edge), points, "normal");
    const spot = spots.find((one) => !taken.some((other) => isOver(one, other)) && !isOnABox(one));
    if (!spot) continue;
    taken.push(spot);
    found.push({ edge, spot });
  }
  return found;
}

// The room that a straight piece of a step takes.
function roomOf([x1, y1], [x2, y2]) {
  return { x: Math.min(x1, x2) - 2, y: Math.min(y1, y2) - 2, w: Math.abs(x2 - x1) + 4, h: Math.abs(y2 - y1) + 4 };
}

function isOnABox(spot) {
  for (const [dx, dy] of [[0, 0], [0.5, 0], [1, 0], [0, 1], [0.5, 1], [1, 1]]) {
    const point = { x: spot.x + dx * spot.w, y: spot.y + dy * spot.h };
    if ((cells.get(cellAt(point.x, point.y)) || []).some((room) => isInside(room, point))) return true;
  }
  return false;
}

// A link between two that have nothing to do with the one chosen.
function isOfOthers(edge) {
  return state.chosen !== null && nodeOf.has(state.chosen) && !touches(edge, state.chosen);
}

function drawWay(pen, edge, points, width, alpha) {
  if (points.length < 2) return;
  pen.save();
  pen.globalAlpha = alpha;
  drawLine(pen, points, colourOf(edge), width, dashesOf(edge));
  fillShape(pen, headOf(points), colourOf(edge));
  pen.restore();
}

function drawLine(pen, points, colour, width, dashes) {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.lineJoin = "round";
  pen.setLineDash(dashes || []);
  pen.beginPath();
  points.forEach(([x, y], nth) => (nth ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.stroke();
  pen.setLineDash([]);
}

function fillShape(pen, points, colour) {
  pen.fillStyle = colour;
  pen.beginPath();
  points.forEach(([x, y], nth) => (nth ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.closePath();
  pen.fill();
}

// Over everything, with light around it, so that it is seen to pass over what is faded.
function drawChosenWays(pen) {
  for (const [edge, { points }] of chosenLines) {
    pen.save();
    drawLine(pen, points, "#ffffffcc", 8);
    pen.restore();
    drawWay(pen, edge, points, 2.6, 1);
  }
}

function drawAllWords(pen) {
  for (const { edge, spot } of quietLabels) drawWords(pen, edge, spot, "normal");
  for (const { edge, spot } of chosenLabels) drawWords(pen, edge, spot, "bold");
}

// Where the words of what is chosen cover the least of each other and of the boxes near by. A
// line that they would hide goes without.
function chosenWords() {
  const near = neighbourhood();
  const taken = near ? [...near].filter((id) => plan.at.has(id)).map((id) => plan.at.get(id)) : [];
  const covered = (spot) => taken.filter((other) => isOver(spot, other)).length;
  return chosenLines.flatMap(([edge, { points }]) => {
    const spot = largestBy(wordSpots(wordsOnLine(edge), points, "bold"), (one) => -covered(one));
    const [[x1, y1], [x2, y2]] = [points[0], points.at(-1)];
    if (covered(spot) && Math.hypot(x2 - x1, y2 - y1) < 1.3 * spot.w) return [];
    taken.push(spot);
    return [{ edge, spot }];
  });
}

// Worked out once for one that is chosen, and not for every picture of a movement.
let chosenLines = [];
let chosenLabels = [];
let quietLabels = [];

function layChosen() {
  chosenLines = chosenWays().filter(([, { points }]) => points.length > 1);
  chosenLabels = chosenWords();
  quietLabels = quietWords();
}

// Where on its line the words of a link may stand, the middle first.
function wordSpots(text, points, weight) {
  const [w, h] = [widthOf(text, 14, weight) + 10, 20];
  return [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.12, 0.88].map((part) => {
    const [x, y] = points[Math.min(points.length - 1, Math.floor(part * points.length))];
    return { x: x - w / 2, y: y - h / 2, w, h };
  });
}

function drawWords(pen, edge, { x, y, w, h }, weight) {
  pen.save();
  pen.fillStyle = "#ffffffee";
  pen.beginPath();
  pen.roundRect(x, y, w, h, 4);
  pen.fill();
  pen.fillStyle = colourOf(edge);
  pen.font = `${weight} 14px ${FACE}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(wordsOnLine(edge), x + w / 2, y + h / 2 + 0.5);
  pen.restore();
}

// Where one end is folded away, its name is said too.
function wordsOnLine(edge) {
  const away = [edge.from, edge.to].find((id) => !plan.at.has(id));
  const proposed = edge.state === "current" ? "" : ` (${edge.state})`;
  return `${wordsOf(edge)}${proposed}${away ? `: ${nodeOf.get(away).name}` : ""}`;
}

function isOver(one, other) {
  return one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h;
}

function unseenSign(id) {
  const unseen = linksUnseen(id);
  if (!unseen.length) return null;
  const up = unseen.filter((edge) => edge.from === id && edge.types.some((type) => page.links[type].upward)).length;
  const parts = [up ? `\u2191${up}` : "", unseen.length > up ? `\u2194${unseen.length - up}` : ""];
  const text = parts.filter(Boolean).join(" ");
  const { x, y } = plan.at.get(id);
  return { text, x: x - 6, y: y - 15, w: widthOf(text, 14) + 8, h: 16 };
}

function drawUnseenSign(pen, id) {
  const sign = id === state.chosen ? null : unseenSign(id);
  if (!sign) return;
  pen.save();
  pen.beginPath();
  pen.roundRect(sign.x, sign.y, sign.w, sign.h, 8);
  pen.fillStyle = "#fff";
  pen.fill();
  pen.strokeStyle = "#007a5a";
  pen.lineWidth = 1.2;
  pen.stroke();
  pen.fillStyle = "#00664b";
  pen.font = `14px ${FACE}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(sign.text, sign.x + sign.w / 2, sign.y + sign.h / 2 + 0.5);
  pen.restore();
}
