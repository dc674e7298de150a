// What a page has to know before its first paint, and so no module: that scripts run, the colors
// that a reader has chosen here, and whether this device knows the reader's job.
{
  const page = document.documentElement;
  page.classList.add("js");
  try {
    const site = new URL("..", document.currentScript.src).pathname;
    page.dataset.colors = localStorage.getItem(`${site}colors`) ?? "device";
    if (localStorage.getItem(`${site}jobs`)) page.classList.add("has-jobs");
  } catch {
    // The browser keeps nothing. The device's own colors are right then.
  }
}
