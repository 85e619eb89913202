// Says so where the self-check's script has not begun by the time the page is there: it could not be loaded, or this browser
// cannot read it. So this one is written for browsers that are older still. What fails later, that script says itself.
document.addEventListener("DOMContentLoaded", function () {
  var message = document.querySelector("[data-broken]");
  if (!message || document.querySelector("form[data-begun]")) return;
  message.querySelector("[data-reason=start]").hidden = false;
  message.hidden = false;
});
