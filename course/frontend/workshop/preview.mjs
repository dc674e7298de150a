// @ts-check
// The page as readers of a job see it, next to the text that it is made from. Its scripts run only
// while somebody tries it. They are others than on the site, and store nothing. The policy of the
// workshop keeps every other page out of the frame: the site's own scripts would find what a reader
// has saved.

/** @typedef {{address: string, anchor: string}} PagePlace */
/**
 * @typedef {object} Parts
 * @property {HTMLIFrameElement} frame
 * @property {HTMLSelectElement} job
 * @property {HTMLSelectElement} module
 * @property {HTMLElement} trying the button for trying what is on the page
 * @property {HTMLElement} note says why the page is not the newest
 */
/**
 * @typedef {object} Events
 * @property {(name: string, ...others: unknown[]) => Promise<any>} ask
 * @property {(address: string, anchor: string, text: string) => void} onTap a place was tapped
 * @property {() => void} onShow another page is shown
 */

const SHOWN = "workshop-shown";
/** The script of a page that somebody tries (`frontend/tried`). */
const SCRIPT = "try.js";
const TRYING = "You try this page. Nothing that you tap or choose is kept.";

export class Preview {
  #parts;
  #events;
  #address = "";
  #anchor = "";
  #isBusy = false;
  #isOutdated = false;
  #isTrying = false;
  /** How far the page is scrolled that is made again. */
  #scrolled = 0;

  /**
   * @param {Parts} parts
   * @param {Events} events
   */
  constructor(parts, events) {
    this.#parts = parts;
    this.#events = events;
    parts.job.addEventListener("change", async () => {
      const module = this.#address.split("/")[1];
      const pages = await this.#showModules();
      const same = pages.find((address) => address.split("/")[1] === module);
      if (same ?? pages[0]) this.show(same ?? pages[0]);
    });
    parts.module.addEventListener("change", () => {
      if (parts.module.value) this.show(parts.module.value);
    });
    parts.trying.addEventListener("click", () => this.#try(!this.#isTrying));
    parts.frame.addEventListener("load", () => this.#onLoad());
  }

  get role() {
    return this.#parts.job.value;
  }

  get address() {
    return this.#address;
  }

  /** The id of the first module that the job reads. Empty if the course cannot be read yet. */
  get firstModule() {
    const first = [...this.#parts.module.options].find(({ value }) => value);
    return first?.value.split("/")[1] ?? "";
  }

  /**
   * Lists the jobs, and the modules of the one that is chosen. None are known while the course cannot
   * be read: then the lists stay.
   *
   * @param {Record<string, string>} roles titles by ids
   */
  async setRoles(roles) {
    const titles = Object.entries(roles).map(([id, title]) => [title, id]);
    if (!titles.length) return;
    list(this.#parts.job, titles);
    await this.#showModules();
  }

  /**
   * Shows a page, and the place with an anchor if there is one.
   *
   * @param {string} address
   * @param {string} [anchor]
   */
  async show(address, anchor = "") {
    const { job, module } = this.#parts;
    const role = address.split("/")[0];
    if (role !== job.value && [...job.options].some(({ value }) => value === role)) {
      job.value = role;
      await this.#showModules();
    }
    const isModule = [...module.options].some(({ value }) => value === address);
    module.value = isModule ? address : "";
    const isSame = address === this.#address;
    this.#address = address;
    this.#anchor = anchor;
    if (isSame && anchor) this.#showAnchor();
    else await this.refresh();
    if (!isSame) this.#events.onShow();
  }

  /** Shows the page again as it is now. If it is just being made, once more after that. */
  async refresh() {
    if (!this.#address) return;
    this.#isOutdated = true;
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      while (this.#isOutdated) {
        this.#isOutdated = false;
        const { html, isShown } = await this.#events.ask("page", this.#address);
        this.#parts.note.textContent = noteFor(html, isShown) || (this.#isTrying ? TRYING : "");
        if (html !== null && !this.#isOutdated) this.#put(html);
      }
    } finally {
      this.#isBusy = false; // or nothing would be shown anymore
    }
  }

  async #showModules() {
    const { job, module } = this.#parts;
    /** @type {[string, string][]} */
    const pages = await this.#events.ask("pages", job.value);
    const titles = pages.map(([address, title]) => [title, address]);
    list(module, [["Another page", ""], ...titles]);
    return pages.map(([address]) => address);
  }

  /** @param {string} html */
  #put(html) {
    const { frame } = this.#parts;
    const old = frame.contentDocument;
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const isSame = old?.body?.dataset.address === this.#address;
    const hasScripts = old?.querySelector(`script[src$="${SCRIPT}"]`);
    if (old && isSame && !hasScripts && !this.#isTrying) {
      // The style sheets stay, so nothing flickers and nothing scrolls.
      old.body.replaceChildren(...fresh.body.childNodes);
      this.#showAnchor();
    } else {
      fresh.body.dataset.address = this.#address;
      // Browsers that look ahead for what to load know no relative address of such a page.
      for (const from of fresh.querySelectorAll("base, head link"))
        from.setAttribute("href", /** @type {HTMLLinkElement} */ (from).href);
      this.#scrolled = isSame ? (frame.contentWindow?.scrollY ?? 0) : 0;
      if (this.#isTrying) {
        const script = fresh.createElement("script");
        script.type = "module";
        script.src = new URL(SCRIPT, location.href).href;
        fresh.head.append(script);
      }
      frame.srcdoc = `<!doctype html>${fresh.documentElement.outerHTML}`;
    }
  }

  #onLoad() {
    const inside = this.#parts.frame.contentDocument;
    if (!inside?.body.dataset.address) {
      // A link was faster than this script, and the policy has refused to follow it.
      this.refresh();
      return;
    }
    inside.addEventListener("click", (event) => this.#onTap(event));
    this.#parts.frame.contentWindow?.scrollTo(0, this.#scrolled);
    if (!this.#isTrying) this.#showAnchor();
  }

  /** @param {boolean} isTrying whether choices and questions work then */
  async #try(isTrying) {
    const { frame, trying } = this.#parts;
    this.#isTrying = isTrying;
    trying.setAttribute("aria-pressed", String(isTrying));
    frame.sandbox.toggle("allow-scripts", isTrying);
    await this.refresh();
  }

  /**
   * Follows a link as far as it leads to something of the course, unless the page has done so.
   *
   * @param {MouseEvent} event
   * @param {HTMLAnchorElement} link
   */
  #follow(event, link) {
    const isDone = event.defaultPrevented;
    event.preventDefault();
    const top = new URL("../", location.href).href;
    const [page, anchor = ""] = link.href.split("#");
    if (isDone || !page.startsWith(top)) return;
    const address = page.slice(top.length);
    const inside = this.#parts.frame.contentWindow;
    if (address !== this.#address) this.show(address, decodeURIComponent(anchor));
    else if (inside) inside.location.hash = anchor;
  }

  #showAnchor() {
    const inside = this.#parts.frame.contentDocument;
    for (const shown of inside?.querySelectorAll(`.${SHOWN}`) ?? []) shown.classList.remove(SHOWN);
    const place = this.#anchor && inside?.getElementById(this.#anchor);
    if (!place) return;
    for (let outer = place.parentElement; outer; outer = outer.parentElement)
      if (outer.localName === "details") outer.setAttribute("open", "");
    place.classList.add(SHOWN);
    place.scrollIntoView({ block: "nearest" });
  }

  /** @param {MouseEvent} event */
  #onTap(event) {
    const tapped = /** @type {Element} */ (event.target);
    const link = tapped.closest("a");
    if (this.#isTrying) {
      if (link) this.#follow(event, link);
      return;
    }
    if (link) event.preventDefault();
    const place = tapped.closest("[id]:not(main):not(body)");
    const text = tapped.closest("p, li, h1, h2, h3, h4, dt, dd, label, summary, legend, td, th");
    if (place) this.#events.onTap(this.#address, place.id, text?.textContent?.trim() ?? "");
  }
}

/**
 * Puts titles and values into a list, in which the same one stays chosen. If they are there already,
 * nothing changes: somebody may be choosing.
 *
 * @param {HTMLSelectElement} select
 * @param {string[][]} options
 */
function list(select, options) {
  const shown = [...select.options].map(({ textContent, value }) => [textContent, value]);
  if (JSON.stringify(shown) === JSON.stringify(options)) return;
  const chosen = select.value;
  select.replaceChildren(...options.map(([title, value]) => new Option(title, value)));
  if (options.some(([, value]) => value === chosen)) select.value = chosen;
}

/**
 * @param {string | null} html
 * @param {boolean} isShown
 */
function noteFor(html, isShown) {
  if (!isShown) return "This is the page from before the problem. Mend it to see the newest one.";
  return html === null ? "This job does not read this page." : "";
}
