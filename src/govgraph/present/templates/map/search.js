// Search: words of a name lead to the card, wherever it stands.

const search = byId("search");
const found = byId("found");
let marked = 0;
let index = null;

function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function wanted() {
  index ??= [
    ...page.nodes.map(({ id, name, about, words }) => ({ id, name, about, words: plain(`${name} ${words}`) })),
    ...[...seatsOfPerson.keys()].map((id) => ({ id, name: cardOf(id).name, about: "person", words: plain(cardOf(id).name) })),
  ];
  return index;
}

function matches() {
  const parts = plain(search.value).split(/\s+/).filter(Boolean);
  if (parts.length === 0) return [];
  const fits = wanted().filter((one) => parts.every((part) => one.words.includes(part)));
  const whole = parts.join(" ");
  const rank = ({ words, name }) => (plain(name) === whole ? 0 : words.startsWith(whole) ? 1 : words.startsWith(parts[0]) ? 2 : 3);
  return fits.sort((one, other) => rank(one) - rank(other)).slice(0, 8);
}

function showFound() {
  const fits = matches();
  found.replaceChildren(
    ...fits.map((one, nth) => {
      const line = made("li", one.name);
      line.id = `found-${nth}`;
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
  if (!found.hidden) say(fits.length ? counted(fits.length, "name fits", "names fit") : "Nothing is called that.");
  mark(fits.length ? 0 : -1);
}

function mark(nth) {
  marked = nth;
  for (const [place, line] of [...found.children].entries()) {
    line.setAttribute("aria-selected", String(place === nth));
  }
  if (nth < 0) search.removeAttribute("aria-activedescendant");
  else search.setAttribute("aria-activedescendant", `found-${nth}`);
}

function closeFound() {
  found.hidden = true;
  search.setAttribute("aria-expanded", "false");
  search.removeAttribute("aria-activedescendant");
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
