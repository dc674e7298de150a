// @ts-check
// <page-tools>, at the foot of each page: the colors, paper, and the ways to what scripts keep.

import { make } from "./elements.mjs";
import { write } from "./store.mjs";
import { word } from "./words.mjs";

const SITE = new URL("../..", import.meta.url);
/** Pages that live by scripts, and are found through this one only. */
const PAGES = ["practice", "record", "yours"];
const COLORS = ["device", "light", "dark"];

class PageTools extends HTMLElement {
  connectedCallback() {
    if (this.childElementCount) return;
    const print = make("button", { type: "button", class: "quiet" }, word("print"));
    print.addEventListener("click", () => window.print());
    const links = PAGES.map((page) =>
      make("a", { href: new URL(`${page}/`, SITE).href }, word(page)),
    );
    this.append(colorChoice(), print, make("div", {}, ...links));
  }
}

function colorChoice() {
  const page = document.documentElement;
  const buttons = COLORS.map((colors) => {
    const button = make("button", { type: "button", class: "quiet" }, word(`colors-${colors}`));
    button.addEventListener("click", () => {
      page.dataset.colors = colors;
      mark();
      write("colors", colors);
    });
    return button;
  });
  const mark = () =>
    buttons.forEach((button, index) => {
      const isChosen = COLORS[index] === (page.dataset.colors ?? "device");
      button.setAttribute("aria-pressed", String(isChosen));
    });
  mark();
  const name = make("span", { id: "_colors" }, word("colors"));
  return make("div", { role: "group", "aria-labelledby": "_colors" }, name, ...buttons);
}

customElements.define("page-tools", PageTools);
