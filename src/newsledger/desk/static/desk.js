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
