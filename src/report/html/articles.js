// The report of `check`: an overview of articles, and each text with its marks.
  const SEVERITIES = ["critical", "major", "minor"];
  const ROWS = 100; // articles on a page of the overview
  const FINDINGS = 200; // findings on a page of the list
  const LONG = 300; // paragraphs from which on those out of sight are not laid out
  const JOINS = 12; // lines that join one finding with its other places
  const RULES = 8; // rules in the chart before somebody asks for all

  const heads = nodes("script.head").map((node, index) => ({ ...read(node), index }));
  const bodies = nodes("script.body");

  for (const head of heads) {
    head.verdict ??= "error";
    head.counts ??= [];
    head.findings = head.counts.reduce((sum, [, , count]) => sum + count, 0);
    head.sought = `${head.path} ${head.title ?? ""}`.toLowerCase();
  }

  /** What a finding says. The words of a house are the same in every language. */
  function messageOf({ message }) {
    if (typeof message === "string") return message;
    const [level, told] = message;
    return words.levels[level].replace("{message}", () => phrase(told));
  }

  const phrase = ([id, values]) => put(words.messages[id], values, apart);

  /** The direction of a paragraph: a Persian sentence that begins with a Latin name is still Persian. */
  function direction(text) {
    const rtl = text.match(/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]/g)?.length ?? 0;
    const ltr = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
    return rtl > ltr && ltr > 0 ? "rtl" : "auto";
  }

  const axisOf = (rule) => rules[rule].axis;

  const severityBadge = (severity, axis) =>
    el("span", { class: `severity ${severity} ${axis}` }, say(`severity-${severity}`));

  // What is shown

  const everything = () => ({ find: "", verdict: "", lang: "", rule: "", axis: "", severity: "" });
  const state = { filters: everything(), sort: "verdict", down: false, page: 0, allRules: false };

  const fits = (rule, severity) => {
    const { filters } = state;
    return (
      (!filters.rule || rule === filters.rule) &&
      (!filters.axis || axisOf(rule) === filters.axis) &&
      (!filters.severity || severity === filters.severity)
    );
  };

  function matches(head) {
    const { filters } = state;
    if (filters.verdict && head.verdict !== filters.verdict) return false;
    if (filters.lang && head.lang !== filters.lang) return false;
    if (filters.find && !head.sought.includes(filters.find.toLowerCase())) return false;
    if (!filters.rule && !filters.axis && !filters.severity) return true;
    return head.counts.some(([rule, severity]) => fits(rule, severity));
  }

  const score = (axis) => (head) => head.scores?.[axis] ?? 101;
  const SORTS = {
    verdict: ascending((a, b) =>
      VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) || score(0)(a) - score(0)(b) || b.findings - a.findings),
    input: ascending((a, b) => a.index - b.index),
    path: ascending((a, b) => collator.compare(a.path, b.path)),
    translation: ascending((a, b) => score(0)(a) - score(0)(b)),
    typography: ascending((a, b) => score(1)(a) - score(1)(b)),
    extraction: ascending((a, b) => score(2)(a) - score(2)(b)),
    findings: descending((a, b) => b.findings - a.findings),
    words: descending((a, b) => (b.words ?? -1) - (a.words ?? -1)),
    language: ascending((a, b) => collator.compare(a.lang ?? "", b.lang ?? "")),
  };

  function chosen() {
    const list = heads.filter(matches).sort((a, b) => SORTS[state.sort].compare(a, b) || a.index - b.index);
    return state.down ? list.reverse() : list;
  }

  function select(name, key, options, changed) {
    const list = el("select", { name });
    for (const [value, text] of options) list.append(el("option", { value }, text));
    list.value = state.filters[name] ?? state[name];
    list.addEventListener("change", () => changed(list.value));
    return el("label", { class: "field" }, el("span", {}, say(key)), list);
  }

  const byName = (names) => names.sort((a, b) => collator.compare(ruleName(a), ruleName(b)));
  const any = () => [["", say("all")]];
  const axisOptions = () => [...any(), ...AXES.map((axis) => [axis, say(`axis-${axis}`)])];
  const severityOptions = () => [...any(), ...SEVERITIES.map((severity) => [severity, say(`severity-${severity}`)])];

  // The overview

  const COLUMNS = [
    ["verdict", "verdict"],
    ["path", "article"],
    ["translation", "axis-translation"],
    ["typography", "axis-typography"],
    ["extraction", "axis-extraction"],
    ["findings", "findings"],
    ["words", "words-column"],
    ["language", "language"],
  ];

  function overview() {
    document.title = say("title");
    const parts = {
      verdicts: el("div", { class: "verdicts", role: "group", "aria-label": say("verdict") }),
      charts: el("div", { class: "charts" }),
      filters: el("form", { class: "filters", "aria-label": say("filters") }),
      shown: el("p", { class: "shown", role: "status" }),
      table: el("div", { class: "rows" }),
      pages: el("nav", { class: "pages", "aria-label": say("pages") }),
    };
    parts.filters.addEventListener("submit", (event) => event.preventDefault());
    const update = (change) => {
      Object.assign(state.filters, change);
      state.page = 0;
      refresh();
    };
    const found = byName(Object.keys(rules));
    const langs = [...new Set(heads.map((head) => head.lang).filter(Boolean))].sort();
    const verdicts = VERDICTS.filter((verdict) => heads.some((head) => head.verdict === verdict));
    const find = el("input", { type: "search", name: "find", value: state.filters.find, dir: "auto", autocomplete: "off" });
    find.addEventListener("input", () => update({ find: find.value.trim() }));
    const finder = el("label", { class: "field wide" }, el("span", {}, say("find")), find);

    function drawFilters() {
      const field = (name, key, options) => select(name, key, options, (value) => update({ [name]: value }));
      const sorted = (value) => {
        Object.assign(state, { sort: value, down: false, page: 0 });
        refresh();
      };
      const active = document.activeElement?.name;
      const clear = el("button", { type: "button", class: "quiet clear" }, say("clear"));
      clear.addEventListener("click", () => {
        find.value = "";
        update(everything());
        find.focus();
      });
      const fields = [
        field("verdict", "verdict", [...any(), ...verdicts.map((verdict) => [verdict, say(`verdict-${verdict}`)])]),
        field("axis", "axis", axisOptions()),
        field("severity", "severity", severityOptions()),
        field("rule", "rule", [...any(), ...found.map((rule) => [rule, ruleName(rule)])]),
        field("lang", "language", [...any(), ...langs.map((lang) => [lang, languageName(lang)])]),
        select("sort", "sort", Object.keys(SORTS).map((sort) => [sort, say(`sort-${sort}`)]), sorted),
        clear,
      ];
      // The box that somebody types in stays; the others are drawn anew.
      for (const node of [...parts.filters.children]) if (node !== finder) node.remove();
      parts.filters.append(...fields);
      if (active && active !== "find") parts.filters.elements[active]?.focus();
    }

    function drawVerdicts() {
      const counts = (verdict) => heads.filter((head) => head.verdict === verdict).length;
      const buttons = verdicts.map((verdict) => {
        const pressed = state.filters.verdict === verdict;
        const button = el(
          "button",
          { type: "button", class: `tile ${verdict}`, "aria-pressed": String(pressed), "data-verdict": verdict },
          el("strong", {}, number(counts(verdict))),
          verdictBadge(verdict),
        );
        button.addEventListener("click", () => update({ verdict: pressed ? "" : verdict }));
        return button;
      });
      const active = document.activeElement?.dataset?.verdict;
      parts.verdicts.replaceChildren(...buttons);
      if (active) parts.verdicts.querySelector(`[data-verdict=${active}]`)?.focus();
    }

    function drawRows(list) {
      const heading = ([sort, key]) => {
        const current = state.sort === sort;
        const order = orderOf(SORTS[sort], current, state.down);
        const button = el("button", { type: "button", "data-sort": sort }, say(key), arrow(order));
        button.addEventListener("click", () => {
          Object.assign(state, { sort, down: current && !state.down, page: 0 });
          refresh();
          parts.table.querySelector(`[data-sort=${sort}]`).focus();
        });
        return el("th", { scope: "col", class: `c-${sort}`, "aria-sort": order }, button);
      };
      const from = state.page * ROWS;
      const rows = list.slice(from, from + ROWS).map(row);
      const body = el("tbody", {}, rows);
      const content = el("table", {}, el("thead", {}, el("tr", {}, COLUMNS.map(heading))), body);
      parts.table.replaceChildren(list.length ? content : el("p", { class: "empty" }, say("no-articles")));
      const to = Math.min(from + ROWS, list.length);
      parts.shown.textContent = say("articles-shown", { n: list.length, all: heads.length });
      const turn = (key, page, possible) => {
        const button = el("button", { type: "button", class: "quiet", disabled: !possible }, say(key));
        button.addEventListener("click", () => {
          state.page = page;
          refresh();
          parts.shown.scrollIntoView();
          parts.table.querySelector("tbody a")?.focus();
        });
        return button;
      };
      const several = list.length > ROWS;
      parts.pages.hidden = !several;
      parts.pages.replaceChildren(
        turn("page-previous", state.page - 1, state.page > 0),
        el("span", {}, say("page", { from: from + 1, to, all: list.length })),
        turn("page-next", state.page + 1, to < list.length),
      );
    }

    function refresh() {
      const list = chosen();
      drawVerdicts();
      drawFilters();
      parts.charts.replaceChildren(distributions(list), ruleChart(list, update, refresh));
      drawRows(list);
    }

    parts.filters.append(finder);
    app.replaceChildren(
      el(
        "header",
        { class: "top" },
        el("h1", { tabindex: "-1" }, say("title")),
        el("p", { class: "muted" }, say("articles", { n: heads.length })),
        choices(),
      ),
      el("main", { class: "overview" }, parts.verdicts, parts.charts, parts.filters, parts.shown, parts.table, parts.pages),
      maker(),
    );
    refresh();
  }

  function row(head) {
    const cell = (name, ...content) => el("td", { class: `c-${name}` }, content);
    const scores = AXES.map((axis, at) => cell(axis, head.scores ? meter(head.scores[at], axis) : "–"));
    const counts = SEVERITIES.map((severity) => {
      const count = head.counts.filter((entry) => entry[1] === severity).reduce((sum, entry) => sum + entry[2], 0);
      return count ? el("span", { class: "tally" }, el("span", { class: `severity plain ${severity}` }, say(`severity-${severity}`)), ` ${number(count)}`) : null;
    });
    return el(
      "tr",
      {},
      cell("verdict", verdictBadge(head.verdict)),
      el(
        "th",
        { scope: "row", class: "c-path" },
        el("a", { href: `#a${head.index}` }, el("bdi", { lang: head.title && code(head.lang ?? "") }, head.title || head.path)),
        head.title ? el("span", { class: "path", dir: "ltr" }, head.path) : null,
      ),
      scores,
      cell("findings", head.error ? "–" : counts.some(Boolean) ? counts : number(0)),
      cell("words", head.words == null ? "–" : number(head.words)),
      cell("language", head.lang == null ? "–" : languageName(head.lang)),
    );
  }

  function distributions(list) {
    const scored = list.filter((head) => head.scores);
    const charts = AXES.map((axis, at) => {
      const bins = Array(10).fill(0);
      for (const head of scored) bins[Math.min(9, Math.floor(head.scores[at] / 10))] += 1;
      const top = Math.max(...bins, 1);
      const bars = bins.map((count, bin) => {
        const height = count ? Math.max(2, (count / top) * 76) : 0;
        return svg(
          "g",
          {},
          svg("rect", { class: "bar", x: bin * 16 + 1, y: 92 - height, width: 14, height }),
          count ? svg("text", { x: bin * 16 + 8, y: 88 - height, class: "count" }, number(count)) : null,
        );
      });
      const label = (score, anchor) => svg("text", { x: score * 1.6, y: 107, class: `tick ${anchor}` }, number(score));
      const counts = bins
        .map((n, bin) => (n ? say("distribution-bin", { from: bin * 10, to: bin * 10 + 10, n }) : ""))
        .filter(Boolean)
        .join("; ");
      const sorted = scored.map((head) => head.scores[at]).sort((a, b) => a - b);
      const median = sorted.length ? say("median", { n: Math.floor(sorted[Math.floor(sorted.length / 2)]) }) : "";
      return el(
        "figure",
        { class: `histogram ${axis}` },
        el("figcaption", {}, axisBadge(axis), el("span", { class: "muted" }, median)),
        svg(
          "svg",
          { viewBox: "0 0 160 112", role: "img", "aria-label": `${say("distribution-of", { axis: say(`axis-${axis}`) })}: ${counts}` },
          svg("line", { class: "base", x1: 0, x2: 160, y1: 92.5, y2: 92.5 }),
          bars,
          svg("line", { class: "pass", x1: PASS * 1.6, x2: PASS * 1.6, y1: 4, y2: 94 }),
          label(0, "start"),
          label(PASS, "middle"),
          label(100, "end"),
        ),
      );
    });
    return el("section", { class: "panel" }, el("h2", {}, say("distribution")), el("div", { class: "histograms" }, charts), el("p", { class: "muted note" }, say("limits"), " ", say("axes-explained")));
  }

  function ruleChart(list, update, refresh) {
    const counts = new Map();
    for (const head of list)
      for (const [rule, severity, count] of head.counts)
        if (fits(rule, severity)) counts.set(rule, (counts.get(rule) ?? 0) + count);
    const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const top = sorted[0]?.[1] ?? 1;
    const shown = state.allRules ? sorted : sorted.slice(0, RULES);
    const items = shown.map(([rule, count]) => {
      const pressed = state.filters.rule === rule;
      const button = el(
        "button",
        { type: "button", class: `rule ${axisOf(rule)}`, "aria-pressed": String(pressed), title: rules[rule].summary },
        el("span", { class: "name" }, ruleName(rule)),
        svg(
          "svg",
          { viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" },
          svg("rect", { class: "bar", width: ((count / top) * 100).toFixed(2), height: 8 }),
        ),
        el("span", { class: "value" }, number(count)),
      );
      button.addEventListener("click", () => update({ rule: pressed ? "" : rule }));
      return el("li", {}, button);
    });
    const more = el("button", { type: "button", class: "quiet" }, state.allRules ? say("fewer-rules") : say("more-rules", { n: sorted.length }));
    more.addEventListener("click", () => {
      state.allRules = !state.allRules;
      refresh();
    });
    return el(
      "section",
      { class: "panel" },
      el("h2", {}, say("rules")),
      sorted.length ? el("ol", { class: "rules" }, items) : el("p", { class: "muted" }, say("no-findings")),
      sorted.length > RULES ? more : null,
    );
  }

  // One article

  let open; // the article that is shown

  function article(index) {
    const head = heads[index];
    const body = read(bodies[index]);
    document.title = `${head.path} · ${say("title")}`;
    open = { head, body, marks: [], current: null };
    const text = el("article", { class: "text", lang: code(head.lang ?? ""), "aria-label": say("text") });
    const list = el("aside", { class: "side", "aria-label": say("findings") });
    open.text = text;
    text.classList.toggle("long", body?.blocks.length > LONG);
    if (body) {
      text.append(...drawText(body));
      open.joins = svg("svg", { class: "joins", "aria-hidden": "true" });
      text.append(open.joins);
      new ResizeObserver(drawJoins).observe(text);
    } else {
      text.append(el("p", { class: "muted", dir: "auto" }, head.error ? say("error", { error: head.error }) : say("no-text")));
    }
    const many = heads.length > 1;
    open.tip = el("div", { class: "tip", role: "tooltip", id: "tip", hidden: true });
    app.replaceChildren(
      el(
        "header",
        { class: "top" },
        many ? el("a", { class: "back", href: "#" }, say("all-articles")) : null,
        el("h1", { tabindex: "-1", class: "file" }, el("bdi", {}, head.path)),
        many ? siblings(index) : null,
        choices(),
      ),
      summary(head),
      el("main", { class: body && body.findings.length ? "article" : "article alone" }, text, body ? list : null),
      maker(),
      open.tip,
    );
    if (body) {
      const drawList = () => {
        paint();
        list.replaceChildren(...sideList(drawList));
      };
      drawList();
    }
  }

  function siblings(index) {
    const list = chosen();
    const at = list.findIndex((head) => head.index === index);
    const link = (head, key, sign) =>
      head ? el("a", { href: `#a${head.index}`, title: say(key), "aria-label": say(key) }, sign) : el("span", { class: "off", "aria-hidden": "true" }, sign);
    return el("nav", { class: "siblings", "aria-label": say("article") }, link(list[at - 1], "previous-article", "‹"), link(at < 0 ? null : list[at + 1], "next-article", "›"));
  }

  function summary(head) {
    if (head.error) return el("div", { class: "summary" }, verdictBadge("error"));
    const penalty = (at) => say("penalty", { penalty: head.penalty[at], tolerance: head.tolerance });
    const facts = [
      say("words", { n: head.words }),
      languageName(head.lang),
      say("findings-total", { n: head.findings }),
      say("interval", { low: head.rate[0], high: head.rate[1] }),
    ];
    const notes = [
      ...head.reasons.map(phrase),
      head.unchanged ? say("unchanged", { n: head.unchanged }) : null,
      head.silenced ? say("silenced", { n: head.silenced }) : null,
    ].filter(Boolean);
    return el(
      "div",
      { class: "summary" },
      el("div", { class: "result" }, verdictBadge(head.verdict), el("p", { class: "muted" }, facts.join(" · "))),
      el(
        "dl",
        { class: "scores" },
        AXES.map((axis, at) => el("div", {}, el("dt", {}, axisBadge(axis)), el("dd", {}, meter(head.scores[at], axis), el("span", { class: "muted small" }, penalty(at))))),
      ),
      notes.length ? el("ul", { class: "notes" }, notes.map((note) => el("li", { dir: "auto" }, note))) : null,
    );
  }

  // A joiner between letters is spelling and gets no name.
  const SPELLING = /(?<=\p{L}\p{M}*)[\u200c\u200d](?=\p{L})/gu;

  /** A marked text with names on the characters that do not show. */
  function withNames(text, names) {
    const spelling = new Set([...text.matchAll(SPELLING)].map((match) => match.index));
    const out = [];
    let plain = "";
    let at = 0;
    for (const char of text) {
      const name = spelling.has(at) ? null : names[char];
      at += char.length;
      if (!name) {
        plain += char;
        continue;
      }
      out.push(plain, el("span", { class: "hidden", "data-name": name }, char));
      plain = "";
    }
    out.push(plain);
    return out;
  }

  function drawText(body) {
    const out = [];
    let furniture = null;
    const tags = { headline: "h2", heading: "h3", furniture: "p" };
    for (const block of body.blocks) {
      const whole = block.parts.map((part) => (Array.isArray(part) ? part[0] : part)).join("");
      const node = el(tags[block.kind] ?? "p", { class: `block ${block.kind}`, dir: direction(whole) });
      for (const part of block.parts) {
        if (!Array.isArray(part)) {
          node.append(part);
          continue;
        }
        const [text, own, related] = part;
        const mark = el("mark", { "data-f": own.join(" "), "data-r": related.map((place) => place.join(".")).join(" ") }, withNames(text, body.hidden));
        open.marks.push({ node: mark, own, related });
        node.append(mark);
      }
      if (block.kind === "furniture" || block.kind === "outside") {
        furniture ??= [];
        furniture.push(node);
        continue;
      }
      if (furniture) out.push(fold(furniture));
      furniture = null;
      out.push(node);
    }
    if (furniture) out.push(fold(furniture));
    for (const { node, own } of open.marks) {
      if (!own.length) continue;
      node.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && showTip(node));
      node.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && hideTip());
      node.addEventListener("focus", () => showTip(node));
      node.addEventListener("blur", hideTip);
      node.addEventListener("click", () => choose(shownOf(own)[0], { from: node }));
      node.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        choose(shownOf(own)[0], { from: node });
      });
    }
    return out;
  }

  const fold = (lines) =>
    el("details", { class: "fold", open: true, dir: isRtl(open.head.lang) ? "rtl" : "ltr" }, el("summary", {}, say("furniture", { n: lines.length })), lines);

  /** Findings of a mark that the filters show, worst first. */
  function shownOf(own) {
    const { findings } = open.body;
    const rank = (id) => SEVERITIES.indexOf(findings[id].severity) * AXES.length + AXES.indexOf(axisOf(findings[id].rule));
    return own.filter((id) => fits(findings[id].rule, findings[id].severity)).sort((a, b) => rank(a) - rank(b));
  }

  /** Gives every mark the look of the findings that are shown. */
  function paint() {
    const { findings } = open.body;
    const begun = new Set();
    for (const { node, own, related } of open.marks) {
      const ids = shownOf(own);
      const first = ids.filter((id) => !begun.has(id));
      ids.forEach((id) => begun.add(id));
      const others = related.map(([id]) => id).filter((id) => fits(findings[id].rule, findings[id].severity));
      const speaks = first.length > 0;
      const of = ids[0] ?? others[0];
      node.className = of == null ? "off" : `${ids.length ? "own" : "other"} ${axisOf(findings[of].rule)} ${ids.length ? findings[of].severity : ""}`;
      for (const name of ["tabindex", "role", "aria-label", "aria-description", "data-n"]) node.removeAttribute(name);
      if (!speaks) continue;
      node.setAttribute("tabindex", "0");
      node.setAttribute("role", "button");
      node.dataset.n = first.map((id) => id + 1).join(", ");
      node.setAttribute("aria-description", ids.map((id) => `${say(`severity-${findings[id].severity}`)}, ${ruleName(findings[id].rule)}: ${messageOf(findings[id])}`).join(" "));
      if (!/[\p{L}\p{N}]/u.test(node.textContent)) node.setAttribute("aria-label", `${say("mark", { n: first[0] + 1 })}: ${findings[first[0]].words}`);
    }
  }

  function told(finding) {
    return [
      el("p", { class: "kind" }, severityBadge(finding.severity, axisOf(finding.rule)), axisBadge(axisOf(finding.rule)), el("span", { class: "rule-name", title: finding.rule }, ruleName(finding.rule))),
      el("p", { class: "message", dir: "auto" }, messageOf(finding)),
      finding.instead ? el("p", { class: "instead" }, `${say("instead")}: `, el("bdi", {}, finding.instead)) : null,
    ];
  }

  function showTip(node) {
    const { tip } = open;
    const ids = shownOf(node.dataset.f.split(" ").filter(Boolean).map(Number));
    if (!ids.length) return;
    tip.replaceChildren(...ids.map((id) => el("div", { class: "told" }, told(open.body.findings[id]))));
    open.told = node;
    placeTip();
  }

  function placeTip() {
    const { tip, told } = open;
    const [box] = told.getClientRects();
    tip.hidden = !box || box.bottom < 0 || box.top > innerHeight;
    if (tip.hidden) return;
    const margin = 8;
    const left = Math.min(Math.max(margin, box.left + box.width / 2 - tip.offsetWidth / 2), innerWidth - tip.offsetWidth - margin);
    const above = box.top - tip.offsetHeight - margin;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > margin ? above : box.bottom + margin}px`;
  }

  function hideTip() {
    open.tip.hidden = true;
  }

  function sideList(redraw) {
    const { findings } = open.body;
    if (!findings.length) return [el("p", { class: "muted empty" }, say("no-findings"))];
    const change = (name) => (value) => {
      state.filters[name] = value;
      redraw();
      nodes(`.side select[name=${name}]`)[0]?.focus();
    };
    const found = byName([...new Set(findings.map((finding) => finding.rule))]);
    if (state.filters.rule && !found.includes(state.filters.rule)) found.push(state.filters.rule);
    const filters = el(
      "form",
      { class: "filters", "aria-label": say("filters") },
      select("axis", "axis", axisOptions(), change("axis")),
      select("severity", "severity", severityOptions(), change("severity")),
      select("rule", "rule", [...any(), ...found.map((rule) => [rule, ruleName(rule)])], change("rule")),
    );
    filters.addEventListener("submit", (event) => event.preventDefault());
    const ids = findings.map((_, id) => id).filter((id) => fits(findings[id].rule, findings[id].severity));
    const step = (key, by, sign) => {
      const button = el("button", { type: "button", class: "quiet", "aria-label": say(key), title: say(key), disabled: !ids.length }, sign);
      button.addEventListener("click", () => {
        const at = ids.indexOf(open.current);
        const next = at < 0 ? (by > 0 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length;
        choose(ids[next], { jump: true });
      });
      return button;
    };
    const items = el("ol", { class: "findings" });
    const pages = el("nav", { class: "pages", "aria-label": say("pages"), hidden: ids.length <= FINDINGS });
    let drawn = null;
    const draw = (page) => {
      drawn = page;
      const from = page * FINDINGS;
      const shown = ids.slice(from, from + FINDINGS);
      items.replaceChildren(...shown.map(item));
      const turn = (key, to, sign) => {
        const button = el("button", { type: "button", class: "quiet", "aria-label": say(key), disabled: !(ids[to * FINDINGS] >= 0) }, sign);
        button.addEventListener("click", () => {
          draw(to);
          items.querySelector("button").focus();
        });
        return button;
      };
      pages.replaceChildren(
        turn("page-previous", page - 1, "‹"),
        el("span", {}, say("page", { from: from + 1, to: from + shown.length, all: ids.length })),
        turn("page-next", page + 1, "›"),
      );
    };
    draw(0);
    open.reveal = (id) => {
      const at = ids.indexOf(id);
      if (at < 0) return null;
      const page = Math.floor(at / FINDINGS);
      if (page !== drawn) draw(page);
      return items.children[at - page * FINDINGS];
    };
    return [
      el(
        "div",
        { class: "head" },
        el(
          "div",
          { class: "title" },
          el("h2", {}, say("findings")),
          el("span", { class: "muted", role: "status" }, say("findings-shown", { n: ids.length, all: findings.length })),
          el("span", { class: "steps" }, step("previous", -1, "↑"), step("next", 1, "↓")),
        ),
        filters,
      ),
      ids.length ? items : el("p", { class: "muted empty" }, say("no-findings-like-this")),
      pages,
      legend(),
    ];
  }

  function item(id) {
    const finding = open.body.findings[id];
    const jump = el(
      "button",
      { type: "button", class: "jump" },
      el("bdi", { class: "quote", lang: code(open.head.lang ?? "") }, finding.words),
    );
    jump.addEventListener("click", () => choose(id, { jump: true }));
    const others = Array.from({ length: Math.min(finding.related, JOINS) }, (_, place) => {
      const button = el("button", { type: "button", class: "quiet small", "aria-label": say("other-place", { n: place + 1 }) }, number(place + 1));
      button.addEventListener("click", () => {
        choose(id);
        goTo(open.marks.find(({ related }) => related.some((other) => other[0] === id && other[1] === place))?.node);
      });
      return button;
    });
    const rule = rules[finding.rule];
    const place = [say("line", { line: finding.line }), say(`confidence-${finding.confidence}`)];
    if (finding.count > 1) place.push(say("count", { n: finding.count }));
    place.push(say("points", { n: finding.points }));
    return el(
      "li",
      { value: id + 1, class: `finding ${axisOf(finding.rule)}`, "data-id": id },
      jump,
      told(finding),
      el("p", { class: "muted small" }, place.join(" · ")),
      el(
        "div",
        { class: "detail" },
        others.length ? el("p", { class: "others" }, `${say("other-places")}: `, others) : null,
        el("p", { class: "small", ...english }, el("strong", {}, `${rule.summary}.`)),
        rule.why ? el("p", { class: "small", ...english }, rule.why) : null,
      ),
    );
  }

  function legend() {
    const sample = (axis, severity, text) => el("li", {}, el("span", { class: `own ${axis} ${severity} sample` }, text));
    return el(
      "section",
      { class: "legend" },
      el("h3", {}, say("legend")),
      el("ul", {}, SEVERITIES.map((severity) => sample("plain", severity, say(`severity-${severity}`)))),
      el("ul", {}, AXES.map((axis) => sample(axis, "major", say(`axis-${axis}`)))),
      el("ul", {}, el("li", {}, el("span", { class: "other translation sample" }, say("place-other")))),
    );
  }

  const markOf = (id) => open.marks.find(({ own }) => own.includes(id))?.node;

  function goTo(node) {
    if (!node) return;
    node.closest("details")?.setAttribute("open", "");
    node.scrollIntoView({ block: "center" });
  }

  /** Makes a finding the one that is looked at. */
  function choose(id, { jump = false, from = null } = {}) {
    if (id == null) return;
    open.current = id;
    history.replaceState(null, "", `#a${open.head.index}f${id}`);
    for (const { node, own, related } of open.marks) {
      node.classList.toggle("current", own.includes(id));
      node.classList.toggle("joined", related.some(([other]) => other === id));
    }
    nodes(".finding[aria-current]").forEach((node) => node.removeAttribute("aria-current"));
    const entry = open.reveal(id);
    entry?.setAttribute("aria-current", "true");
    // The list scrolls by itself beside the text; below it, the page must stay where it is.
    const side = entry?.closest(".side");
    if (side && side.scrollHeight > side.clientHeight) {
      const above = side.getBoundingClientRect().top + side.querySelector(".head").offsetHeight + 8;
      side.scrollTop += entry.getBoundingClientRect().top - above;
    }
    const mark = markOf(id);
    if (jump && mark) {
      goTo(mark);
      const target = mark.hasAttribute("tabindex") ? mark : null;
      target?.focus({ preventScroll: true });
    }
    if (from) showTip(from);
    drawJoins();
    // Paragraphs that came into sight have now their real height.
    requestAnimationFrame(() => {
      if (!open.tip.hidden) placeTip();
      drawJoins();
    });
  }

  /** Lines at the margin between a finding and the places that belong to it. */
  function drawJoins() {
    const { joins, text, current, marks } = open;
    if (!joins) return;
    joins.replaceChildren();
    if (current == null) return;
    const box = text.getBoundingClientRect();
    const rtl = isRtl(open.head.lang);
    const margin = rtl ? box.width - 6 : 6;
    const inner = rtl ? box.width - 17 : 17;
    const y = (node) => {
      const [rect] = node.getClientRects();
      return rect ? rect.top + rect.height / 2 - box.top : null;
    };
    const from = markOf(current);
    const start = from && y(from);
    if (start == null) return;
    const seen = new Set();
    joins.classList.value = `joins ${axisOf(open.body.findings[current].rule)}`;
    for (const { node, related } of marks) {
      const place = related.find(([id]) => id === current);
      if (!place || seen.has(place[1]) || seen.size >= JOINS) continue;
      seen.add(place[1]);
      const end = y(node);
      // On one line the marks themselves show it.
      if (end == null || Math.abs(end - start) < 4) continue;
      joins.append(svg("path", { d: `M ${inner} ${start} H ${margin} V ${end} H ${inner}` }), svg("circle", { cx: inner, cy: end, r: 3 }));
    }
    if (joins.children.length) joins.append(svg("circle", { cx: inner, cy: start, r: 4 }));
  }

  // Addresses: # is the overview, #a3 an article, #a3f7 a finding in it

  let shown = null;

  function route(event) {
    const [, index, id] = location.hash.match(/^#a(\d+)(?:f(\d+))?$/) ?? [];
    const lone = heads.length === 1;
    const at = lone ? 0 : Number(index ?? -1);
    if (!heads[at]) {
      if (shown !== -1) overview();
      shown = -1;
    } else {
      if (shown !== at) {
        article(at);
        if (!lone || event) scrollTo(0, 0);
      }
      shown = at;
      const finding = Number(id ?? -1);
      if (open.body?.findings[finding]) choose(finding, { jump: true });
    }
    if (event) document.querySelector("h1").focus({ preventScroll: true });
  }

  /** Says everything anew, in the language that was chosen. */
  function redraw() {
    if (shown === -1) {
      overview();
      return;
    }
    const { current } = open;
    article(shown);
    if (current != null) choose(current);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open) hideTip();
  });
  addEventListener("scroll", () => open && !open.tip.hidden && placeTip(), { passive: true });
  addEventListener("hashchange", route);
  speak(document.documentElement.lang);
  route();
