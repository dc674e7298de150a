// @ts-check
// What a page has to know before its first paint, and so no module: that scripts run, the colors
// that a reader has chosen here, and how many other jobs will be named (see jobs.mjs), so that
// their place is kept free.
{
  const page = document.documentElement;
  page.classList.add("js");
  try {
    const address = document.currentScript?.getAttribute("src") ?? "";
    const site = new URL(`${address}/../../..`, document.baseURI).pathname;
    const isPassing = [sessionStorage, localStorage].some((it) => it.getItem(`${site}passing`));
    const kept = isPassing ? sessionStorage : localStorage;
    page.dataset.colors = kept.getItem(`${site}colors`) ?? "device";
    const { jobs } = JSON.parse(kept.getItem(`${site}jobs`) ?? "{}");
    const here = location.pathname.slice(site.length).split("/")[0];
    const others = Object.keys(jobs ?? {}).filter((job) => job !== here);
    page.classList.toggle("has-answers", kept.getItem(`${site}answers`) !== null);
    if (jobs) page.classList.add("has-jobs");
    if (others.length) page.classList.add("has-other-jobs");
    page.style.setProperty("--other-jobs", String(others.length));
  } catch {
    // Nothing is kept, or nothing that can be read. The page's own look is right then.
  }
}
