// What a page says and asks for while it is looked at.

/**
 * Collects, for a browser's tab, whatever should not be: console messages, errors, requests that fail, and requests to
 * anywhere but `allowed` (a prefix of addresses). `faults` grows as the tab is used; `at` names the page in them.
 */
export function watch(tab, allowed) {
  const watched = { at: "", faults: [], requests: 0 };
  const add = (what) => watched.faults.push({ what, where: watched.at });
  tab.on("console", (message) => add(`console ${message.type()}: ${message.text()}`));
  tab.on("pageerror", (error) => add(`error: ${error.message}`));
  tab.on("crash", () => add("the page crashed"));
  tab.on("dialog", (dialog) => {
    add(`a dialog opened: ${dialog.message()}`);
    dialog.dismiss();
  });
  tab.on("request", (request) => {
    watched.requests += 1;
    const address = request.url();
    if (!address.startsWith(allowed) && !address.startsWith("data:") && !address.startsWith("blob:")) {
      add(`request to another place: ${address}`);
    }
  });
  tab.on("requestfailed", (request) => {
    // A page that is left while something still loads is no fault.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") add(`request failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  tab.on("response", (response) => {
    if (response.status() >= 400) add(`answer ${response.status()}: ${response.url()}`);
  });
  return watched;
}
