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

// Lines are drawn for the one chosen only: all at once nobody could follow them.
function pairsShown() {
  const id = state.chosen;
  if (id === null) return [];
  const ends = (finding) => finding.ids.map(standsFor);
  return findingsShown().filter((finding) => {
    const [one, other] = ends(finding);
    if (!finding.is_pair || one === null || other === null || one === other) return false;
    return finding.ids.includes(id) || (isGroup(id) && [one, other].includes(id));
  });
}

// From border to border, over what is faded.
function pairWay(finding) {
  const [one, other] = finding.ids.map(standsFor);
  return curve(one, other, 0.14);
}

function drawPairs(pen) {
  for (const finding of pairsShown()) {
    const points = pairWay(finding);
    if (points.length < 2) continue;
    pen.save();
    drawLine(pen, points, "#ffffffcc", 9);
    drawLine(pen, points, kindOf(finding).colour, 4, PAIR_DASHES);
    pen.restore();
  }
}

const PAIR_DASHES = [9, 5];

function drawFindings(pen) {
  for (const mark of marksOf(findingsShown())) drawMarks(pen, ...mark);
}

function middleOf(id) {
  const { x, y, w, h } = plan.at.get(id);
  return { x: x + w / 2, y: y + h / 2 };
}

// How many shown findings of each kind stand at each box: [id, counts, whether they are about
// what is folded away below it].
function marksOf(findings) {
  const marks = { own: new Map(), below: new Map() };
  for (const finding of findings) {
    for (const mark of new Set(finding.ids.map((id) => `${plan.at.has(id) ? "own" : "below"} ${standsFor(id) ?? ""}`))) {
      const [where, id] = [mark.split(" ", 1)[0], mark.slice(mark.indexOf(" ") + 1)];
      if (!id) continue;
      if (!marks[where].has(id)) marks[where].set(id, new Map());
      const counts = marks[where].get(id);
      counts.set(finding.kind, (counts.get(finding.kind) || 0) + 1);
    }
  }
  return [
    ...[...marks.own].map(([id, counts]) => [id, counts, false]),
    ...[...marks.below].map(([id, counts]) => [id, counts, true]),
  ];
}

// Where the signs of what was found stand: about the body itself on its upper edge, about what is
// folded below it on its lower, from the right.
function chipsOf(id, counts, isBelow) {
  const { x, y: top, w, h } = plan.at.get(id);
  const y = isBelow ? top + h + 9 : top;
  let right = x + w + 6;
  return [...counts].reverse().map(([kind, count]) => {
    const { sign, colour } = page.findingKinds[kind];
    const text = count > 1 ? `${sign}${count}` : sign;
    const wide = Math.max(19, widthOf(text, 14, "bold") + 9);
    right -= wide + 1;
    return { text, colour, x: right, y: y - 14, w: wide, h: 18 };
  });
}

function drawMarks(pen, id, counts, isBelow) {
  if (!isGroup(id) && !isSeen(nodeOf.get(id))) return;
  pen.save();
  pen.font = `bold 14px ${FACE}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  for (const chip of chipsOf(id, counts, isBelow)) {
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

// All findings that are shown, or all where none is, as a list to go through.
function listFindings() {
  const shown = findingsShown();
  const listed = shown.length ? shown : page.findings.filter(({ ids }) => ids.every((id) => view.ids.has(id)));
  const sections = page.findingKinds.map((kind, number) => ({
    title: kind.name,
    means: kind.means,
    items: listed.filter((finding) => finding.kind === number).map(({ text, detail, cites, ids }) => ({ text, detail, cites, others: ids })),
  }));
  fillCard("Findings to judge", sections.filter(({ items }) => items.length).flatMap(findingSection));
  state.card = null;
  byId("card").focus();
  remember();
}

function findingSection({ title, means, items }) {
  const [heading, list] = section({ title, items });
  return [heading, made("p", means, "detail"), list];
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
