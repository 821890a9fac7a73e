"use strict";
(() => {
  const page = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const box = byId("map");
  const hiddenKeys = new Set();
  for (const button of document.querySelectorAll("#legend button[aria-pressed=false]")) {
    hiddenKeys.add(button.dataset.key);
  }

  // People and vacancies are told apart from boxes by their group alone.
  for (const node of page.nodes.filter((one) => one.group)) {
    Object.assign(node, { keys: ["person"], hidden: true });
  }
  const nodes = new vis.DataSet(page.nodes);
  const edges = new vis.DataSet(page.edges.map((edge) => ({ ...edge, ...plainLook(edge) })));
  page.options.nodes.chosen = { node: markChosen, label: false };
  const network = new vis.Network(box, { nodes, edges }, page.options);

  const nodeOf = new Map(page.nodes.map((node) => [node.id, node]));
  const boxes = page.nodes.filter((node) => node.high);
  const dots = page.nodes.filter((node) => !node.high);
  const tree = page.edges.filter((edge) => edge.route);
  const across = page.edges.filter((edge) => !edge.route);
  const below = new Map();
  for (const edge of tree) below.set(edge.to, [...(below.get(edge.to) || []), edge.from]);
  for (const family of below.values()) family.sort(inReadingOrder);

  let area = "";
  let chosen = null;

  // --- what is seen --------------------------------------------------------------------------

  function inReadingOrder(one, other) {
    const [a, b] = [nodeOf.get(one), nodeOf.get(other)];
    return a.y - b.y || a.x - b.x;
  }

  function isSeen(node) {
    return (
      !node.keys.some((key) => hiddenKeys.has(key)) &&
      (node.high ? area === "" || node.areas.includes(area) : isSeen(nodeOf.get(node.above)))
    );
  }

  function isLinkSeen(edge) {
    return (
      shownLinks(edge).length > 0 &&
      !hiddenKeys.has(edge.state) &&
      isSeen(nodeOf.get(edge.from)) &&
      isSeen(nodeOf.get(edge.to))
    );
  }

  function refresh() {
    const near = chosen === null ? null : neighbourhood(chosen);
    nodes.update(
      page.nodes.map((node) => ({
        id: node.id,
        hidden: !isSeen(node),
        ...(node.high ? { opacity: near && !near.has(node.id) ? 0.3 : node.opacity } : {}),
      })),
    );
    edges.update(
      across.map((edge) => ({
        id: edge.id,
        hidden: !isLinkSeen(edge),
        ...(touches(edge, chosen) ? strongLook(edge) : plainLook(edge)),
      })),
    );
    network.redraw();
  }

  function touches(edge, id) {
    return id !== null && (edge.from === id || edge.to === id);
  }

  function neighbourhood(id) {
    const near = new Set([id, ...(below.get(id) || []), ...pathUp(id)]);
    for (const edge of across) {
      if (touches(edge, id)) near.add(edge.from).add(edge.to);
    }
    return near;
  }

  function pathUp(id) {
    const path = [];
    for (let step = nodeOf.get(id).above; step; step = nodeOf.get(step).above) path.push(step);
    return path;
  }

  // Of several links between two, those that the legend shows; the strongest comes first.
  function shownLinks(edge) {
    return edge.types.filter((type) => !hiddenKeys.has(type)).map((type) => page.links[type]);
  }

  function colourOf(edge) {
    return (shownLinks(edge)[0] || page.links[edge.types[0]]).colour;
  }

  function wordsOf(edge) {
    const words = shownLinks(edge).map((link) => link.words).join(", ");
    return edge.members_only ? `members only: ${words}` : words;
  }

  // A chosen box keeps its colour, which says its kind.
  function markChosen(look, id, isSelected) {
    look.borderColor = "#0060a0";
    look.borderWidth = isSelected ? 4 : 2;
    look.borderDashes = isSelected ? false : look.borderDashes;
  }

  function plainLook(edge) {
    const opacity = page.links[edge.types[0]].upward ? 0.55 : 0.16;
    return { color: { color: colourOf(edge), opacity }, width: 1.2, label: " " };
  }

  function strongLook(edge) {
    return { color: { color: colourOf(edge), opacity: 1 }, width: 2.6, label: wordsOf(edge) };
  }

  // --- the tree, drawn by hand: corners of its lines are worked out beforehand ------------------

  network.on("beforeDrawing", (pen) => {
    for (const title of page.titles) if (isTitleSeen(title)) drawFrame(pen, title);
    const path = new Set(chosen === null ? [] : [chosen, ...pathUp(chosen)]);
    const seen = tree.filter(isLinkSeen);
    for (const edge of seen) drawRoute(pen, edge, edge.route, "#6b6b6b", 1.8);
    for (const edge of seen) drawRoute(pen, edge, edge.route.slice(-2), colourOf(edge), 3.2);
    for (const edge of seen) {
      if (path.has(edge.from) || edge.to === chosen) {
        drawRoute(pen, edge, edge.route, colourOf(edge), 4.5);
      }
    }
  });

  function isTitleSeen(title) {
    return boxes.some((node) => isWithin(node, title) && isSeen(node));
  }

  function isWithin(node, title) {
    return (
      node.x > title.left && node.x < title.left + title.width &&
      node.y > title.top && node.y < title.top + title.height
    );
  }

  function drawRoute(pen, edge, route, colour, width) {
    pen.save();
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.lineJoin = "round";
    pen.setLineDash(edge.dashes || []);
    pen.beginPath();
    route.forEach(([x, y], place) => (place ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    pen.stroke();
    pen.restore();
  }

  function drawFrame(pen, title) {
    pen.save();
    pen.fillStyle = title.is_area ? "#f7f8fa" : "#eef0f3";
    pen.strokeStyle = title.is_area ? "#d5dae0" : "#dfe3e8";
    pen.lineWidth = 1;
    pen.beginPath();
    pen.roundRect(title.left, title.top, title.width, title.height, 8);
    pen.fill();
    pen.stroke();
    pen.fillStyle = "#333";
    pen.textBaseline = "top";
    const size = title.is_area ? 24 : 15;
    pen.font = `${title.is_area ? "bold " : ""}${size}px ${page.options.nodes.font.face}`;
    pen.fillText(title.text, title.left + 16, title.top + 14);
    pen.restore();
  }

  // --- moving about --------------------------------------------------------------------------

  function fit() {
    fitTo(box.clientWidth, box.clientHeight);
  }

  function fitTo(width, height) {
    const seen = boxes.filter(isSeen);
    if (seen.length === 0) return;
    const frames = page.titles.filter(isTitleSeen);
    const half = page.box / 2;
    const left = Math.min(...seen.map((n) => n.x - half), ...frames.map((f) => f.left));
    const right = Math.max(...seen.map((n) => n.x + half), ...frames.map((f) => f.left + f.width));
    const top = Math.min(...seen.map((n) => n.y - n.high / 2), ...frames.map((f) => f.top));
    const bottom = Math.max(
      ...seen.map((n) => n.y + n.high / 2), ...frames.map((f) => f.top + f.height),
    );
    const scale = Math.min(width / (right - left), height / (bottom - top));
    network.moveTo({
      position: { x: (left + right) / 2, y: (top + bottom) / 2 },
      scale: Math.min(scale * 0.98, largestScale()),
    });
  }

  // Words in boxes need not be much larger than those around the chart.
  function largestScale() {
    return (parseFloat(getComputedStyle(document.documentElement).fontSize) / page.options.nodes.font.size) * 1.5;
  }

  function centreOn(id) {
    const node = nodeOf.get(id);
    const scale = Math.max(network.getScale(), 0.9);
    const cardWidth = byId("card").hidden ? 0 : byId("card").offsetWidth;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    network.moveTo({
      position: { x: node.x + cardWidth / 2 / scale, y: node.y },
      scale,
      animation: calm ? false : { duration: 250, easingFunction: "easeInOutQuad" },
    });
  }

  function choose(id) {
    chosen = id;
    const node = nodeOf.get(id);
    network.selectNodes(node.person ? dotsOf(node.person) : [id], false);
    if (!node.high) chosen = node.above;
    refresh();
    byId("said").textContent = spoken(node);
  }

  function dotsOf(person) {
    return dots.filter((dot) => dot.person === person).map((dot) => dot.id);
  }

  function spoken(node) {
    if (!node.high) return node.label;
    const above = nodeOf.get(node.above);
    const family = (below.get(node.id) || []).length;
    const edge = tree.find((one) => one.from === node.id);
    return (
      `${node.name}, ${node.about}. ` +
      (above ? `${wordsOf(edge)} ${above.name}. ` : "Drawn on top. ") +
      `${family} directly below.`
    );
  }

  function letGo() {
    chosen = null;
    network.unselectAll();
    refresh();
  }

  function show(id) {
    // What is looked for is shown, even where the legend hides it.
    const node = nodeOf.get(id);
    const body = node.high ? node : nodeOf.get(node.above);
    for (const key of [...node.keys, ...body.keys]) setHidden(key, false);
    if (area && !body.areas.includes(area)) setArea("");
    asTable(false);
    openCard(cardOf(node));
    choose(id);
    centreOn(id);
  }

  function cardOf(node) {
    if (node.high) return node.id;
    return node.person || node.above;
  }

  network.on("click", (event) => {
    if (event.nodes.length === 0) {
      closeCard();
      letGo();
      return;
    }
    const id = network.getNodeAt(event.pointer.DOM) || event.nodes[0];
    openCard(cardOf(nodeOf.get(id)));
    choose(id);
  });
  network.on("hoverNode", ({ node, event }) => {
    const { high, label } = nodeOf.get(node);
    box.style.cursor = "pointer";
    if (high) return;
    const place = box.getBoundingClientRect();
    byId("tip").textContent = label;
    byId("tip").hidden = false;
    byId("tip").style.left = `${event.clientX - place.left + 12}px`;
    byId("tip").style.top = `${event.clientY - place.top + 12}px`;
  });
  network.on("blurNode", () => {
    byId("tip").hidden = true;
    box.style.cursor = "";
  });

  // --- keys ----------------------------------------------------------------------------------

  function siblings(id) {
    const above = nodeOf.get(id).above;
    const family = above ? below.get(above) : boxes.filter((n) => !n.above).map((n) => n.id).sort(inReadingOrder);
    return family.filter((one) => isSeen(nodeOf.get(one)));
  }

  function step(id, key) {
    const family = siblings(id);
    const place = family.indexOf(id);
    return {
      ArrowUp: nodeOf.get(id).above,
      ArrowDown: (below.get(id) || []).find((one) => isSeen(nodeOf.get(one))),
      ArrowLeft: family[place - 1],
      ArrowRight: family[place + 1],
      Home: pathUp(id).pop() || id,
    }[key];
  }

  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && chosen !== null) {
      openCard(chosen);
      byId("card").focus();
    } else if (["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home"].includes(event.key)) {
      const first = boxes.filter(isSeen).map((node) => node.id).sort(inReadingOrder)[0];
      const next = chosen === null ? first : step(chosen, event.key);
      if (next) {
        choose(next);
        centreOn(next);
        if (!byId("card").hidden) openCard(next);
      }
    } else if (event.key === "+" || event.key === "-") {
      network.moveTo({ scale: network.getScale() * (event.key === "+" ? 1.25 : 0.8) });
    } else {
      return;
    }
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (!byId("found").hidden) return closeFound();
    if (!byId("card").hidden) return closeCard();
    letGo();
  });

  // --- the card: everything goes in as text -----------------------------------------------------

  function made(tag, text = "", className = "") {
    const element = document.createElement(tag);
    element.textContent = text;
    element.className = className;
    return element;
  }

  function openCard(id) {
    const content = page.cards[id];
    if (content === undefined) return;
    const card = byId("card");
    const close = made("button", "Close", "close");
    close.type = "button";
    close.addEventListener("click", closeCard);
    const name = made("h2", content.name);
    name.id = "card-name";
    const facts = made("dl");
    for (const [term, value] of content.facts) facts.append(made("dt", term), made("dd", value));
    const sections = content.sections.flatMap((part) => section(part, content.label));
    card.replaceChildren(close, name, facts, ...cited(content.cites), ...sections);
    card.scrollTop = 0;
    card.hidden = false;
  }

  function section({ title, items, seats, empty }, label) {
    const lines = items || seats.map((place) => seatItem(page.seats[place], label));
    if (lines.length === 0) return [made("h3", title), made("p", empty, "empty")];
    const list = made("ul");
    list.append(...lines.map(listed));
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

  function listed(item) {
    const line = made("li");
    const goal = leadsTo(item.to);
    const text = made(goal ? "button" : "span", item.text);
    if (goal) text.addEventListener("click", goal);
    line.append(text);
    if (item.detail) line.append(made("div", item.detail, "detail"));
    line.append(...cited(item.cites || []));
    return line;
  }

  function leadsTo(key) {
    const node = nodeOf.get(key) || dots.find((one) => key && one.person === key);
    return node ? () => show(node.id) : null;
  }

  function cited(cites) {
    return cites.map(([place, paragraph]) => {
      const source = page.sources[place] || { title: String(place) };
      const line = made("div", "Source: ", "cite");
      line.append(source.url ? webLink(source) : document.createTextNode(source.title));
      line.append([source.about ? ` (${source.about})` : "", paragraph ? `, ${paragraph}` : ""].join(""));
      return line;
    });
  }

  function webLink(source) {
    const link = made("a", source.title);
    const address = new URL(source.url);
    if (address.protocol !== "http:" && address.protocol !== "https:") return made("span", source.title);
    link.href = address.href;
    link.rel = "noopener noreferrer";
    link.target = "_blank";
    return link;
  }

  function closeCard() {
    const card = byId("card");
    if (card.contains(document.activeElement)) box.focus();
    card.hidden = true;
  }

  // --- search --------------------------------------------------------------------------------

  const search = byId("search");
  const found = byId("found");
  let marked = 0;

  function plain(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  const wanted = [
    ...boxes.map((node) => ({ id: node.id, name: node.name, about: node.about, words: plain(node.words) })),
    ...[...new Map(dots.filter((dot) => dot.person).map((dot) => [dot.person, dot])).values()].map((dot) => {
      const name = page.cards[dot.person].name;
      return { id: dot.id, name, about: "person", words: plain(name) };
    }),
  ];

  function matches() {
    const parts = plain(search.value).split(/\s+/).filter(Boolean);
    if (parts.length === 0) return [];
    const fits = wanted.filter((one) => parts.every((part) => one.words.includes(part)));
    const rank = (one) => (plain(one.name).startsWith(parts[0]) ? 0 : 1);
    return fits.sort((one, other) => rank(one) - rank(other)).slice(0, 8);
  }

  function showFound() {
    const fits = matches();
    marked = 0;
    found.replaceChildren(
      ...fits.map((one, place) => {
        const line = made("li", one.name);
        line.id = `found-${place}`;
        line.role = "option";
        line.append(made("small", one.about));
        line.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          jump(one);
        });
        return line;
      }),
    );
    found.hidden = search.value.trim() === "";
    if (!found.hidden && fits.length === 0) found.append(made("li", "Nothing is called that."));
    search.setAttribute("aria-expanded", String(!found.hidden));
    mark(fits.length ? 0 : -1);
  }

  function mark(place) {
    marked = place;
    for (const [nth, line] of [...found.children].entries()) {
      line.setAttribute("aria-selected", String(nth === place));
    }
    search.setAttribute("aria-activedescendant", place < 0 ? "" : `found-${place}`);
  }

  function closeFound() {
    found.hidden = true;
    search.setAttribute("aria-expanded", "false");
  }

  function jump(one) {
    closeFound();
    show(one.id);
    box.focus();
  }

  search.addEventListener("input", showFound);
  search.addEventListener("blur", closeFound);
  search.addEventListener("keydown", (event) => {
    const fits = matches();
    if (event.key === "Enter" && fits[marked]) jump(fits[marked]);
    else if (event.key === "ArrowDown" && fits.length) mark((marked + 1) % fits.length);
    else if (event.key === "ArrowUp" && fits.length) mark((marked + fits.length - 1) % fits.length);
    else return;
    event.preventDefault();
  });

  // --- legend, areas, table, print ---------------------------------------------------------------

  function setHidden(key, hide) {
    hide ? hiddenKeys.add(key) : hiddenKeys.delete(key);
    for (const button of document.querySelectorAll("#legend button")) {
      if (button.dataset.key === key) button.setAttribute("aria-pressed", String(!hide));
    }
  }

  for (const button of document.querySelectorAll("#legend button")) {
    button.addEventListener("click", () => {
      setHidden(button.dataset.key, !hiddenKeys.has(button.dataset.key));
      refresh();
      if (["former", "other organisation"].includes(button.dataset.key)) fit();
    });
  }

  function setArea(name) {
    area = name;
    if (byId("area")) byId("area").value = name;
    refresh();
    fit();
  }

  byId("area")?.addEventListener("change", (event) => {
    letGo();
    setArea(event.target.value);
  });
  byId("whole").addEventListener("click", () => {
    closeCard();
    letGo();
    fit();
  });

  function asTable(on) {
    byId("table").hidden = !on;
    box.inert = on;
    byId("as-table").setAttribute("aria-pressed", String(on));
  }

  byId("as-table").addEventListener("click", () => asTable(byId("table").hidden));
  byId("to-print").addEventListener("click", () => window.print());

  // Printed at the size of the screen, the words would be too coarse for A3.
  window.addEventListener("beforeprint", () => {
    network.setSize("3200px", "1740px");
    network.redraw();
    fitTo(3200, 1740);
  });
  window.addEventListener("afterprint", () => {
    network.setSize("100%", "100%");
    network.redraw();
    fit();
  });
  window.addEventListener("resize", () => {
    if (chosen === null) fit();
  });

  refresh();
  fit();
  document.documentElement.dataset.ready = "yes";
})();
