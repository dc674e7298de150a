// @ts-check

/**
 * Creates an element with attributes and content.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} content
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...content);
  return element;
}

/**
 * @param {string} text
 * @param {() => void} onClick
 */
export function button(text, onClick) {
  const element = make("button", { class: "quiet" }, text);
  element.addEventListener("click", onClick);
  return element;
}

/**
 * All matching elements inside a root, in document order.
 *
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
export function queryAll(root, selector) {
  return [...root.querySelectorAll(selector)].filter((element) => element instanceof HTMLElement);
}

/**
 * The first matching element inside a root. Throws if there is none.
 *
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function query(root, selector) {
  const element = queryAll(root, selector)[0];
  if (!element) throw new Error(`The page lacks ${selector}.`);
  return element;
}

/**
 * An element's text on one line, with a space between its blocks.
 *
 * @param {Element} element
 */
export function plainText(element) {
  const blocks = element.childElementCount ? [...element.childNodes] : [element];
  return blocks
    .map((block) => block.textContent ?? "")
    .join(" ")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * Copies of an element's child nodes.
 *
 * @param {Element} element
 */
export function clonedContent(element) {
  return [...element.childNodes].map((node) => node.cloneNode(true));
}

/** The role that this page is for, or an empty text. */
export function pageRole() {
  return document.querySelector(".page")?.getAttribute("data-role") ?? "";
}
