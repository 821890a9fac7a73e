// What the page was given, and what of it is shown at the moment.

performance.mark("govgraph-start");
const page = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const box = byId("map");
const legend = [...document.querySelectorAll("#legend [data-key]")];
const isOffAtFirst = new Map(
  legend.map((button) => [button.dataset.key, button.getAttribute("aria-pressed") === "false"]),
);

const nodeOf = new Map(page.nodes.map((node) => [node.id, node]));
const tree = page.edges.filter((edge) => edge.tree);
const across = page.edges.filter((edge) => !edge.tree);
const stepUp = new Map(tree.map((edge) => [edge.from, edge]));
const seatsOf = new Map();
const seatsOfPerson = new Map();
for (const seat of page.seats) {
  if (seat.state !== "held" && seat.state !== "vacant") continue;
  if (!seatsOf.has(seat.body)) seatsOf.set(seat.body, []);
  seatsOf.get(seat.body).push(seat);
  if (!seat.person) continue;
  if (!seatsOfPerson.has(seat.person)) seatsOfPerson.set(seat.person, []);
  seatsOfPerson.get(seat.person).push(seat);
}

const state = {
  area: "",
  focus: null,
  reach: 2,
  chosen: null,
  card: null,
  hidden: new Set([...isOffAtFirst].filter(([, isOff]) => isOff).map(([key]) => key)),
  open: new Set(),
  isFoldedByHand: false,
};

const FOLD = "\u0001";
const partsOfFold = new Map();

function areaFold(area) {
  const id = `${FOLD}area ${area}`;
  partsOfFold.set(id, { area });
  return id;
}

function blockFold(area, title) {
  const id = `${FOLD}block ${area}${FOLD}${title}`;
  partsOfFold.set(id, { area, title });
  return id;
}
const isGroup = (id) => id !== null && id.startsWith(FOLD);

// What is hidden by these takes no room; other things leave their place free.
const TAKES_NO_ROOM = ["former", "proposed", "other organisation"];

function cardOf(key) {
  return Object.hasOwn(page.cards, key) ? page.cards[key] : undefined;
}

function made(tag, text = "", className = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

function button(text, act, className = "") {
  const one = made("button", text, className);
  one.type = "button";
  one.addEventListener("click", act);
  return one;
}

function say(text) {
  byId("said").textContent = text;
}

function counted(number, one, several) {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? one : several}`;
}

function isShownKey(key) {
  return !state.hidden.has(key);
}

function isBody(id) {
  return !isGroup(id) && nodeOf.get(id).about !== "organisation";
}

function isSeen(node) {
  return node.keys.every(isShownKey);
}

function pathUp(id) {
  const path = [];
  for (let step = aboveOf(id); step; step = aboveOf(step)) path.push(step);
  return path;
}

// Of several links between two, those that the legend shows; the strongest comes first.
function shownLinks(edge) {
  return edge.types.filter(isShownKey).map((type) => page.links[type]);
}

function isLinkSeen(edge) {
  return (
    shownLinks(edge).length > 0 &&
    isShownKey(edge.state) &&
    isSeen(nodeOf.get(edge.from)) &&
    isSeen(nodeOf.get(edge.to))
  );
}

function colourOf(edge) {
  return (shownLinks(edge)[0] || page.links[edge.types[0]]).colour;
}

function wordsOf(edge) {
  const shown = edge.types.filter(isShownKey);
  const words = (shown.length ? shown : edge.types).map((type) =>
    edge.inferred.includes(type) ? `${page.links[type].words} (inferred)` : page.links[type].words,
  );
  return edge.members_only ? `members only: ${words.join(", ")}` : words.join(", ");
}

// A former link is dotted widely, an inferred one narrowly, a proposed one dashed.
function dashesOf(edge, type = edge.types.find(isShownKey) || edge.types[0]) {
  if (edge.state === "former") return [1.5, 5];
  return edge.dashes || (edge.inferred.includes(type) ? [2, 2.5] : false);
}

function touches(edge, id) {
  return id !== null && (edge.from === id || edge.to === id);
}
