// Everything here only makes easier what the page can do without it.
"use strict";

document.documentElement.classList.add("js");

const theme = {
  dark: () => {
    const set = document.documentElement.dataset.theme;
    return set ? set === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  },
  show: () => {
    const button = document.querySelector("[data-theme-switch]");
    if (!button) return;
    button.hidden = false;
    button.textContent = theme.dark() ? "Light" : "Dark";
    button.setAttribute("aria-pressed", String(theme.dark()));
  },
  turn: () => {
    const next = theme.dark() ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    try { localStorage.setItem("theme", next); } catch { /* the choice lasts for this page */ }
    theme.show();
  },
};

try {
  const kept = localStorage.getItem("theme");
  if (kept === "dark" || kept === "light") document.documentElement.dataset.theme = kept;
} catch { /* without storage the system's choice holds */ }

document.addEventListener("DOMContentLoaded", () => {
  theme.show();
  document.querySelectorAll("[data-address]").forEach((place) => { place.textContent = location.href; });
});

document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-theme-switch], [data-copy]");
  if (!target) return;
  if (target.matches("[data-theme-switch]")) theme.turn();
  if (target.dataset.copy) copy(document.getElementById(target.dataset.copy), target);
});

function copy(from, button) {
  if (!from || !navigator.clipboard) return;
  const text = from.textContent.replace(/\s+/g, " ").trim();
  navigator.clipboard.writeText(text).then(() => { button.textContent = "copied"; });
}

// Reader: a report and its words show each other.
function near(event, on) {
  const section = event.target.closest("[data-report]");
  const mark = event.target.closest("a.mark");
  const others = section
    ? document.querySelectorAll(`a.mark[href="#${CSS.escape(section.id)}"]`)
    : mark ? document.querySelectorAll(mark.getAttribute("href")) : [];
  others.forEach((each) => each.classList.toggle("near", on));
}
for (const [name, on] of [["mouseover", true], ["focusin", true], ["mouseout", false], ["focusout", false]]) {
  document.addEventListener(name, (event) => near(event, on));
}

// "/" leads to the box from anywhere.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.closest("input, textarea, select")) return;
  const box = document.getElementById("q");
  if (box) { event.preventDefault(); box.focus(); box.select(); }
});

// Timeline: dragging across bars chooses their periods, as the two date fields would.
let drag = null;

function binAt(svg, x) {
  const box = svg.getBoundingClientRect();
  const bins = svg.dataset.bins.split(" ");
  const place = Math.floor(((x - box.left) / box.width) * bins.length);
  return Math.min(Math.max(place, 0), bins.length - 1);
}

document.addEventListener("pointerdown", (event) => {
  const svg = event.target.closest("svg[data-brush]");
  if (!svg || !svg.closest("#results") || event.button !== 0) return;
  drag = { svg, from: binAt(svg, event.clientX), rect: null };
});

document.addEventListener("pointermove", (event) => {
  if (!drag) return;
  const to = binAt(drag.svg, event.clientX);
  if (!drag.rect && to === drag.from) return;
  if (!drag.rect) {
    drag.rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    drag.rect.setAttribute("class", "brush");
    drag.rect.setAttribute("y", "0");
    drag.rect.setAttribute("height", "150");
    drag.svg.append(drag.rect);
  }
  const step = 100 / drag.svg.dataset.bins.split(" ").length;
  const [low, high] = [Math.min(drag.from, to), Math.max(drag.from, to)];
  drag.rect.setAttribute("x", `${low * step}%`);
  drag.rect.setAttribute("width", `${(high - low + 1) * step}%`);
});

document.addEventListener("pointerup", (event) => {
  if (!drag) return;
  const { svg, from, rect } = drag;
  drag = null;
  if (!rect) return;
  event.preventDefault();
  const bins = svg.dataset.bins.split(" ");
  const to = binAt(svg, event.clientX);
  const address = new URL(location.href);
  address.searchParams.set("from", bins[Math.min(from, to)]);
  address.searchParams.set("to", bins[Math.max(from, to)]);
  address.searchParams.delete("after");
  location.assign(address);
});

document.addEventListener("dragstart", (event) => {
  if (event.target.closest && event.target.closest("svg[data-brush]")) event.preventDefault();
});

// Review by keyboard: each key presses what bears its name.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const key = CSS.escape(event.key);
  const press = document.querySelector(`[data-key="${key}"]`);
  const focus = document.querySelector(`[data-key-focus="${key}"]`);
  if (press) { event.preventDefault(); press.click(); }
  if (focus) { event.preventDefault(); focus.focus(); }
});
