"use strict";
const search = document.getElementById("search");
const count = document.getElementById("count");
const groups = Array.from(document.querySelectorAll(".group"));
const plain = (text) => text.normalize("NFKC").toLowerCase();
const texts = groups.map((group) => plain(group.textContent));

function find() {
  const words = plain(search.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  groups.forEach((group, at) => {
    const match = words.every((word) => texts[at].includes(word));
    group.hidden = !match;
    shown += match ? 1 : 0;
  });
  const all = groups.length === 1 ? "1 group" : `${groups.length} groups`;
  count.textContent = shown === groups.length ? all : `${shown} of ${all}`;
  history.replaceState(null, "", search.value ? "#q=" + encodeURIComponent(search.value) : "#");
}

function fold(open) {
  groups.forEach((group) => {
    if (!group.hidden) group.querySelector("details").open = open;
  });
}

function linked() {
  const link = new URLSearchParams(location.hash.slice(1)).get("q");
  if (link !== null && link !== search.value) {
    search.value = link;
    find();
  }
}

// From the search field the arrows lead through the groups that are shown, and back.
function step(by) {
  const shown = groups.filter((group) => !group.hidden).map((group) => group.querySelector("summary"));
  const stops = [search, ...shown];
  const here = stops.indexOf(document.activeElement);
  if (here < 0) return false;
  stops[Math.min(Math.max(here + by, 0), stops.length - 1)].focus();
  return true;
}

search.addEventListener("input", find);
document.getElementById("open").addEventListener("click", () => fold(true));
document.getElementById("close").addEventListener("click", () => fold(false));
document.addEventListener("keydown", (event) => {
  const searching = document.activeElement === search;
  const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? (searching && event.key === "Enter" ? 1 : 0);
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key === "/" && !searching) {
    event.preventDefault();
    search.focus();
  } else if (event.key === "Escape" && searching) {
    search.value = "";
    find();
  } else if (arrow && step(arrow)) {
    event.preventDefault();
  }
});
addEventListener("hashchange", linked);
document.querySelectorAll(".tools").forEach((tool) => (tool.hidden = false));
linked();
