// @ts-check
// Elements of the page, made in one line.

/**
 * An element with a text.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} [text]
 * @param {string} [className]
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function made(name, text = "", className = "") {
  const element = document.createElement(name);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

/**
 * A button.
 *
 * @param {string} text
 * @param {() => unknown} onTap
 * @param {string} [className]
 */
export function button(text, onTap, className = "") {
  const element = made("button", text, className);
  element.type = "button";
  element.addEventListener("click", onTap);
  return element;
}

/**
 * A link that opens another tab.
 *
 * @param {string} text
 * @param {string} address
 */
export function link(text, address) {
  const element = made("a", text);
  element.href = address;
  element.target = "_blank";
  element.rel = "noreferrer";
  return element;
}
