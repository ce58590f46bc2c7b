// What the page of a plan does in a browser: search, and keys to go from part to part. The page is whole without it.
"use strict";
(() => {
  /** Matches that are marked and folds that are opened at once; more would only take time. */
  const MOST_MARKS = 2000;
  const MOST_OPENED = 30;

  const bar = document.querySelector("search");
  const field = document.getElementById("find");
  const found = document.getElementById("found");
  const entries = [...document.querySelectorAll(".entry")].map((element) => ({ element, text: undefined }));
  /** Folds that the search opened, to be closed when it ends. */
  const opened = new Set();
  bar.hidden = false;

  function textOf(entry) {
    entry.text ??= entry.element.textContent.toLowerCase();
    return entry.text;
  }

  /** Marks without touching the document, where the browser can (CSS Custom Highlight API). */
  function markMatches(elements, words) {
    if (!("highlights" in CSS)) return;
    CSS.highlights.delete("found");
    const ranges = [];
    for (const element of elements) {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null && ranges.length < MOST_MARKS; node = walker.nextNode()) {
        const text = node.data.toLowerCase();
        if (text.length !== node.data.length) continue;
        for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + words.length)) {
          const range = new Range();
          range.setStart(node, at);
          range.setEnd(node, at + words.length);
          ranges.push(range);
        }
      }
    }
    if (ranges.length > 0) CSS.highlights.set("found", new Highlight(...ranges));
  }

  function closeOpened() {
    for (const fold of opened) fold.open = false;
    opened.clear();
  }

  /** A fold is opened where something in it was found, with the folds around it. */
  function openAround(element) {
    for (let fold = element.closest("details"); fold !== null && opened.size < MOST_OPENED; fold = fold.parentElement.closest("details")) {
      if (fold.open) continue;
      fold.open = true;
      opened.add(fold);
    }
  }

  function search() {
    const words = field.value.trim().toLowerCase();
    closeOpened();
    const matches = [];
    for (const entry of entries) {
      const isMatch = words === "" || textOf(entry).includes(words);
      entry.element.hidden = !isMatch;
      if (isMatch && words !== "") matches.push(entry.element);
    }
    document.body.classList.toggle("searching", words !== "");
    for (const part of document.querySelectorAll("main > section")) part.hidden = words !== "" && part.id !== "part-0" && part.querySelector(".entry:not([hidden])") === null;
    for (const element of matches) openAround(element);
    markMatches(matches, words);
    found.textContent = words === "" ? "" : matches.length === 0 ? "nothing found" : matches.length === 1 ? "1 entry" : `${matches.length} entries`;
  }

  /** Where `j` and `k` stop: parts of the page and folds that can be seen. */
  function stops() {
    return [...document.querySelectorAll("main h1, main h2, main summary")].filter((stop) => stop.checkVisibility());
  }

  function go(step) {
    const all = stops();
    const at = all.indexOf(document.activeElement);
    const next = all[at === -1 && step < 0 ? all.length - 1 : Math.min(all.length - 1, Math.max(0, at + step))];
    if (next === undefined) return;
    if (next.tagName !== "SUMMARY") next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  }

  function leaveSearch() {
    field.value = "";
    search();
    field.blur();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === field) {
      if (event.key === "Escape") leaveSearch();
      else if (event.key === "Enter") go(1);
      else return;
    } else if (event.key === "/") field.focus();
    else if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else return;
    event.preventDefault();
  });
  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 80);
  });
  if (field.value !== "") search();
})();
