// @ts-check
// <my-roles>: on the home page and on a role's own page, where readers choose roles and decide
// whether this device remembers them.

import { button } from "../base/controls.mjs";
import { make, queryAll } from "../base/dom.mjs";
import { t } from "../base/messages.mjs";
import { clearOffline } from "../offline/clear.mjs";
import { linkToRole, savedRoles, saveRoles } from "../storage/saved-roles.mjs";
import { isSessionOnly } from "../storage/storage.mjs";
import { hasSavedData, switchToDevice, switchToSessionOnly } from "../transfer/modes.mjs";

/** @typedef {import("../storage/saved-roles.mjs").Roles} Roles */

class MyRoles extends HTMLElement {
  #content = make("div");
  #status = make("p", { role: "status" });

  connectedCallback() {
    this.append(this.#content, this.#status);
    this.#render();
    for (const card of queryAll(document, ".role")) {
      const title = card.querySelector("a")?.textContent ?? "";
      card.addEventListener("click", () => {
        // The first choice is the reader's role; later ones may be a look around.
        if (!Object.keys(savedRoles()).length) saveRoles({ [card.dataset.role ?? ""]: title });
      });
    }
  }

  #render() {
    const roles = savedRoles();
    const here = this.dataset.role;
    const others = Object.entries(roles).filter(([role]) => role !== here && isAvailable(role));
    this.#content.replaceChildren();
    if (here) this.#content.append(this.#toggle(roles, here));
    if (others.length) {
      const title = t(here ? "other-role" : "my-roles");
      const items = others.map(([role, name]) => make("li", {}, linkToRole(role, name)));
      this.#content.append(make("p", {}, title), make("ul", {}, ...items));
      if (!here) {
        for (const [index, [role]] of others.entries()) showNextStep(role, items[index]);
      }
    }
    const isOn = isSessionOnly();
    if (here || others.length || isOn) this.#content.append(this.#modeButton(isOn));
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
    toggle.setAttribute("aria-pressed", String(here in roles));
    return toggle;
  }

  /** @param {boolean} isOn whether data is stored for this tab's session only */
  #modeButton(isOn) {
    const container = make("div");
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
    const start = button(t(isOn ? "remember" : "forget"), () => {
      if (isOn) {
        const isSaved = switchToDevice();
        refresh();
        if (!isSaved) this.#status.textContent = t("not-saved");
      } else if (hasSavedData()) confirm();
      else forget();
    });
    container.append(start);
    return container;
  }
}

/**
 * @param {string} role
 * @param {HTMLElement} item
 */
async function showNextStep(role, item) {
  try {
    const [{ dueQuestions, nextStep }, { fetchPath }] = await Promise.all([
      import("./next-step.mjs"),
      import("../base/role-paths.mjs"),
    ]);
    const path = await fetchPath(role);
    if (path?.stops.length) item.append(nextStep(role, path.stops), ...dueQuestions(role, path));
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
