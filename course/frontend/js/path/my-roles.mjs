// @ts-check
// <my-roles>: on the home page, a card for each of the reader's roles; on a role's own page, the
// button that makes it one of them. In both places, readers decide whether this device remembers
// them. Also where readers without a role choose whose cards they need.

import { button, make, queryAll } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { clearOffline } from "../offline/clear.mjs";
import { linkToRole, savedRoles, saveRoles } from "../storage/saved-roles.mjs";
import { isSessionOnly } from "../storage/storage.mjs";
import { hasSavedData, switchToSessionOnly } from "../transfer/modes.mjs";
import "./card-of-role.mjs";

/** @typedef {import("../storage/saved-roles.mjs").Roles} Roles */

class MyRoles extends HTMLElement {
  #content = make("div");
  #status = make("p", { role: "status" });

  connectedCallback() {
    this.append(this.#content, this.#status);
    this.#render();
    // A browser may restore the page as it was before the reader went on, or deleted everything.
    window.addEventListener("pageshow", ({ persisted }) => persisted && this.#render());
  }

  #render() {
    const roles = savedRoles();
    const here = this.dataset.role;
    const others = Object.entries(roles).filter(([role]) => role !== here && isAvailable(role));
    const page = document.documentElement;
    page.classList.toggle("has-other-roles", others.length > 0);
    page.style.setProperty("--other-roles", String(others.length));
    this.#content.replaceChildren(
      ...(here ? [this.#toggle(roles, here), ...linksTo(others)] : cardsOf(others)),
    );
    const isOn = isSessionOnly();
    if (here || others.length || isOn) this.#content.append(this.#modeChoice(isOn));
    this.#status.textContent = isOn ? t("session-only") : "";
  }

  /**
   * @param {Roles} roles
   * @param {string} here
   */
  #toggle(roles, here) {
    const toggle = button(t("my-role"), () => {
      const { [here]: title, ...others } = savedRoles();
      const name = document.querySelector("h1")?.textContent ?? here;
      const isSaved = saveRoles(title === undefined ? { ...others, [here]: name } : others);
      this.#render();
      if (!isSaved) this.#status.textContent = t("not-saved");
      this.querySelector("button")?.focus();
    });
    const isMine = here in roles;
    toggle.setAttribute("aria-pressed", String(isMine));
    return isMine ? make("p", { class: "my-role" }, toggle, t("my-role-means")) : toggle;
  }

  /** @param {boolean} isOn whether data is stored for this tab's session only */
  #modeChoice(isOn) {
    const container = make("div", { class: "remember" });
    const refresh = () => {
      this.#render();
      queryAll(this, "button").at(-1)?.focus();
      window.dispatchEvent(new Event("storagemodechange"));
    };
    const forget = () => {
      switchToSessionOnly();
      clearOffline();
      refresh();
      if (!isSessionOnly()) this.#status.textContent = t("not-saved");
    };
    const confirm = () => {
      const no = button(t("delete-no"), refresh);
      const yes = button(t("delete-yes"), forget);
      container.replaceChildren(make("p", {}, t("forget-confirm")), yes, no);
      no.focus();
    };
    const start = button(t(isOn ? "remember" : "forget"), async () => {
      if (isOn) {
        const isSaved = await import("../transfer/to-device.mjs").then(
          ({ switchToDevice }) => switchToDevice(),
          () => false,
        );
        refresh();
        if (!isSaved) this.#status.textContent = t("not-saved");
      } else if (hasSavedData()) confirm();
      else forget();
    });
    const reason = t(hasSavedData() ? "remembered" : "shared-device");
    container.append(...(isOn ? [] : [reason, " "]), start);
    return container;
  }
}

/**
 * On a role's page: links to the reader's other roles.
 *
 * @param {[string, string][]} others
 */
function linksTo(others) {
  if (!others.length) return [];
  const items = others.map(([role, title]) => make("li", {}, linkToRole(role, title)));
  return [make("p", {}, t("other-role")), make("ul", {}, ...items)];
}

/**
 * On the home page: a card for each role.
 *
 * @param {[string, string][]} roles
 */
function cardsOf(roles) {
  if (!roles.length) return [];
  const cards = roles.map(([role, title]) => {
    const icon = document.querySelector(`.role[data-role="${role}"] .icon`)?.cloneNode(true);
    const job = make("p", { class: "resume__job" }, icon ?? "", linkToRole(role, title));
    const card = make("li", { class: "resume" }, job);
    fill(card, role);
    return card;
  });
  return [make("ul", { class: "resumes" }, ...cards)];
}

/**
 * @param {HTMLElement} card
 * @param {string} role
 */
async function fill(card, role) {
  try {
    const { fillCard } = await import("./resume.mjs");
    await fillCard(card, role);
  } catch {
    // Offline. The link to the role is shown anyway.
  }
}

/**
 * Whether a role still exists. Only the home page lists all roles; other pages cannot know.
 *
 * @param {string} role
 */
function isAvailable(role) {
  const available = queryAll(document, ".role").map((card) => card.dataset.role);
  return !available.length || available.includes(role);
}

customElements.define("my-roles", MyRoles);
