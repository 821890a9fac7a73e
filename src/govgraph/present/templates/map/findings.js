// Findings as an overlay: a mark on each body, a line between the two of a pair.

const findingsByBody = new Map();
for (const finding of page.findings) {
  for (const id of finding.ids) {
    if (!findingsByBody.has(id)) findingsByBody.set(id, []);
    findingsByBody.get(id).push(finding);
  }
}

function kindOf(finding) {
  return page.findingKinds[finding.kind];
}

function isFindingShown(finding) {
  return isShownKey(kindOf(finding).key) && finding.ids.every((id) => view.ids.has(id));
}

function findingsOf(id) {
  return findingsByBody.get(id) || [];
}

// The seats of a body whose members a shown finding is about, with its colour.
function seatsFound(id) {
  const about = findingsOf(id).filter((finding) => finding.seat && isFindingShown(finding));
  return new Map(about.map((finding) => [finding.seat, kindOf(finding).colour]));
}

// Those that a shown finding joins with one.
function foundWith(id) {
  return findingsOf(id).filter((finding) => finding.is_pair && isFindingShown(finding)).flatMap(({ ids }) => ids);
}

function findingsShown() {
  return view ? page.findings.filter(isFindingShown) : [];
}

// The lines run behind the boxes, the marks stand on them.
function drawPairs(pen) {
  const pairs = findingsShown().filter((finding) => finding.is_pair);
  pairs.forEach((finding, nth) => drawPair(pen, finding, nth, pairs.length));
}

function drawFindings(pen) {
  for (const [id, counts] of marksOf(findingsShown())) drawMarks(pen, id, counts);
}

function drawPair(pen, finding, nth, count) {
  const [one, other] = finding.ids.map(standsFor);
  if (one === null || other === null || one === other) return;
  const isChosen = finding.ids.includes(state.chosen) || (isGroup(state.chosen) && [one, other].includes(state.chosen));
  const isFaint = state.chosen !== null && nodeOf.has(state.chosen) && !isChosen;
  const [from, to] = [middleOf(one), middleOf(other)];
  pen.save();
  pen.globalAlpha = isFaint ? 0.08 : isChosen ? 1 : count > 40 ? 0.35 : 0.85;
  pen.strokeStyle = kindOf(finding).colour;
  pen.lineWidth = isChosen ? 5 : 3;
  pen.setLineDash([9, 3 + 3 * (finding.kind % 3)]);
  pen.beginPath();
  pen.moveTo(from.x, from.y);
  const bend = 0.12 + 0.02 * (nth % 4);
  pen.quadraticCurveTo(
    (from.x + to.x) / 2 - (to.y - from.y) * bend, (from.y + to.y) / 2 + (to.x - from.x) * bend, to.x, to.y,
  );
  pen.stroke();
  pen.restore();
}

function middleOf(id) {
  const { x, y, w, h } = plan.at.get(id);
  return { x: x + w / 2, y: y + h / 2 };
}

// How many shown findings of each kind stand at each box, those folded away below it included.
function marksOf(findings) {
  const marks = new Map();
  for (const finding of findings) {
    for (const id of new Set(finding.ids.map(standsFor))) {
      if (id === null) continue;
      if (!marks.has(id)) marks.set(id, new Map());
      marks.get(id).set(finding.kind, (marks.get(id).get(finding.kind) || 0) + 1);
    }
  }
  return marks;
}

// Where the signs of what was found about one body stand: on its upper edge, from the right.
function chipsOf(id, counts) {
  const { x, y, w } = plan.at.get(id);
  let right = x + w + 6;
  return [...counts].reverse().map(([kind, count]) => {
    const { sign, colour } = page.findingKinds[kind];
    const text = count > 1 ? `${sign}${count}` : sign;
    const wide = Math.max(19, widthOf(text, 13, "bold") + 9);
    right -= wide + 1;
    return { text, colour, x: right, y: y - 14, w: wide, h: 18 };
  });
}

function drawMarks(pen, id, counts) {
  if (!isGroup(id) && !isSeen(nodeOf.get(id))) return;
  pen.save();
  pen.font = `bold 13px ${FACE}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  for (const chip of chipsOf(id, counts)) {
    pen.beginPath();
    pen.roundRect(chip.x, chip.y, chip.w, chip.h, 9);
    pen.fillStyle = chip.colour;
    pen.fill();
    pen.strokeStyle = "#fff";
    pen.lineWidth = 1.5;
    pen.stroke();
    pen.fillStyle = "#fff";
    pen.fillText(chip.text, chip.x + chip.w / 2, chip.y + 9.5);
  }
  pen.restore();
}

// The section of a card: what was found about one body, each sentence with its source.
function findingItems(id) {
  return findingsOf(id).map(({ text, detail, cites, ids }) => ({
    text,
    detail,
    cites,
    others: ids.filter((other) => other !== id),
  }));
}
