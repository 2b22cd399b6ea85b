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
  count.textContent = shown === groups.length ? `${shown} groups` : `${shown} of ${groups.length} groups`;
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

search.addEventListener("input", find);
document.getElementById("open").addEventListener("click", () => fold(true));
document.getElementById("close").addEventListener("click", () => fold(false));
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== search) {
    event.preventDefault();
    search.focus();
  } else if (event.key === "Escape" && document.activeElement === search) {
    search.value = "";
    find();
  }
});
addEventListener("hashchange", linked);
document.querySelectorAll(".tools").forEach((tool) => (tool.hidden = false));
linked();
