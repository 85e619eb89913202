// Passes the fragment of the old address on to the new one, which the page's own refresh cannot do.
(() => {
  const to = document.currentScript.dataset.to;
  location.replace(to.includes("#") ? to : to + location.hash);
})();
