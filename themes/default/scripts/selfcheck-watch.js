// Shows a message if the self-check's script has not started by the time the page is loaded: it could not be loaded, or
// this browser cannot run it. This script is therefore written for even older browsers. The self-check's script reports
// later failures itself.
document.addEventListener("DOMContentLoaded", function () {
  var message = document.querySelector("[data-broken]");
  if (!message || document.querySelector("form[data-begun]")) return;
  message.querySelector("[data-reason=start]").hidden = false;
  message.hidden = false;
});
