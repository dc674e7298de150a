// @ts-check
// <page-settings>, at the foot of every page: colors, printing, and links to the pages about saved
// data.

import { button, make } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { pageUrl } from "../base/site-url.mjs";
import { saveText } from "../storage/storage.mjs";

/** Pages that work only with scripts, so only this script links to them. */
const PAGES = ["practice", "record", "yours"];
const COLORS = ["device", "light", "dark"];

class PageSettings extends HTMLElement {
  connectedCallback() {
    if (this.childElementCount) return;
    const print = button(t("print"), () => window.print());
    const links = PAGES.map((page) => make("a", { href: pageUrl(`${page}/`) }, t(page)));
    this.append(colorChoice(), print, make("div", {}, ...links));
  }
}

function colorChoice() {
  const page = document.documentElement;
  const buttons = COLORS.map((colors) =>
    button(t(`colors-${colors}`), () => {
      page.dataset.colors = colors;
      markChosen();
      saveText("colors", colors);
    }),
  );
  const markChosen = () =>
    buttons.forEach((element, index) => {
      const isChosen = COLORS[index] === (page.dataset.colors ?? "device");
      element.setAttribute("aria-pressed", String(isChosen));
    });
  markChosen();
  const label = make("span", { id: "_colors" }, t("colors"));
  return make("div", { role: "group", "aria-labelledby": "_colors" }, label, ...buttons);
}

customElements.define("page-settings", PageSettings);
