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
  const links = made("td");
  for (const link of row.links) links.append(made("div", link));
  const found = made("td");
  for (const words of foundInWords(row.id)) found.append(made("div", words));
  line.append(
    head, made("td", row.area), made("td", row.kind), made("td", row.status), made("td", String(row.level)),
    made("td", row.under), links, made("td", row.seats), found,
  );
  return line;
}

function foundInWords(id) {
  const counts = new Map();
  for (const finding of findingsOf(id)) {
    const { name } = kindOf(finding);
    counts.set(name, (counts.get(name) || 0) + 1);
  }
  return [...counts].map(([name, count]) => (count > 1 ? `${name} (${count})` : name));
}

function setHidden(key, hide) {
  if (hide) state.hidden.add(key);
  else state.hidden.delete(key);
  for (const one of legend) {
    if (one.dataset.key === key) one.setAttribute("aria-pressed", String(!hide));
  }
}

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
