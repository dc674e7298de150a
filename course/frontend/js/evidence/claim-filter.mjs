// @ts-check
// <claim-filter>: shows only the claims of one strength or subject.

import { make, query, queryAll } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";

class ClaimFilter extends HTMLElement {
  #claims = queryAll(document, ".evidence");
  #groups = queryAll(document, ".claims");
  #status = make("p", { class: "facts", role: "status" });

  connectedCallback() {
    const strength = choice("_strength", this.#claims.map(strengthOf));
    const subject = choice("_subject", this.#groups.map(titleOf));
    const show = () => this.#show(strength.value, subject.value);
    for (const select of [strength, subject]) select.addEventListener("change", show);
    this.append(
      make("label", { for: strength.id }, t("evidence-strength")),
      strength,
      make("label", { for: subject.id }, t("evidence-subject")),
      subject,
      this.#status,
    );
    // A link to a claim that is filtered out shows it.
    window.addEventListener("hashchange", () => {
      const target = document.getElementById(location.hash.slice(1));
      if (!target?.closest("[hidden]")) return;
      strength.value = subject.value = "";
      show();
      target.scrollIntoView();
    });
  }

  /**
   * @param {string} strength empty for all
   * @param {string} subject empty for all
   */
  #show(strength, subject) {
    for (const claim of this.#claims) {
      const isStrong = !strength || strengthOf(claim) === strength;
      claim.hidden = !(isStrong && (!subject || subjectsOf(claim).includes(subject)));
    }
    for (const group of this.#groups)
      group.hidden = !group.querySelector(".evidence:not([hidden])");
    const count = this.#claims.filter((claim) => !claim.hidden).length;
    this.#status.textContent = t("evidence-shown", { count, total: this.#claims.length });
  }
}

/**
 * @param {string} id
 * @param {string[]} values with repeats
 */
function choice(id, values) {
  const all = make("option", { value: "" }, t("evidence-all"));
  const others = [...new Set(values)].map((value) => make("option", {}, value));
  return make("select", { id, autocomplete: "off" }, all, ...others);
}

/** @param {HTMLElement} claim */
function strengthOf(claim) {
  return query(claim, "summary > .claim").textContent ?? "";
}

/** @param {HTMLElement} group */
function titleOf(group) {
  return query(group, "h3").textContent ?? "";
}

/**
 * The pages that show a claim, or the group that it is in.
 *
 * @param {HTMLElement} claim
 */
function subjectsOf(claim) {
  const names = queryAll(claim, "p > b").map((name) => name.textContent ?? "");
  return names.length ? names : [titleOf(/** @type {HTMLElement} */ (claim.parentElement))];
}

customElements.define("claim-filter", ClaimFilter);
