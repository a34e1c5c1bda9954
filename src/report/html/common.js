// What the pages share: words, elements, badges. It stands in one block with the program of a page, which has a
// function `redraw`. Everything that somebody else wrote becomes text, never markup.
  const AXES = ["translation", "typography", "extraction"];
  const VERDICTS = ["fail", "review", "pass", "error"];
  const SIGNS = { fail: "✕", review: "?", pass: "✓", error: "!" };
  const PASS = 80; // the line to pass, as in score.rs
  const SVG = "http://www.w3.org/2000/svg";

  const nodes = (selector, within = document) => [...within.querySelectorAll(selector)];
  const read = (node) => JSON.parse(node.textContent);
  const app = document.getElementById("app");
  const rules = read(document.querySelector("script.rules"));
  const table = read(document.querySelector("script.words"));
  let language, words, plural, format, collator;
  const theme = { at: 0, names: ["auto", "light", "dark"] };

  // Arabic newspapers write both kinds of digits, software the European ones.
  const locale = (lang) => (lang === "ar" ? "ar-u-nu-latn" : lang);

  /** Takes a language: that of the words, and the direction of everything but the articles. */
  function speak(lang) {
    language = lang;
    words = table[lang];
    plural = new Intl.PluralRules(lang);
    format = new Intl.NumberFormat(locale(lang), { maximumFractionDigits: 1 });
    collator = new Intl.Collator(lang, { numeric: true });
    document.documentElement.lang = lang;
    document.documentElement.dir = isRtl(lang) ? "rtl" : "ltr";
  }
  const number = (n) => format.format(n);
  const isRtl = (lang) => ["ar", "ckb", "fa", "he", "ps", "ug", "ur", "yi"].includes(lang);

  // Words, elements

  /** The sentence of a choice that fits: that of the very value, of its plural category, or the one for all others. */
  function fitting(pattern, values) {
    while (typeof pattern === "object") {
      const value = values[pattern.$];
      const keys = [String(value), typeof value === "number" ? plural.select(value) : "", pattern["*"]];
      pattern = pattern[keys.find((key) => Object.hasOwn(pattern, key))];
    }
    return pattern;
  }

  const put = (pattern, values, text = (value) => value) =>
    fitting(pattern, values).replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? number(values[name]) : text(values[name])));

  const say = (key, values = {}) => put(words.page[key], values);

  const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]/;
  /** Somebody else's words in a sentence, alone in their direction. */
  const apart = (text) => (isRtl(language) || RTL.test(text) ? `\u2068${text}\u2069` : text);

  /** What a table says of somebody else's name, which may be that of a member of every object. */
  const lookUp = (table, name) => (Object.hasOwn(table, name) ? table[name] : null);

  /** A rule as people call it: in English by the name that everything else knows it by. */
  function ruleName(rule) {
    const name = language === "en" ? null : lookUp(words.names, rule);
    return name == null ? rule : put(name, { count: 1 });
  }
  /** What is said in English alone. */
  const english = { lang: "en", dir: "ltr" };

  function fill(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (value === true) node.setAttribute(name, "");
      else if (value !== false && value != null) node.setAttribute(name, value);
    }
    node.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
    return node;
  }
  const el = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
  const svg = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

  // Ways to sort: how two are compared, and the order of what they show.

  const ascending = (compare) => ({ compare, order: "ascending" });
  const descending = (compare) => ({ compare, order: "descending" });
  const TURNED = { ascending: "descending", descending: "ascending" };
  const ARROWS = { ascending: "▲", descending: "▼", none: "" };
  /** The order of a column for a screen reader: `down` turns a way to sort about. */
  const orderOf = (sort, current, down) => (current ? (down ? TURNED[sort.order] : sort.order) : "none");
  const arrow = (order) => el("span", { class: "arrow", "aria-hidden": "true" }, ARROWS[order]);

  // Scores are rounded down, so that 79.9 does not look like a pass.
  const shownScore = (score) => number(Math.floor(score));
  const code = (lang) => (lang === "und" ? "" : lang);

  function languageName(lang) {
    if (!code(lang)) return lang;
    try {
      return new Intl.DisplayNames([language], { type: "language" }).of(lang);
    } catch {
      return lang;
    }
  }

  const verdictBadge = (verdict) =>
    el("span", { class: `badge ${verdict}` }, el("span", { "aria-hidden": "true" }, SIGNS[verdict]), ` ${say(`verdict-${verdict}`)}`);

  // Scores are comparable only within one version of the rules.
  const maker = () => el("footer", { class: "muted small", ...english }, document.querySelector("meta[name=generator]").content);

  const axisBadge = (axis) => el("span", { class: `axis ${axis}` }, say(`axis-${axis}`));

  function themeButton() {
    const name = () => `${say("theme")}: ${say(`theme-${theme.names[theme.at]}`)}`;
    const button = el("button", { type: "button", class: "quiet theme" }, name());
    button.addEventListener("click", () => {
      theme.at = (theme.at + 1) % theme.names.length;
      document.documentElement.dataset.theme = theme.names[theme.at];
      button.textContent = name();
    });
    return button;
  }

  function languageSelect() {
    const named = (lang) => el("option", { value: lang, lang }, new Intl.DisplayNames([lang], { type: "language" }).of(lang));
    const list = el("select", { class: "ui", name: "ui", "aria-label": say("ui") }, Object.keys(table).map(named));
    list.value = language;
    list.addEventListener("change", () => {
      speak(list.value);
      redraw();
      document.querySelector("select.ui").focus();
    });
    return list;
  }

  /** What stands at the end of the head of each view. */
  const choices = () => el("span", { class: "choices" }, languageSelect(), themeButton());

  /** A score with a bar and the line to pass. */
  function meter(value, axis) {
    return el(
      "span",
      { class: `meter ${axis}` },
      el("span", { class: "value" }, shownScore(value)),
      svg(
        "svg",
        { viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" },
        svg("rect", { class: "track", width: 100, height: 6 }),
        svg("rect", { class: "bar", width: Math.max(value, 0.5).toFixed(1), height: 6 }),
        svg("rect", { class: "line", x: PASS - 0.6, width: 1.2, height: 6 }),
      ),
    );
  }
