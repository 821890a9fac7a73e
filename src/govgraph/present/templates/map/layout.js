// Where everything stands: an org chart with hanging families.
//
// Above a depth that suits the screen's shape the chart is a tidy tree, parents centred over
// their children (Reingold and Tilford, "Tidier Drawings of Trees", 1981: subtrees are set as
// close as their outlines allow); below it each family hangs from its parent as an indented
// list, in several columns where one would be too long. Of the charts that this makes, the one
// that is seen largest on the screen is taken.
//
// A plan is a part of the drawing: its size w and h, its boxes [id, x, y], the lines of
// its trees, frames and, within it, other plans at their places.

const BOX = 160;
const SIBLING_GAP = 16;
const INDENT = 24;
const TREE_GAP = 34;
const PADDING = 14;
const ROW = 8;
const LIST_HEIGHTS = [220, 300, 400, 520, 680, 900, 1300, Infinity];
const MOST_SPLITS = 3;
const MOST_WIDTHS = 60;
const DEEPEST_TIDY = 6;
// The share of the largest size that a drawn tree must have to be preferred to lists.
const NEARLY_AS_LARGE = 0.92;
const LARGE_ENOUGH = 1.3;
const FONT = page.options.nodes.font.size;
const FACE = page.options.nodes.font.face;
const LINE_HEIGHT = 16.5;
const MOST_LINES = 5;
const AREA_FONT = 22;
const BLOCK_FONT = 15;

const pencil = document.createElement("canvas").getContext("2d");

const widths = new Map();

function widthOf(text, size = FONT, weight = "normal") {
  const font = `${weight} ${size}px ${FACE}`;
  const key = font + text;
  if (!widths.has(key)) {
    if (pencil.font !== font) pencil.font = font;
    widths.set(key, pencil.measureText(text).width);
  }
  return widths.get(key);
}

function linesOf(node) {
  node.lines ??= wrapped(node.label, BOX - 14);
  return node.lines;
}

// A name in lines that fit a box, at most five; the last ends in an ellipsis if it was cut.
function wrapped(text, width) {
  const lines = inLines(text.split(/\s+/).flatMap((one) => piecesOf(one, width)), width);
  if (lines.length <= MOST_LINES) return lines;
  return [...lines.slice(0, MOST_LINES - 1), `${lines[MOST_LINES - 1].slice(0, 14)}…`];
}

// Words in as many lines as they need.
function inLines(words, width, size = FONT) {
  const lines = [];
  for (const word of words) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && widthOf(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

// A word, cut where it alone is wider than a line.
function piecesOf(word, width) {
  if (widthOf(word) <= width) return [word];
  const pieces = [""];
  for (const sign of word) {
    if (widthOf(pieces.at(-1) + sign) > width) pieces.push("");
    pieces[pieces.length - 1] += sign;
  }
  return pieces;
}

function heightOf(id) {
  const node = nodeOf.get(id);
  node.high ??= linesOf(node).length * LINE_HEIGHT + 14;
  return node.high;
}

// --- sizes on a screen ------------------------------------------------------------------------

function scaleOn(screen, plan) {
  return Math.min(screen.w / Math.max(plan.w, 1), screen.h / Math.max(plan.h, 1));
}

// How well it is read there: much larger than what can be read is no better.
function legibility(screen, plan) {
  return Math.min(LARGE_ENOUGH * screen.readable, scaleOn(screen, plan));
}

function largestBy(plans, value) {
  let best = plans[0];
  for (const plan of plans) if (value(plan) > value(best)) best = plan;
  return best;
}

// --- one tree -----------------------------------------------------------------------------------

// A branch has boxes of its own, parts {branch, dx}, an outline (left and right by rows of eight
// from row `first` on) and the middle of its head.
function treePlan(root, children, hangDepth, listHeight, gaps) {
  const tops = levelTops(root, children, hangDepth, gaps);
  const branch = tidy(root, 0);
  const at = new Map();
  placeBranch(branch, 0, at);
  let least = Infinity;
  for (const { x } of at.values()) least = Math.min(least, x);
  let spine = 0;
  for (const { x, isListed } of at.values()) if (isListed && x === least) spine = INDENT / 2;
  const plan = { w: 0, h: 0, boxes: [], lines };
  for (const [id, place] of at) {
    place.x += spine - least;
    plan.boxes.push([id, place.x, place.y]);
    plan.w = Math.max(plan.w, place.x + BOX);
    plan.h = Math.max(plan.h, place.y + heightOf(id) + gaps.under);
  }
  return plan;

  // Worked out only for the tree that is drawn in the end.
  function lines() {
    return [...at.keys()].flatMap((id) => children(id).map((child) => ({ id: child, points: route(id, child) })));
  }

  function tidy(id, depth) {
    if (depth === hangDepth) return hung(id, tops[depth], MOST_SPLITS);
    const family = children(id).map((child) => tidy(child, depth + 1));
    return headed(id, tops[depth], sideBySide(family));
  }

  // A family as one list below its head, or as several columns of lists and families.
  function hung(id, top, splits) {
    const { lists, families } = columns(id, splits);
    const bottom = top + heightOf(id);
    if (families.length === 0 && lists.length <= 1) {
      const boxes = lists.length ? listed(lists[0], bottom + gaps.list) : [];
      return outlined([{ id, x: 0, y: top }, ...boxes], BOX / 2);
    }
    const under = bottom + gaps.level;
    const parts = [
      ...lists.map((list) => outlined(listed(list, under), INDENT + BOX / 2)),
      ...families.map((child) => hung(child, under, splits - 1)),
    ];
    return headed(id, top, sideBySide(parts));
  }

  // What is below a head: lists of those with small families, and heads of large ones.
  function columns(id, splits) {
    const lists = [];
    const families = [];
    let room = 0;
    for (const child of children(id)) {
      const family = descent(child, children);
      const needed = family.reduce((sum, [one]) => sum + heightOf(one) + gaps.list, 0);
      if (needed > listHeight && splits > 0 && family.length > 1) {
        families.push(child);
        continue;
      }
      if (lists.length === 0 || needed > room) {
        lists.push([]);
        room = listHeight;
      }
      lists.at(-1).push(...family);
      room -= needed;
    }
    return { lists, families };
  }

  function listed(family, top) {
    const boxes = [];
    for (const [id, depth] of family) {
      boxes.push({ id, x: INDENT * (depth + 1), y: top, isListed: true });
      top += heightOf(id) + gaps.list;
    }
    return boxes;
  }

  // A box over the middle of the branches below it.
  function headed(id, top, parts) {
    const centre = parts.length
      ? (parts[0].branch.centre + parts[0].dx + parts.at(-1).branch.centre + parts.at(-1).dx) / 2
      : BOX / 2;
    const head = outlined([{ id, x: centre - BOX / 2, y: top }], centre);
    return joined(head, parts);
  }

  function outlined(boxes, centre) {
    const hanging = boxes.filter((one) => one.isListed).map((one) => one.x);
    // The gap below and the lines to the side belong to a box: no other comes there.
    const line = Math.min(...hanging) - INDENT / 2;
    const ends = boxes.map(({ id, y }) => Math.floor((y + heightOf(id) + gaps.list) / ROW));
    const first = Math.floor(Math.min(...boxes.map((one) => one.y)) / ROW);
    const rows = Math.max(...ends) - first + 1;
    const left = new Array(rows).fill(Infinity);
    const right = new Array(rows).fill(-Infinity);
    boxes.forEach(({ x, y, isListed }, place) => {
      for (let row = Math.floor(y / ROW) - first; row <= ends[place] - first; row += 1) {
        left[row] = Math.min(left[row], isListed ? line : x);
        right[row] = Math.max(right[row], x + BOX);
      }
    });
    return { boxes, parts: [], first, left, right, centre };
  }

  function route(above, child) {
    const { x, y } = at.get(above);
    const end = at.get(child);
    const [middle, bottom] = [x + BOX / 2, y + heightOf(above)];
    if (!end.isListed) {
      const turn = end.y - gaps.turn;
      return [[middle, bottom], [middle, turn], [end.x + BOX / 2, turn], [end.x + BOX / 2, end.y]];
    }
    const [spineX, side] = [end.x - INDENT / 2, end.y + heightOf(child) / 2];
    if (spineX === x + INDENT / 2) return [[spineX, bottom], [spineX, side], [end.x, side]];
    const turn = bottom + gaps.level - gaps.turn;
    return [[middle, bottom], [middle, turn], [spineX, turn], [spineX, side], [end.x, side]];
  }
}

// Everything from one down with its depth, each before what is below it.
function descent(root, children) {
  const found = [];
  const waiting = [[root, 0]];
  while (waiting.length) {
    const [id, depth] = waiting.pop();
    found.push([id, depth]);
    const family = children(id);
    for (let nth = family.length - 1; nth >= 0; nth -= 1) waiting.push([family[nth], depth + 1]);
  }
  return found;
}

function levelTops(root, children, hangDepth, gaps) {
  const tallest = new Array(hangDepth + 1).fill(0);
  for (const [id, depth] of descent(root, children)) {
    if (depth <= hangDepth) tallest[depth] = Math.max(tallest[depth], heightOf(id) + gaps.level);
  }
  let top = 0;
  return tallest.map((height) => (top += height) - height);
}

// Branches from left to right, each as near to those before it as the outlines allow.
function sideBySide(branches) {
  if (branches.length < 2) return branches.map((branch) => ({ branch, dx: 0 }));
  const first = Math.min(...branches.map((branch) => branch.first));
  const edge = [];
  return branches.map((branch, nth) => {
    const { left, right } = branch;
    const start = branch.first - first;
    let dx = nth ? -Infinity : 0;
    for (let row = 0; nth && row < left.length; row += 1) {
      const before = edge[start + row];
      if (before !== undefined && before - left[row] > dx) dx = before - left[row];
    }
    if (nth) dx += SIBLING_GAP;
    for (let row = 0; row < right.length; row += 1) {
      const end = right[row] + dx;
      if (!(edge[start + row] >= end)) edge[start + row] = end;
    }
    return { branch, dx };
  });
}

// A branch with others beside it or below it.
function joined(head, parts) {
  if (parts.length === 0) return head;
  const all = [{ branch: head, dx: 0 }, ...parts];
  const first = Math.min(...all.map(({ branch }) => branch.first));
  const end = Math.max(...all.map(({ branch }) => branch.first + branch.left.length));
  const left = new Array(end - first).fill(Infinity);
  const right = new Array(end - first).fill(-Infinity);
  for (const { branch, dx } of all) {
    for (let place = 0; place < branch.left.length; place += 1) {
      const row = branch.first - first + place;
      if (branch.left[place] + dx < left[row]) left[row] = branch.left[place] + dx;
      if (branch.right[place] + dx > right[row]) right[row] = branch.right[place] + dx;
    }
  }
  return { boxes: head.boxes, parts, first, left, right, centre: head.centre };
}

function placeBranch(branch, right, at) {
  for (const { id, x, y, isListed } of branch.boxes) at.set(id, { x: x + right, y, isListed });
  for (const part of branch.parts) placeBranch(part.branch, right + part.dx, at);
}

// --- what stands beside trees -------------------------------------------------------------------

function grid(ids, columns, gaps) {
  const boxes = [];
  let y = 0;
  for (let start = 0; start < ids.length; start += columns) {
    const row = ids.slice(start, start + columns);
    row.forEach((id, place) => boxes.push([id, place * (BOX + SIBLING_GAP), y]));
    y += Math.max(...row.map(heightOf)) + gaps.list;
  }
  const w = Math.min(columns, ids.length) * (BOX + SIBLING_GAP) - SIBLING_GAP;
  return { w, h: y - gaps.list + gaps.under, boxes };
}

// The same with a frame around it and words on top; what is folded is words alone.
function framed(plan, { text, fold, isArea }) {
  const size = isArea ? AREA_FONT : BLOCK_FONT;
  const title = widthOf(text, size, isArea ? "bold" : "normal") + 26;
  const top = size + (isArea ? 12 : 20);
  if (plan === null) {
    const frame = { text, fold, isArea, size, w: title + 2 * PADDING, h: top + PADDING };
    return { w: frame.w, h: frame.h, frames: [frame] };
  }
  const w = Math.max(plan.w, title) + 2 * PADDING;
  const h = plan.h + top + 2 * PADDING;
  const inside = { plan, x: (w - plan.w) / 2, y: PADDING + top };
  return { w, h, frames: [{ text, fold, isArea, size, w, h, isOpen: true }], parts: [inside] };
}

// Parts from left to right, a new row where they would be wider than `width`.
function shelves(plans, width, gap) {
  const parts = [];
  let [x, y, rowHeight, widest] = [0, 0, 0, 0];
  for (const plan of plans) {
    if (x > 0 && x + plan.w > width) [x, y, rowHeight] = [0, y + rowHeight + gap, 0];
    parts.push({ plan, x, y });
    x += plan.w + gap;
    rowHeight = Math.max(rowHeight, plan.h);
    widest = Math.max(widest, x - gap);
  }
  return { w: widest, h: y + rowHeight, parts };
}

// Parts in as many rows as let them be seen largest on the screen.
function packed(plans, screen, gap) {
  const tries = new Set([Infinity]);
  for (let start = 0; start < plans.length && tries.size < 4000; start += 1) {
    let width = -gap;
    for (const plan of plans.slice(start)) tries.add((width += plan.w + gap));
  }
  const rows = [...tries].sort((one, other) => other - one);
  const step = Math.ceil(rows.length / MOST_WIDTHS);
  const tried = rows.filter((_, place) => place % step === 0).map((width) => shelves(plans, width, gap));
  return largestBy(tried, (plan) => legibility(screen, plan));
}

// One area: its trees and, at their end, framed blocks of what stands in no tree.
function areaPlan(roots, blocks, children, screen, gaps) {
  const descents = roots.map((root) => descent(root, children));
  // The same order whatever is folded: what is stated to be the top, then the largest.
  const rank = ([[id]]) => (nodeOf.get(id).apex ? Infinity : view.size.get(id));
  descents.sort((one, other) => (rank(one) === rank(other) ? 0 : rank(other) - rank(one)));
  const heads = descents.map((one) => one[0][0]);
  const deepest = Math.max(0, ...descents.map((one) => Math.max(...one.map(([, depth]) => depth))));
  // A list that is higher than all that there is in a tree is as good as one without an end.
  const whole = new Map(descents.map((one) => [one[0][0], one.reduce((sum, [id]) => sum + heightOf(id) + gaps.list, 0)]));
  const depths = new Map(descents.map((one) => [one[0][0], Math.max(...one.map(([, depth]) => depth))]));
  const made = new Map();
  const treeOf = (head, hangDepth, listHeight) => {
    const depth = Math.min(hangDepth, depths.get(head));
    const height = listHeight >= whole.get(head) ? Infinity : listHeight;
    const key = `${depth} ${height} ${head}`;
    if (!made.has(key)) made.set(key, treePlan(head, children, depth, height, gaps));
    return made.get(key);
  };
  const tried = [];
  for (let hangDepth = 0; hangDepth <= Math.min(deepest, DEEPEST_TIDY); hangDepth += 1) {
    for (const listHeight of hangDepth < deepest ? LIST_HEIGHTS : [Infinity]) {
      const trees = heads.map((head) => treeOf(head, hangDepth, listHeight));
      for (const plan of withBlocks(trees, blocks, screen, gaps)) tried.push({ hangDepth, plan });
    }
  }
  const most = Math.max(...tried.map(({ plan }) => legibility(screen, plan)));
  const enough = Math.max(NEARLY_AS_LARGE * most, Math.min(screen.readable, most));
  const large = tried.filter(({ plan }) => scaleOn(screen, plan) >= enough);
  const tidiest = Math.max(...large.map(({ hangDepth }) => hangDepth));
  const best = large.filter(({ hangDepth }) => hangDepth === tidiest).map(({ plan }) => plan);
  return largestBy(best, (plan) => Math.round(scaleOn(screen, plan) * 100) - (plan.w * plan.h) / 1e9);
}

// The trees with the blocks beside them in one column, and below them.
function withBlocks(trees, blocks, screen, gaps) {
  const chart = packed(trees, screen, TREE_GAP);
  if (blocks.length === 0) return [chart];
  const most = Math.max(1, ...blocks.map(({ ids }) => ids.length));
  const tried = [];
  for (const columns of new Set([1, 2, 3, 4, 5, 6, 8, 12, most].filter((one) => one <= most))) {
    const frames = blocks.map(({ ids, ...title }) =>
      framed(ids.length ? grid(ids, Math.min(columns, ids.length), gaps) : null, title),
    );
    for (const block of [shelves(frames, 0, SIBLING_GAP), shelves(frames, Infinity, SIBLING_GAP)]) {
      const parts = trees.length ? [chart, block] : [block];
      tried.push(shelves(parts, 0, gaps.level), shelves(parts, Infinity, TREE_GAP));
    }
  }
  return tried;
}

// Every box, line and frame of a plan at its place in the whole.
function spread(plan, x = 0, y = 0, whole = { at: new Map(), lines: [], frames: [] }) {
  for (const frame of plan.frames || []) whole.frames.push({ ...frame, x, y });
  for (const [id, left, top] of plan.boxes || []) {
    whole.at.set(id, { x: x + left, y: y + top, w: BOX, h: heightOf(id) });
  }
  for (const { id, points } of plan.lines ? plan.lines() : []) {
    whole.lines.push({ id, points: points.map(([left, top]) => [x + left, y + top]) });
  }
  for (const part of plan.parts || []) spread(part.plan, x + part.x, y + part.y, whole);
  return Object.assign(whole, { w: plan.w, h: plan.h });
}
