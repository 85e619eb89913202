// A moved page takes the fragment of the old address along, which a refresh by the page itself cannot.
(() => {
  const to = document.currentScript.dataset.to;
  location.replace(to.includes("#") ? to : to + location.hash);
})();
