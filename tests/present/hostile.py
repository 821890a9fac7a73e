"""Fifty texts that would like to be more than text, and a snapshot full of them."""

from __future__ import annotations

from dataclasses import replace

from govgraph.governance import Governance
from tests.builders import governance

HARM = "window.harmed = 1"
TEXTS = [
    f"<script>{HARM}</script>",
    f"</script><script>{HARM}</script>",
    f'"><img src=x onerror="{HARM}">',
    f"' onmouseover='{HARM}",
    "{{ 7 * 7 }} {% raw %}",
    f"${{{HARM}}}",
    "javascript:window.harmed=1",
    "<!-- <script>",
    "]]> \\u003cb\\u003e &lt;b&gt; &amp;",
    "line\u2028separator\u2029and\u0085next",
    "right\u202eto left",
    "<b>bold</b> *stars* `ticks`",
    "\\",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "toString",
    "undefined",
    "null",
    "NaN",
    "[object Object]",
    f"<svg onload={HARM}>",
    f"<svg><script>{HARM}</script></svg>",
    f"<iframe src=javascript:{HARM}>",
    f"<body onload='{HARM}'>",
    f"<a href='javascript:{HARM}'>here</a>",
    f"<details open ontoggle={HARM}>",
    f"<math><mtext></title><img src onerror={HARM}>",
    f"<style>@import 'x'</style><img src=x onerror={HARM}>",
    "<link rel=stylesheet href=http://example.invalid/x.css>",
    "<meta http-equiv=refresh content='0;url=http://example.invalid/'>".replace(";", ","),
    "<base href=http://example.invalid/>",
    "<form action=http://example.invalid/><input autofocus></form>",
    "<object data=http://example.invalid/x></object>",
    "<embed src=http://example.invalid/x>",
    "<video src=http://example.invalid/x autoplay></video>",
    "<template><b>x</b></template>",
    f"<img src=x onerror=\u2028{HARM}>",
    f"-->\n<script>{HARM}</script>".replace("\n", " "),
    f"data:text/html,<script>{HARM}</script>",
    f"`${{{HARM}}}`",
    f"\\u003cscript\\u003e{HARM}",
    "%3Cscript%3Ewindow.harmed%3D1%3C/script%3E",
    "&lt;script&gt;window.harmed = 1&lt;/script&gt;".replace(";", ","),
    "</textarea><script>x</script>",
    "</style></title></svg>",
    "=HYPERLINK('http://example.invalid/')",
    "W" * 120,
    "a\u0300\u0301\u0302\u0303 zalgo \u200d\u200b zero width",
    "\U0001f3db\ufe0f council \U0001f1ec\U0001f1e7",
]


def snapshot() -> Governance:
    """A body for each hostile text, with the text in every field that takes any."""
    bodies, memberships, remits, rules, sources, links = [], [], [], [], [], []
    for number, text in enumerate(TEXTS):
        cited = {"source": f"s{number}", "paragraph": f"paragraph {text}"}
        bodies.append(
            {
                "name": f"marker{number} name {text}",
                "id": f"b{number}",
                "area": f"area {text}".replace(";", ","),
                "statutory_basis": text,
                "note": f"note {text}",
                **cited,
            }
        )
        links.append(
            {"from": f"b{number}", "type": "ALIGNS_WITH", "to": "b0", "condition": text, **cited}
        )
        remits.append({"body": f"b{number}", "clause": text, "text": f"remit {text}", **cited})
        rules.append(
            {"body": f"b{number}", "kind": "other", "rule": f"rule {text}", "consequence": text}
            | cited
        )
        memberships.append(
            {"body": f"b{number}", "seat": f"seat {text}", "person": f"Person {number}", **cited}
        )
        sources.append({"id": f"s{number}", "title": f"source {text}", "publisher": text})
    g = governance(
        bodies=bodies,
        links=[link for link in links if link["from"] != "b0"],
        memberships=memberships,
        remits=remits,
        rules=rules,
        sources=sources,
    )
    # The check of a dataset refuses such addresses, and names with a semicolon; a store that
    # others write to may hold them.
    sources_table = g.tables["Source"].assign(url=TEXTS)
    people = g.tables["Person"]
    number_of = people["name"].str.removeprefix("Person ").astype(int)
    people = people.assign(name=[f"person {TEXTS[number]}" for number in number_of])
    return replace(g, tables={**g.tables, "Source": sources_table, "Person": people})
