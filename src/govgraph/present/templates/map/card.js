// The card: everything goes in as text.

function openCard(key) {
  const content = cardOf(key);
  if (content === undefined) return;
  const facts = made("dl");
  for (const [term, value] of content.facts) facts.append(made("dt", term), made("dd", value));
  const found = { title: "Findings to judge", items: findingItems(key), empty: "" };
  const sections = (found.items.length ? [found, ...content.sections] : content.sections).flatMap((part) =>
    section(part, content.label),
  );
  fillCard(content.name, [...toolsFor(key), facts, ...cited(content.cites), ...sections]);
  state.card = key;
}

function fillCard(title, parts) {
  const card = byId("card");
  const name = made("h2", title);
  name.id = "card-name";
  card.replaceChildren(button("Close", closeCard, "close"), name, ...parts);
  card.scrollTop = 0;
  card.hidden = false;
  if (isFitted) fit();
}

function toolsFor(key) {
  if (!nodeOf.has(key)) return [];
  const tools = made("p", "", "card-tools");
  const reach = made("select");
  reach.setAttribute("aria-label", "How far away");
  for (const number of [1, 2, 3, 4]) {
    const option = made("option", counted(number, "link", "links"));
    option.value = String(number);
    option.selected = number === state.reach;
    reach.append(option);
  }
  tools.append(button("Show only what is near", () => focusOn(key, Number(reach.value))), " within ", reach);
  return [tools];
}

function section({ title, items, seats, empty }, label) {
  const lines = items || seats.map((number) => seatItem(page.seats[number], label));
  if (lines.length === 0) return [made("h3", title), made("p", empty, "empty")];
  const list = made("ul");
  list.append(...lines.map(listedItem));
  return [made("h3", `${title} (${lines.length})`), list];
}

function seatItem(seat, label) {
  const { title, on, holder, body, person } = seat;
  const text = {
    Body: `${title}: ${holder}`,
    Organisation: `${title}, ${on}: ${holder}`,
    Person: `${title}, ${on}`,
  }[label];
  return { ...seat, text, to: label === "Body" ? person : body };
}

function listedItem(item) {
  const line = made("li");
  line.append(leadsTo(item.to) ? button(item.text, () => show(item.to)) : made("span", item.text));
  if (item.detail) line.append(made("div", item.detail, "detail"));
  for (const other of item.others || []) {
    if (leadsTo(other)) line.append(" ", button(`Go to ${nodeOf.get(other).name}`, () => show(other)));
  }
  line.append(...cited(item.cites || []));
  return line;
}

function leadsTo(key) {
  return nodeOf.has(key) || seatsOfPerson.has(key);
}

function cited(cites) {
  return cites.map(([number, paragraph]) => {
    const source = page.sources[number] || { title: String(number) };
    const line = made("div", "Source: ", "cite");
    line.append(source.url ? webLink(source) : document.createTextNode(source.title));
    line.append([source.about ? ` (${source.about})` : "", paragraph ? `, ${paragraph}` : ""].join(""));
    return line;
  });
}

function webLink(source) {
  const address = new URL(source.url);
  if (address.protocol !== "http:" && address.protocol !== "https:") return made("span", source.title);
  const link = made("a", source.title);
  link.href = address.href;
  link.rel = "noopener noreferrer";
  link.target = "_blank";
  return link;
}

function closeCard() {
  const card = byId("card");
  if (card.contains(document.activeElement)) (byId("table").hidden ? box : byId("as-table")).focus();
  card.hidden = true;
  state.card = null;
  if (isFitted) fit();
  remember();
}
