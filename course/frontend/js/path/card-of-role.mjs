// @ts-check
// The choice of a role whose cards a reader needs. The search leads here with a card after the #, and
// each role's link leads on to that card.

function leadOn() {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll(".now-roles a");
  for (const link of links) link.hash = location.hash;
}

addEventListener("hashchange", leadOn);
leadOn();
