// The same as a table, made when it is first asked for; and the switches of the legend.

function asTable(on) {
  if (on) fillTable();
  byId("table").hidden = !on;
  box.inert = on;
  byId("hint").inert = on;
  byId("as-table").setAttribute("aria-pressed", String(on));
  remember();
}

function fillTable() {
  const rows = page.rows.filter((row) => view.ids.has(row.id));
  byId("rows").replaceChildren(...rows.map(tableRow));
  byId("table-title").textContent = `${page.title}: ${counted(rows.length, "body", "bodies")}, each after the one that it is drawn under`;
}

function tableRow(row) {
  const line = made("tr");
  const head = made("th");
  head.scope = "row";
  head.append(button(row.name, () => {
    openCard(row.id);
    byId("card").focus();
  }));
  const above = aboveOf(row.id);
  line.append(
    head,
    made("td", row.area),
    made("td", row.kind),
    made("td", row.status),
    made("td", blockOf(row.id) ? "" : String(pathUp(row.id).length + 1)),
    made("td", above ? nodeOf.get(above).name : nodeOf.get(row.id).beyond || ""),
    listCell(linksOf(row.id, "from").map((edge) => `${wordsOf(edge)} ${nodeOf.get(edge.to).name}${stateInWords(edge)}`)),
    listCell(linksOf(row.id, "to").map((edge) => `${nodeOf.get(edge.from).name}: ${wordsOf(edge)}${stateInWords(edge)}`)),
    made("td", row.seats),
    listCell(findingsOf(row.id).map((finding) => foundInWords(finding, row.id))),
  );
  return line;
}

function linksOf(id, end) {
  return (linksBy[end].get(id) || []).filter((edge) => isShownKey(edge.state));
}

const linksBy = { from: new Map(), to: new Map() };
for (const edge of page.edges) {
  for (const end of ["from", "to"]) {
    if (!linksBy[end].has(edge[end])) linksBy[end].set(edge[end], []);
    linksBy[end].get(edge[end]).push(edge);
  }
}

function stateInWords(edge) {
  return edge.state === "current" ? "" : ` (${edge.state})`;
}

function listCell(lines) {
  const cell = made("td");
  for (const line of lines) cell.append(made("div", line));
  return cell;
}

function foundInWords(finding, id) {
  const { name } = kindOf(finding);
  const others = finding.ids.filter((other) => other !== id).map((other) => nodeOf.get(other).name);
  return others.length ? `${name} with ${others.join(", ")}` : name;
}

function setHidden(key, hide) {
  if (hide) state.hidden.add(key);
  else state.hidden.delete(key);
  for (const one of legend) {
    if (one.dataset.key === key) one.setAttribute("aria-pressed", String(!hide));
  }
  showKeysOfLinks();
}

// Of links the legend has what there is of what is shown.
function showKeysOfLinks() {
  const types = new Set(page.edges.filter((edge) => isShownKey(edge.state)).flatMap((edge) => edge.types));
  for (const one of legend) if (page.links[one.dataset.key]) one.hidden = !types.has(one.dataset.key);
}

showKeysOfLinks();

for (const one of legend) {
  one.addEventListener("click", () => {
    const { key } = one.dataset;
    setHidden(key, isShownKey(key));
    if (TAKES_NO_ROOM.includes(key) || (key === "person" && !state.isFoldedByHand)) startView();
    else if (key === "person") placeAround(null);
    else refresh();
    remember();
  });
}

byId("area")?.addEventListener("change", (event) => {
  closeCard();
  state.chosen = null;
  state.focus = null;
  setAreaTo(event.target.value);
  startView();
  if (!byId("table").hidden) fillTable();
});
byId("whole").addEventListener("click", wholeMap);
byId("all-again").addEventListener("click", wholeMap);
byId("unfold").addEventListener("click", () => {
  unfoldAll();
  place();
  fit();
  say("Everything is unfolded.");
  remember();
});
byId("fold").addEventListener("click", () => {
  startView();
  say("Folded again.");
});
byId("as-table").addEventListener("click", () => asTable(byId("table").hidden));
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  asTable(true);
  byId("table").focus();
});
byId("list-findings")?.addEventListener("click", listFindings);
byId("to-print").addEventListener("click", () => window.print());
byId("to-link").addEventListener("click", async () => {
  writeLink();
  try {
    await navigator.clipboard.writeText(location.href);
    tell("The link to this view is copied.");
  } catch {
    tell("The link to this view is in the browser's address bar: copy it from there.");
  }
});

// Says something that is also seen for a while.
function tell(text) {
  say(text);
  byId("told").textContent = text;
  byId("told").hidden = false;
  setTimeout(() => (byId("told").hidden = true), 5000);
}
