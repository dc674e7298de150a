// @ts-check
// Interface words. The page brings them along in its own language; scripts hold none.

/**
 * A word of the interface, with its {places} filled in.
 *
 * @param {string} name as in `data-*` of the page's `<template class="check-words">`
 * @param {Record<string, string | number>} [values]
 */
export function word(name, values = {}) {
  const template = document.querySelector("template.check-words");
  const words = template?.getAttribute(`data-${name}`) ?? "";
  return words.replace(/\{(\w+)\}/g, (_, place) => String(values[place]));
}
