(() => {
"use strict";
const root = document.body;
root.classList.add("js");
const $ = (selector, from = document) => [...from.querySelectorAll(selector)];
const make = (name, props) => Object.assign(document.createElement(name), props);

// Details stand open in the file, so that nothing is hidden where no script runs.
const folds = $("details.fold");
folds.forEach((fold) => { fold.open = false; });
let before = [];
addEventListener("beforeprint", () => {
  before = folds.filter((fold) => !fold.open);
  before.forEach((fold) => { fold.open = true; });
});
addEventListener("afterprint", () => before.forEach((fold) => { fold.open = false; }));

const pieces = (id) => $(`[data-m="${CSS.escape(id)}"]`);
const target = (hash) => document.getElementById(decodeURIComponent(hash.slice(1)));
const arrive = () => {
  $("mark.on").forEach((mark) => mark.classList.remove("on"));
  const found = location.hash.length > 1 && target(location.hash);
  if (!found) return;
  const fold = found.closest("details");
  if (fold && !fold.open) { fold.open = true; found.scrollIntoView(); }
  pieces(found.id).forEach((mark) => mark.classList.add("on"));
};
addEventListener("hashchange", arrive);
arrive();

// Highlights, with a spoken notice.
const status = make("span", { className: "sr" });
status.setAttribute("role", "status");
const marks = make("button", { type: "button", textContent: "Switch highlights off" });
marks.addEventListener("click", () => {
  const off = root.classList.toggle("plainmarks");
  marks.textContent = off ? "Switch highlights on" : "Switch highlights off";
  status.textContent = off ? "Highlights are off" : "Highlights are on";
});
const tools = make("div", { className: "tools" });
tools.append(marks, status);
const nav = document.querySelector("nav");
if (nav && $("mark").length) nav.after(tools);

// Preview of a passage: beside the text where there is room, else under the link.
const wide = matchMedia("(min-width:1100px)");
const preview = make("aside", { className: "preview", hidden: true, id: "preview" });
preview.setAttribute("aria-label", "Passage");
root.append(preview);
let shownFor = null;
let timer = 0;
const hint = make("p", {
  className: "hint",
  textContent: "Point at a citation, or move to one with the keyboard, to read its passage here.",
});
const hide = () => {
  clearTimeout(timer);
  if (shownFor) shownFor.removeAttribute("aria-describedby");
  shownFor = null;
  preview.replaceChildren(hint);
  preview.hidden = !wide.matches || !nav || !$("a.ct").length;
  if (wide.matches) preview.style.left = preview.style.top = "";
};
hide();
const later = () => { clearTimeout(timer); if (!wide.matches) timer = setTimeout(hide, 250); };
const passage = (link) => {
  const mark = target(link.hash);
  const block = mark && mark.closest("p,h3,h4,h5");
  const article = mark && mark.closest("article");
  if (!block || !article) return null;
  const copy = make("p", { className: "src", dir: "auto", lang: block.closest("[lang]").lang });
  copy.append(...block.cloneNode(true).childNodes);
  $(".b", copy).forEach((back) => back.remove());
  $("mark", copy).forEach((piece) => {
    const own = piece.id === mark.id || piece.dataset.m === mark.id;
    piece.removeAttribute("id");
    delete piece.dataset.m;
    if (own) piece.classList.add("on"); else piece.replaceWith(...piece.childNodes);
  });
  const head = article.querySelector("header");
  const name = make("strong", { textContent: head.querySelector("h3,h4").textContent });
  const when = make("div", { className: "meta", textContent: head.querySelector(".meta").textContent });
  return [name, when, copy];
};
const show = (link) => {
  const content = passage(link);
  if (!content) return;
  hide();
  preview.replaceChildren(...content);
  preview.hidden = false;
  preview.scrollTop = 0;
  shownFor = link;
  link.setAttribute("aria-describedby", "preview");
  const own = preview.querySelector("mark.on");
  if (own) preview.scrollTop = Math.max(0, own.offsetTop - 60);
  if (wide.matches) return;
  const box = link.getBoundingClientRect();
  const left = Math.min(box.left, document.documentElement.clientWidth - preview.offsetWidth - 8);
  preview.style.left = `${Math.max(8, left) + scrollX}px`;
  preview.style.top = `${box.bottom + scrollY + 6}px`;
};
const cited = (node) => node instanceof Element && node.closest("a.ct");
document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  const link = cited(event.target);
  if (link) { clearTimeout(timer); if (link !== shownFor) timer = setTimeout(show, 120, link); }
  else if (preview.contains(event.target)) clearTimeout(timer);
  else later();
});
document.addEventListener("focusin", (event) => {
  const link = cited(event.target);
  if (link && link.matches(":focus-visible")) show(link);
  else if (!preview.contains(event.target)) hide();
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
document.addEventListener("click", (event) => { if (cited(event.target) && !wide.matches) hide(); });
wide.addEventListener("change", hide);

// Choosing another wording as the base of a quotation.
const split = (text) => text.match(/\S+/g) || [];
const plain = (word) =>
  word.replace(/^["'“”‘’«»„.,;:!?()[\]…]+|["'“”‘’«»„.,;:!?()[\]…]+$/g, "").toLowerCase() || word;
const differ = (base, other) => {
  const old = split(base), now = split(other), a = old.map(plain), b = now.map(plain);
  const long = a.map(() => new Uint16Array(b.length + 1)).concat(new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      long[i][j] = a[i] === b[j] ? long[i + 1][j + 1] + 1 : Math.max(long[i + 1][j], long[i][j + 1]);
  const out = [];
  const add = (kind, word) => {
    const last = out[out.length - 1];
    if (last && last[0] === kind) last[1].push(word); else out.push([kind, [word]]);
  };
  let i = 0, j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) { add("", now[j++]); i++; }
    else if (j >= b.length || (i < a.length && long[i + 1][j] >= long[i][j + 1])) add("del", old[i++]);
    else add("ins", now[j++]);
  }
  return out;
};
$(".wordings").forEach((list) => {
  const rows = $("li", list).map((item) => {
    const copy = item.querySelector(".w").cloneNode(true);
    $("del", copy).forEach((gone) => gone.remove());
    return { item, text: split(copy.textContent).join(" ") };
  });
  if (rows.length < 2) return;
  list.parentNode.querySelectorAll(".base").forEach((word) => word.remove());
  rows.forEach((row) => {
    row.button = make("button", { type: "button", textContent: "Base" });
    row.item.lastElementChild.prepend(row.button, " ");
    row.button.addEventListener("click", () => choose(row));
  });
  const choose = (base) => rows.forEach((row) => {
    row.button.setAttribute("aria-pressed", String(row === base));
    row.button.textContent = row === base ? "Base" : "Use as base";
    const parts = row === base ? [["", [row.text]]] : differ(base.text, row.text);
    const nodes = parts.flatMap(([kind, words]) => {
      const text = words.join(" ");
      return [kind ? make(kind, { textContent: text }) : text, " "];
    });
    row.item.querySelector(".w").replaceChildren(...nodes.slice(0, -1));
  });
  rows.forEach((row, place) => {
    row.button.setAttribute("aria-pressed", String(place === 0));
    if (place) row.button.textContent = "Use as base";
  });
});
})();
