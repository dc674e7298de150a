// @ts-check
// Runs before the first paint, so it is a classic script, not a module. It marks that scripts run,
// applies the colors that the reader has chosen, shows modules step by step unless the reader wants
// them on one page (see lesson/steps.mjs), and reserves space for links to other roles (see
// path/my-roles.mjs).
{
  const page = document.documentElement;
  page.classList.add("js", "one-step");
  if (location.hash.length > 1 && location.hash !== "#_start") page.classList.add("to-step");
  try {
    const address = document.currentScript?.getAttribute("src") ?? "";
    const site = new URL(`${address}/../../..`, document.baseURI).pathname;
    const storage = storageOf(site);
    page.classList.toggle("one-step", storage.getItem(`${site}view`) !== "page");
    page.dataset.colors = storage.getItem(`${site}colors`) ?? "device";
    const { jobs } = JSON.parse(storage.getItem(`${site}jobs`) ?? "{}");
    const [here, module] = location.pathname.slice(site.length).split("/");
    const otherRoles = Object.keys(jobs ?? {}).filter((role) => role !== here);
    page.classList.toggle("has-answers", storage.getItem(`${site}answers`) !== null);
    page.classList.toggle("has-progress", storage.getItem(`${site}modules`) !== null);
    page.classList.toggle("has-lines", storage.getItem(`${site}lines`) !== null);
    if (jobs) page.classList.add("has-roles");
    if (otherRoles.length) page.classList.add("has-other-roles");
    page.style.setProperty("--other-roles", String(otherRoles.length));
    const { places } = JSON.parse(storage.getItem(`${site}places`) ?? "{}");
    page.dataset.place = String(places?.[module]?.[here]?.step ?? "");
    // If what is saved has not followed these renames yet, their script loads. After an update is
    // taken back, what is saved then must follow again.
    const { renames = "" } = page.dataset;
    if ((storage.getItem(`${site}renames`) ?? "") !== renames) {
      storage.removeItem(`${site}renames`);
      if (renames && storage.length) page.classList.add("behind");
    }
  } catch {
    // Storage is blocked or damaged. The default look is right then.
  }
  // If the other scripts are missing, all steps of a module must be there.
  addEventListener("load", () => {
    if (!page.classList.contains("has-main")) page.classList.remove("one-step");
  });
}
