// @ts-check

/**
 * Makes an element with its attributes and what stands in it.
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
 * The elements inside another that a selector finds, in their order.
 *
 * @param {ParentNode} place
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
export function all(place, selector) {
  return [...place.querySelectorAll(selector)].filter((found) => found instanceof HTMLElement);
}

/**
 * The element inside another that the page is sure to have.
 *
 * @param {ParentNode} place
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function one(place, selector) {
  const found = all(place, selector)[0];
  if (!found) throw new Error(`The page lacks ${selector}.`);
  return found;
}

/**
 * The text of an element on one line, with a space between its blocks.
 *
 * @param {Element} element
 */
export function plainText(element) {
  const blocks = element.childElementCount ? [...element.childNodes] : [element];
  return blocks.map((block) => block.textContent ?? "").join(" ").replace(/\s+/g, " ").trim();
}

/**
 * Copies of what stands in an element.
 *
 * @param {Element} element
 */
export function copies(element) {
  return [...element.childNodes].map((node) => node.cloneNode(true));
}
