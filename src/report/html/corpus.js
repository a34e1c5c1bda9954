// The report of a corpus: what a run of `score` adds up to. Its data are the summary that `docs/batch.md` describes.
  const GROUPS = 50; // groups before somebody asks for more
  const summary = read(document.querySelector("script.sums"));
  const { total, compare } = summary;
  const RULES = 12; // rules before somebody asks for all
  const state = { sort: "worst", down: false, shown: GROUPS, find: "", all: {} };

  // Numbers

  const fixed = (n, places, options = {}) =>
    n == null ? "–" : new Intl.NumberFormat(locale(language), { minimumFractionDigits: places, maximumFractionDigits: places, ...options }).format(n);
  const whole = (n) => fixed(n, 0);
  const percent = (share, options) => fixed(share, 1, { style: "percent", ...options });
  const score = (value, options) => fixed(value, 1, options);
  const rate = (value, options) => fixed(value, 2, options);
  /** A difference has its sign, a proper minus among them. */
  const signed = (text) => (value) => text(value, { signDisplay: "exceptZero" }).replace("-", "−");
  const range = (ends, text) => (ends ? say("range", { low: text(ends[0]), high: text(ends[1]) }) : "–");
  const signedRange = (ends, text) => (ends ? say("scale", { from: signed(text)(ends[0]), to: signed(text)(ends[1]) }) : "–");

  /** Somebody else's name. */
  const name = (text) => el("bdi", { class: "name" }, text);
  const groupName = (group) => (group == null ? el("span", { class: "muted" }, say("no-group")) : name(group));
  const axisOf = (rule) => rule.axis ?? "plain";
  const LONGEST = 200; // characters of an address that are shown
  const shortened = (text) => {
    const characters = [...text];
    return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join("")}…` : text;
  };

  function place({ path, line, row_group: group, row }) {
    if (line != null) return `${path}:${line}`;
    return row != null ? `${path}: ${say("row-of", { row, group })}` : path;
  }

  // Parts of the page

  const panel = (title, ...content) => el("section", { class: "panel" }, el("h2", {}, title), content);

  /** A table: columns are a heading, and options; cells that are numbers stand at the end of their column. */
  function grid(caption, columns, rows) {
    const head = columns.map(({ text, number: isNumber, kind, control, sorted }) =>
      el("th", { scope: "col", class: [isNumber && "n", kind].filter(Boolean).join(" ") || null, "aria-sort": sorted }, control ?? text),
    );
    const body = rows.map((cells) =>
      el("tr", {}, cells.map((cell, at) => {
        const { number: isNumber, kind } = columns[at];
        const classes = [isNumber && "n", kind].filter(Boolean).join(" ") || null;
        return at === 0 ? el("th", { scope: "row", class: classes }, cell) : el("td", { class: classes }, cell);
      })),
    );
    return el("div", { class: "wide", tabindex: 0, role: "region", "aria-label": caption }, el("table", { class: "grid" }, el("thead", {}, el("tr", {}, head)), el("tbody", {}, body)));
  }

  /** The first rules of a table, and a button for all. */
  function clipped(key, rows) {
    const all = state.all[key];
    const more = el("button", { type: "button", class: "quiet more", "data-all": key }, all ? say("fewer-rules") : say("more-rules", { n: rows.length }));
    more.addEventListener("click", () => {
      state.all[key] = !all;
      redraw();
      document.querySelector(`[data-all=${key}]`).focus();
    });
    return [all ? rows : rows.slice(0, RULES), rows.length > RULES ? more : null];
  }

  /** The end of a scale on which bars are told apart: whiskers that are much longer are cut. */
  function scaleOf(values, ends, least) {
    const top = Math.max(...values, least / 1.6);
    return Math.min(1.6 * top, Math.max(...ends, top, least));
  }

  /** A bar from 0 with the ends of its interval; the numbers stand beside it. */
  function bar(value, ends, scale, hue) {
    const x = (n) => Math.max(0, Math.min(100, (n / scale) * 100));
    const [low, high] = ends ?? [value, value];
    const line = (at, width, y, height) => svg("rect", { class: "whisker", x: at.toFixed(2), width: width.toFixed(2), y, height });
    return svg(
      "svg",
      { class: `bars ${hue}`, viewBox: "0 0 100 12", preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("rect", { class: "track", width: 100, y: 2, height: 8 }),
      svg("rect", { class: "bar", width: x(value).toFixed(2), y: 2, height: 8 }),
      ends ? [line(x(low), Math.max(0.4, x(high) - x(low)), 5.5, 1), line(Math.max(0, x(low) - 0.25), 0.5, 3, 6), high <= scale ? line(Math.min(99.5, x(high) - 0.25), 0.5, 3, 6) : null] : null,
    );
  }

  /** A change to either side of 0, with its interval. */
  function lean(change, ends, scale, kind) {
    const x = (n) => 50 + Math.max(-50, Math.min(50, (n / scale) * 50));
    const box = (from, to, y, height, name) => svg("rect", { class: name, x: Math.min(x(from), x(to)).toFixed(2), width: Math.max(0.4, Math.abs(x(to) - x(from))).toFixed(2), y, height });
    return svg(
      "svg",
      { class: `bars ${kind ?? "plain"}`, viewBox: "0 0 100 12", preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("rect", { class: "track", width: 100, y: 2, height: 8 }),
      box(0, change, 2, 8, "bar"),
      ends ? box(ends[0], ends[1], 5.5, 1, "whisker") : null,
      svg("rect", { class: "whisker", x: 49.8, width: 0.4, y: 0, height: 12 }),
    );
  }

  /** 1, 2 or 5 times a power of ten, at least so much. */
  function nice(n) {
    const power = 10 ** Math.floor(Math.log10(Math.max(n, 1)));
    return [1, 2, 3, 4, 5, 6, 8, 10].map((times) => times * power).find((top) => top >= n);
  }

  function histogram(axis) {
    const { bins, mean } = total.scores[axis];
    const [left, top, width, height] = [46, 18, 270, 112];
    const most = nice(Math.max(...bins, 1));
    const step = width / bins.length;
    const y = (n) => top + height - (n / most) * height;
    const bars = bins.map((n, at) =>
      n ? svg("rect", { class: "bar", x: (left + at * step + 1).toFixed(1), width: (step - 2).toFixed(1), y: Math.min(y(n), top + height - 1).toFixed(1), height: Math.max(1, top + height - y(n)).toFixed(1) }) : null,
    );
    const level = (n) => [
      svg("line", { class: "base", x1: left, x2: left + width, y1: y(n), y2: y(n) }),
      svg("text", { class: "end", x: left - 5, y: y(n) + 4 }, whole(n)),
    ];
    const tick = (n) => svg("text", { x: left + (n / 100) * width, y: top + height + 15 }, whole(n));
    const line = left + (PASS / 100) * width;
    const facts = [say("mean", { n: score(mean) }), say("median-score", { n: score(total.quantiles[axis].p50) })].join(" · ");
    const label = `${say("distribution-of", { axis: say(`axis-${axis}`) })}. ${facts}`;
    return el(
      "figure",
      { class: `histogram ${axis}` },
      el("figcaption", {}, axisBadge(axis), el("span", { class: "muted" }, facts)),
      svg(
        "svg",
        { viewBox: "0 0 330 166", role: "img", "aria-label": label },
        (most % 2 ? [0, most] : [0, most / 2, most]).map(level),
        bars,
        svg("line", { class: "pass", x1: line, x2: line, y1: top - 4, y2: top + height }),
        svg("text", { class: "start", x: 0, y: 9 }, say("documents-axis")),
        [0, 20, 40, 60, PASS, 100].map(tick),
        svg("text", { x: left + width / 2, y: top + height + 32 }, say("score-axis")),
      ),
    );
  }

  function distributions() {
    const rows = total.scores.translation.bins.map((_, at) => [
      range([at * 5, at * 5 + 5], whole),
      ...AXES.map((axis) => whole(total.scores[axis].bins[at])),
    ]);
    const columns = [{ text: say("score-axis") }, ...AXES.map((axis) => ({ text: say(`axis-${axis}`), number: true }))];
    return panel(
      say("distribution"),
      el("div", { class: "histograms" }, AXES.map(histogram)),
      el("p", { class: "muted note" }, say("limits"), " ", say("axes-explained")),
      el("details", { class: "numbers" }, el("summary", {}, say("as-table")), grid(say("distribution"), columns, rows)),
    );
  }

  function verdicts() {
    const tiles = VERDICTS.filter((verdict) => verdict !== "error").map((verdict) => {
      const { documents, share, interval } = total.verdicts[verdict];
      return el(
        "div",
        { class: `tile still ${verdict}` },
        verdictBadge(verdict),
        el("strong", {}, percent(share)),
        el("span", { class: "muted small" }, say("documents", { n: documents }), el("br"), say("interval-of", { range: range(interval, percent) })),
      );
    });
    if (total.errors) tiles.push(el("div", { class: "tile still error" }, verdictBadge("error"), el("strong", {}, whole(total.errors))));
    return el("div", { class: "verdicts" }, tiles);
  }

  const axisByName = (rule) => lookUp(rules, rule)?.axis;
  const ruleCell = ({ rule, axis }) => el("span", { class: `axis ${axis ?? "plain"}`, title: lookUp(rules, rule)?.summary }, ruleName(rule));

  function findings() {
    const list = [...total.findings].sort((a, b) => b.per_thousand_words - a.per_thousand_words);
    if (!list.length) return panel(say("rates"), el("p", { class: "muted" }, say("no-findings")));
    const scale = scaleOf(list.map((one) => one.per_thousand_words ?? 0), list.map((one) => one.interval?.[1] ?? 0), 0.01);
    const columns = [
      { text: say("rule") },
      { text: say("scale", { from: whole(0), to: rate(scale) }), kind: "plot" },
      { text: say("per-thousand"), number: true },
      { text: say("interval-column"), number: true, kind: "spare" },
      { text: say("findings"), number: true },
      { text: say("having"), number: true, kind: "spare" },
    ];
    const rows = list.map((one) => [
      ruleCell(one),
      bar(one.per_thousand_words ?? 0, one.interval, scale, axisOf(one)),
      rate(one.per_thousand_words),
      range(one.interval, rate),
      whole(one.findings),
      say("count-and-share", { n: one.documents, share: percent(one.share) }),
    ]);
    const { per_thousand_words: all, interval } = total.translation_findings;
    const [shown, more] = clipped("rates", rows);
    const line = say("rate-of-all", { rate: rate(all), range: range(interval, rate) });
    return panel(say("rates"), el("p", {}, line), grid(say("rates"), columns, shown), more);
  }

  const SORTS = {
    name: ascending((a, b) => (a.group == null) - (b.group == null) || collator.compare(a.group ?? "", b.group ?? "")),
    documents: descending((a, b) => b.documents + b.errors - a.documents - a.errors),
    fail: descending((a, b) => (b.verdicts.fail.share ?? -1) - (a.verdicts.fail.share ?? -1)),
    mean: ascending((a, b) => (a.scores.translation.mean ?? 101) - (b.scores.translation.mean ?? 101)),
    rate: descending((a, b) => (b.translation_findings.per_thousand_words ?? -1) - (a.translation_findings.per_thousand_words ?? -1)),
    change: ascending((a, b) => (a.change?.change ?? 101) - (b.change?.change ?? 101)),
  };

  /** Groups or languages, a row each. */
  function partsTable(caption, parts, first, sortable) {
    const shares = parts.map((part) => part.verdicts.fail);
    const shareScale = Math.min(1, scaleOf(shares.map((one) => one.share ?? 0), shares.map((one) => one.interval?.[1] ?? 0), 0.05));
    const rates = parts.map((part) => part.translation_findings);
    const rateScale = scaleOf(rates.map((one) => one.per_thousand_words ?? 0), rates.map((one) => one.interval?.[1] ?? 0), 0.01);
    const compared = sortable && parts.some((part) => part.change);
    const heading = (sort, text, options = {}) => {
      if (!sortable) return { text, ...options };
      const current = state.sort === sort;
      const order = orderOf(SORTS[sort], current, state.down);
      const button = el("button", { type: "button", "data-sort": sort }, text, arrow(order));
      button.addEventListener("click", () => {
        Object.assign(state, { sort, down: current && !state.down });
        redraw();
        document.querySelector(`[data-sort=${sort}]`).focus();
      });
      return { control: button, sorted: order, ...options };
    };
    const columns = [
      heading("name", first.heading),
      heading("documents", say("documents-column"), { number: true }),
      heading("fail", say("fail-share"), { number: true }),
      { text: say("scale", { from: percent(0), to: percent(shareScale) }), kind: "plot" },
      heading("mean", say("mean-score"), { number: true }),
      heading("rate", say("per-thousand"), { number: true }),
      { text: say("scale", { from: whole(0), to: rate(rateScale) }), kind: "plot spare" },
      ...(compared ? [heading("change", say("change"), { number: true })] : []),
      { text: say("most-findings"), kind: "spare" },
    ];
    const rows = parts.map((part) => {
      const { fail } = part.verdicts;
      const { translation } = part.scores;
      const found = part.translation_findings;
      return [
        first.cell(part),
        [whole(part.documents), part.errors ? el("span", { class: "muted small under" }, say("errors", { n: part.errors })) : null],
        [percent(fail.share), under(range(fail.interval, percent))],
        bar(fail.share ?? 0, fail.interval, shareScale, "fail"),
        [score(translation.mean), under(range(translation.interval, score))],
        [rate(found.per_thousand_words), under(range(found.interval, rate))],
        bar(found.per_thousand_words ?? 0, found.interval, rateScale, "translation"),
        ...(compared ? [part.change ? [signed(score)(part.change.change), under(signedRange(part.change.interval, score))] : "–"] : []),
        part.findings.slice(0, 3).map((one) => el("span", { class: "tally" }, ruleCell(one), ` ${whole(one.findings)}`)),
      ];
    });
    return grid(caption, columns, rows);
  }
  const under = (text) => el("span", { class: "muted small under" }, text);

  function groups() {
    const title = say("groups", { field: apart(summary.group_by) });
    const sought = state.find.trim().toLowerCase();
    const list = summary.groups.filter(({ group }) => !sought || (group ?? "").toLowerCase().includes(sought));
    if (SORTS[state.sort]) list.sort(SORTS[state.sort].compare);
    if (state.down) list.reverse();
    const find = el("input", { type: "search", name: "find", value: state.find, dir: "auto", autocomplete: "off" });
    find.addEventListener("input", () => {
      Object.assign(state, { find: find.value, shown: GROUPS });
      const at = find.selectionStart;
      redraw();
      const again = document.querySelector("input[name=find]");
      again.focus();
      again.setSelectionRange(at, at);
    });
    const more = el("button", { type: "button", class: "quiet more" }, say("more-groups", { n: list.length - state.shown }));
    more.addEventListener("click", () => {
      state.shown += 10 * GROUPS;
      redraw();
    });
    const first = { heading: say("group"), cell: ({ group }) => groupName(group) };
    const further = summary.further_groups;
    return panel(
      title,
      summary.groups.length > GROUPS ? el("label", { class: "field filters" }, el("span", {}, say("find-group")), find) : null,
      el("p", { class: "muted note" }, say("groups-note")),
      list.length ? partsTable(title, list.slice(0, state.shown), first, true) : el("p", { class: "empty" }, say("no-such-group")),
      list.length > state.shown ? more : null,
      further ? el("p", { class: "warning" }, say("further-groups", { groups: summary.groups.length, n: further.documents + further.errors })) : null,
    );
  }

  function languages() {
    const list = [...summary.languages].sort((a, b) => b.documents - a.documents);
    return panel(say("languages"), partsTable(say("languages"), list, { heading: say("language"), cell: ({ lang }) => languageName(lang) }, false));
  }

  /** What a document is called, and where it stands. Only addresses of the web lead there. */
  function documentCell(one) {
    let link = null;
    if (/^https?:\/\//i.test(one.url ?? "")) link = el("a", { href: one.url, rel: "noreferrer noopener" }, name(one.id ?? shortened(one.url)));
    return [
      link ?? (one.id == null ? null : name(one.id)),
      el("span", { class: "path", dir: "ltr" }, place(one)),
      one.group == null ? null : el("span", { class: "muted small under" }, groupName(one.group)),
    ];
  }

  function worst() {
    const columns = [
      { text: say("document") },
      { text: say("verdict") },
      { text: say("axis-translation") },
      { text: say("words-column"), number: true },
      { text: say("language"), kind: "spare" },
      { text: say("most-findings"), kind: "rules-found" },
    ];
    const rows = summary.worst.map((one) => [
      documentCell(one),
      verdictBadge(one.verdict),
      meter(one.scores.translation, "translation"),
      whole(one.words),
      languageName(one.lang),
      one.rules.map(([rule, count]) => el("span", { class: "tally" }, ruleCell({ rule, axis: axisByName(rule) }), ` ${whole(count)}`)),
    ]);
    return panel(say("worst"), rows.length ? grid(say("worst"), columns, rows) : el("p", { class: "muted" }, say("no-findings")));
  }

  function failures() {
    if (!summary.failures.length) return null;
    const columns = [{ text: say("document") }, { text: say("reason") }];
    const rows = summary.failures.map((one) => [documentCell(one), el("span", { ...english }, el("bdi", {}, one.error))]);
    const left = total.errors - rows.length;
    return panel(say("failures"), grid(say("failures"), columns, rows), left > 0 ? el("p", { class: "muted" }, say("more-failures", { n: left })) : null);
  }

  // Another run

  const direction = (kind) => el("span", { class: `badge ${kind === "worse" ? "fail" : kind === "better" ? "pass" : "muted"}` }, say(kind ?? "unclear"));

  function changes() {
    const figures = [
      ...AXES.map((axis) => [axisBadge(axis), compare.scores[axis], score]),
      [say("figure-fails"), compare.fail_share, percent],
      [say("figure-rate"), compare.translation_findings, rate],
    ].filter(([, change]) => change);
    const columns = [
      { text: say("figure") },
      { text: say("was"), number: true },
      { text: say("is"), number: true },
      { text: say("change"), number: true },
      { text: say("interval-column"), number: true, kind: "spare" },
      { text: say("p"), number: true, kind: "spare" },
      { text: say("result") },
    ];
    const cells = (change, text) => [text(change.was), text(change.is), signed(text)(change.change), signedRange(change.interval, text), fixed(change.p, 4), direction(change.significant)];
    const rows = figures.map(([label, change, text]) => [label, ...cells(change, text)]);
    const list = compare.findings.filter(({ change, was, is }) => change || was !== is);
    const scale = scaleOf(list.map((one) => Math.abs(one.change)), list.flatMap((one) => (one.interval ?? []).map(Math.abs)), 0.01);
    const plot = { text: say("scale", { from: signed(rate)(-scale), to: signed(rate)(scale) }), kind: "plot" };
    const ruleColumns = [{ text: say("rule") }, plot, ...columns.slice(1)];
    const ruleRows = list.map((one) => [
      ruleCell(one),
      lean(one.change, one.interval, scale, one.significant === "worse" ? "fail" : one.significant === "better" ? "pass" : null),
      ...cells(one, rate),
    ]);
    const [shown, more] = clipped("changes", ruleRows);
    return [
      grid(say("changes"), columns, rows),
      ruleRows.length ? [el("h3", {}, say("rule-changes")), grid(say("rule-changes"), ruleColumns, shown), more] : null,
    ];
  }

  function outcomes() {
    const kinds = VERDICTS.filter((kind) => VERDICTS.some((other) => compare.outcomes[kind][other] || compare.outcomes[other][kind]));
    const columns = [{ text: say("was-and-is") }, ...kinds.map((kind) => ({ text: verdictBadge(kind), number: true }))];
    const rows = kinds.map((from) => [
      verdictBadge(from),
      ...kinds.map((to) => el("span", { class: from === to ? "muted" : null }, whole(compare.outcomes[from][to]))),
    ]);
    return rows.length ? [el("h3", {}, say("outcomes")), grid(say("outcomes"), columns, rows)] : null;
  }

  function changed(key, list, all) {
    if (!list.length) return null;
    const columns = [{ text: say("document") }, { text: say("was"), number: true }, { text: say("is"), number: true }, { text: say("verdict") }, { text: say("other-findings"), kind: "rules-found" }];
    const rows = list.map((one) => [
      documentCell(one),
      score(one.was.translation),
      score(one.scores.translation),
      one.was.verdict === one.verdict ? verdictBadge(one.verdict) : [verdictBadge(one.was.verdict), el("span", { class: "to" }), verdictBadge(one.verdict)],
      one.was.rules.slice(0, 5).map(([rule, was, is]) => el("span", { class: "tally" }, ruleCell({ rule, axis: axisByName(rule) }), " ", say("from-to", { was, is }))),
    ]);
    return [el("h3", {}, say(key, { n: all })), grid(say(key, { n: all }), columns, rows)];
  }

  function comparison() {
    const made = (run) => [run.mtlint, run.rules, run.config].map((part) => part ?? "?").join(" / ");
    const counts = [
      say("matched", { n: compare.matched }),
      compare.only_here ? say("only-here", { n: compare.only_here }) : null,
      compare.only_there ? say("only-there", { n: compare.only_there }) : null,
      compare.repeated_here + compare.repeated_there ? say("repeated", { n: compare.repeated_here + compare.repeated_there }) : null,
    ];
    return panel(
      say("comparison", { name: apart(compare.with) }),
      compare.comparable ? null : el("p", { class: "warning" }, say("not-comparable", { then: apart(made(compare)), now: apart(made(summary)) })),
      el("p", {}, counts.filter(Boolean).join(" · ")),
      compare.pairs ? [changes(), outcomes(), changed("worse-documents", compare.worse, compare.lower), changed("better-documents", compare.better, compare.higher)] : el("p", { class: "warning" }, say("nothing-to-compare")),
      el("p", { class: "muted note" }, say("compare-note", { n: compare.resamples })),
    );
  }

  function redraw() {
    document.title = say("report-title");
    app.replaceChildren(
      el(
        "header",
        { class: "top" },
        el("h1", { tabindex: "-1" }, say("report-title")),
        el("p", { class: "muted" }, say("documents", { n: total.documents }), " · ", say("words", { n: total.words })),
        choices(),
      ),
      el(
        "main",
        { class: "corpus" },
        verdicts(),
        compare ? comparison() : null,
        distributions(),
        summary.group_by == null ? null : groups(),
        findings(),
        worst(),
        languages(),
        failures(),
        el("p", { class: "muted note" }, say("intervals-note")),
      ),
      maker(),
    );
  }

  speak(document.documentElement.lang);
  redraw();
