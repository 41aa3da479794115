"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const findings = all("ol.findings > li");
  const marks = all("a.mark");
  const filter = document.getElementById("filter");
  const panel = document.getElementById("panel");
  if (!filter || !panel) return;
  const inside = panel.querySelector(".inside");
  const findingOf = (mark) => document.getElementById(mark.hash.slice(1));
  let opener = null;

  // The filter hides findings; a cell stays coloured as long as one of its findings shows.
  const apply = () => {
    const severities = new Set(all("input:checked", filter).map((box) => box.value));
    const code = filter.elements.code.value;
    const sheet = filter.elements.sheet.value;
    let shown = 0;
    for (const finding of findings) {
      const { severity, code: its, sheet: place } = finding.dataset;
      finding.hidden = !severities.has(severity) || (code && code !== its) || (sheet && sheet !== place);
      shown += finding.hidden ? 0 : 1;
    }
    for (const mark of marks) mark.hidden = findingOf(mark).hidden;
    for (const cell of all(".found")) cell.classList.toggle("passed-over", all("a.mark", cell).every((mark) => mark.hidden));
    const count = filter.querySelector("output");
    count.textContent = count.dataset.text.replace("{shown}", shown).replace("{all}", findings.length);
    if (opener && opener.hidden) close();
  };

  const open = (mark) => {
    const finding = findingOf(mark);
    inside.replaceChildren(...[...finding.lastElementChild.cloneNode(true).children]);
    const code = document.getElementById("code-" + finding.dataset.code);
    if (code) inside.append(...[...code.querySelector("dd").cloneNode(true).children]);
    inside.className = "inside " + finding.dataset.severity;
    opener?.classList.remove("open");
    opener = mark;
    opener.classList.add("open");
    panel.hidden = false;
    panel.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center", inline: "nearest" });
  };

  const close = (back = true) => {
    panel.hidden = true;
    opener?.classList.remove("open");
    if (back) opener?.focus();
    opener = null;
  };

  const step = (by) => {
    const visible = marks.filter((mark) => !mark.hidden);
    const next = visible[visible.indexOf(opener) + by];
    if (next) open(next);
  };

  document.addEventListener("click", (event) => {
    const cell = event.target.closest(".found:not(.passed-over)");
    const mark = event.target.closest("a.mark") || (cell && all("a.mark", cell).find((one) => !one.hidden));
    if (mark) {
      event.preventDefault();
      open(mark);
    } else if (event.target.closest("#panel button")) {
      const by = { previous: -1, next: 1 }[event.target.closest("button").name];
      if (by) step(by);
      else close();
    } else if (event.target.closest("#panel a")) {
      close(false);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (panel.hidden || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") close();
    else if (event.key === "ArrowRight") step(1);
    else if (event.key === "ArrowLeft") step(-1);
    else return;
    event.preventDefault();
  });

  filter.addEventListener("input", apply);
  filter.addEventListener("reset", () => setTimeout(apply));
  filter.addEventListener("submit", (event) => event.preventDefault());
  filter.hidden = findings.length < 2;
  apply();
})();
