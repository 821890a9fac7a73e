// What is in view, and which families are folded so that the rest can be read.

const READABLE = 0.82; // Of the size of the words around the chart: 11 pixels at the least.
const MOST_UNFOLDED = 3000;
const CLOSER_TRIES = 16;
const SHAPES = [0.6, 0.8, 1, 1.3];

let view = null;

// What is asked for, by area: roots of trees, blocks beside them, and the families in view.
function lookOver() {
  const near = state.focus === null ? null : within(state.focus, state.reach);
  const ids = new Set(
    page.nodes
      .filter((node) => state.area === "" || node.areas.includes(state.area))
      .filter((node) => near === null || near.has(node.id))
      .filter((node) => !node.keys.some((key) => TAKES_NO_ROOM.includes(key) && !isShownKey(key)))
      .map((node) => node.id),
  );
  const areas = new Map();
  const family = new Map();
  const size = new Map();
  for (const { id } of page.nodes.filter((node) => ids.has(node.id) && ids.has(aboveOf(node.id)))) {
    family.set(aboveOf(id), [...(family.get(aboveOf(id)) || []), id]);
  }
  for (const node of page.nodes.filter(({ id }) => ids.has(id) && !ids.has(aboveOf(id)))) {
    const { roots, blocks } = areaOf(areas, node.home);
    if (node.block && !family.has(node.id)) blocks.set(node.block, [...(blocks.get(node.block) || []), node.id]);
    else roots.push(node.id);
  }
  for (const node of [...page.nodes].reverse()) {
    const children = family.get(node.id) || [];
    size.set(node.id, children.reduce((sum, child) => sum + 1 + size.get(child), 0));
  }
  const sorted = new Map([...areas].sort(([one], [other]) => (one < other ? -1 : 1)));
  view = { ids, family, size, areas: sorted, only: sorted.size === 1 ? areaFold([...sorted.keys()][0]) : null };
}

function areaOf(areas, name) {
  if (!areas.has(name)) areas.set(name, { roots: [], blocks: new Map() });
  return areas.get(name);
}

function within(focus, reach) {
  const links = new Map();
  for (const { from, to } of page.edges.filter((edge) => isShownKey(edge.state))) {
    links.set(from, [...(links.get(from) || []), to]);
    links.set(to, [...(links.get(to) || []), from]);
  }
  let edge = [focus];
  const found = new Set(edge);
  for (let step = 0; step < reach; step += 1) {
    edge = edge.flatMap((id) => links.get(id) || []).filter((id) => !found.has(id));
    for (const id of edge) found.add(id);
  }
  return found;
}

function isOpen(fold) {
  return state.open.has(fold) || fold === view.only;
}

function canFold(id) {
  if (!isGroup(id)) return view.family.has(id);
  return id !== view.only;
}

const NOBODY = [];

function childrenIn(id) {
  return (state.open.has(id) && view.family.get(id)) || NOBODY;
}

function gapsNow() {
  return isShownKey("person") && seatsOf.size
    ? { list: 42, level: 58, turn: 14, under: 38 }
    : { list: 20, level: 38, turn: 19, under: 0 };
}

function screenNow() {
  return {
    w: Math.max(state.focus === null ? box.clientWidth : roomBesideCard(), 200) - 16,
    h: Math.max(box.clientHeight - topRoom(), 150) - 12,
    readable: readableScale(),
  };
}

function roomBesideCard() {
  return box.clientWidth - (byId("card").hidden ? 0 : byId("card").offsetWidth);
}

// The lines at the top of the map say what is folded; the chart stands below them.
function topRoom() {
  return byId("hint").offsetHeight;
}

function bodiesIn({ roots, blocks }) {
  return [...roots.flatMap((root) => [root, ...belowIn(root)]), ...[...blocks.values()].flat()].filter(isBody);
}

function belowIn(root) {
  return descent(root, (id) => view.family.get(id) || []).slice(1).map(([id]) => id);
}

// The whole in the shapes for its parts that let it be seen largest.
function arranged(screen = screenNow()) {
  const shapes = view.areas.size > 1 ? SHAPES : [1];
  return largestBy(shapes.map((shape) => arrangedInShape(screen, shape)), (plan) => scaleOn(screen, plan));
}

function arrangedInShape(screen, shape) {
  const gaps = gapsNow();
  const boxes = new Map([...view.areas].map(([name, part]) => [name, 3 + boxesIn(name, part)]));
  const every = [...boxes.values()].reduce((sum, one) => sum + one, 0);
  const plans = [...view.areas].map(([name, part]) => {
    // Of the screen an area gets the share that it has of the boxes.
    const side = Math.sqrt(boxes.get(name) / every);
    const share = { ...screen, w: screen.w * side * shape, h: (screen.h * side) / shape };
    const fold = areaFold(name);
    const title = { text: page.areas[name] || name, fold, isArea: true };
    if (!isOpen(fold)) {
      return framed(null, { ...title, text: `${title.text}: ${counted(bodiesIn(part).length, "body", "bodies")}` });
    }
    const blocks = [...part.blocks].map(([text, ids]) => ({
      text: `${text} (${ids.length})`,
      fold: blockFold(name, text),
      isArea: false,
      ids: isOpen(blockFold(name, text)) ? ids : [],
    }));
    return framed(areaPlan(part.roots, blocks, childrenIn, share, gaps), title);
  });
  return packed(plans, screen, SIBLING_GAP);
}

function boxesIn(name, { roots, blocks }) {
  if (!isOpen(areaFold(name))) return 0;
  const inTrees = roots.reduce((sum, root) => sum + descent(root, childrenIn).length, 0);
  const inBlocks = [...blocks].filter(([text]) => isOpen(blockFold(name, text))).map(([, ids]) => ids.length);
  return inBlocks.reduce((sum, one) => sum + one, inTrees + blocks.size / 2);
}

function readableScale() {
  return (READABLE * parseFloat(getComputedStyle(document.documentElement).fontSize)) / FONT;
}

// Everything that can be folded, in the order in which a reader wants it unfolded.
function foldsByNeed() {
  const folds = [];
  for (const [name, { roots, blocks }] of view.areas) {
    if (view.areas.size > 1) folds.push({ fold: areaFold(name), depth: 0, size: roots.length });
    for (const root of roots) {
      for (const [id, depth] of descent(root, (one) => view.family.get(one) || [])) {
        if (view.family.has(id)) folds.push({ fold: id, depth: depth + 1, size: view.family.get(id).length });
      }
    }
    for (const [title, ids] of blocks) {
      // What stands in no tree comes after the trees, where there are any.
      folds.push({ fold: blockFold(name, title), depth: roots.length ? 100 : 1.5, size: ids.length });
    }
  }
  return folds.sort((one, other) => one.depth - other.depth || one.size - other.size).map(({ fold }) => fold);
}

// Unfolds as much as can be read without zooming, upper levels first.
function foldToFit(screen = screenNow()) {
  const folds = foldsByNeed();
  const isReadable = (some) => {
    state.open = new Set(some);
    return scaleOn(screen, arranged(screen)) >= screen.readable;
  };
  let fits = 0;
  let tooMany = 8;
  while (tooMany <= folds.length && isReadable(folds.slice(0, tooMany))) [fits, tooMany] = [tooMany, 2 * tooMany];
  tooMany = Math.min(tooMany, folds.length + 1);
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (isReadable(folds.slice(0, middle))) fits = middle;
    else tooMany = middle;
  }
  const open = folds.slice(0, fits);
  for (const fold of folds.slice(fits, fits + CLOSER_TRIES)) {
    if (isReachable(fold, open) && isReadable([...open, fold])) open.push(fold);
  }
  state.open = new Set(open);
  state.isFoldedByHand = false;
}

function isReachable(fold, open) {
  return isGroup(fold) || pathUp(fold).every((above) => !view.ids.has(above) || open.includes(above));
}

function unfoldAll() {
  state.open = new Set(foldsByNeed());
  state.isFoldedByHand = true;
}

// The block in which a thing stands, blank where it stands in a tree.
function blockOf(id) {
  return view.ids.has(aboveOf(id)) || view.family.has(id) ? "" : nodeOf.get(id).block;
}

// Whatever is folded around a thing, from the outside in.
function foldsAround(id) {
  const node = nodeOf.get(id);
  const top = [...pathUp(id)].reverse().filter((above) => view.ids.has(above));
  const block = blockOf(id) ? [blockFold(node.home, node.block)] : [];
  return [areaFold(node.home), ...top, ...block];
}

// The box or frame that stands for a thing: its own, or the innermost that is not folded away.
function standsFor(id) {
  if (plan.at.has(id)) return id;
  if (!nodeOf.has(id) || !view.ids.has(id)) return null;
  return foldsAround(id).reverse().find((fold) => plan.at.has(fold)) || null;
}
