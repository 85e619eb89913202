// Starts the core from embedded bytes, so that it works from a server, from disk and in a sandboxed frame, and then an interface.
// If that fails, the page reports it.

import packed from "widget:module";
import * as glue from "widget:glue";
import { form } from "./dom.js";
import { end } from "./trouble.js";
import { unpack } from "./unpack.js";

/**
 * Starts the core, and then the interface with its functions.
 * @param {(functions: Core) => void} start
 */
export async function begin(start) {
  // Without this mark the page reports that no script has started.
  form.dataset.begun = "";
  let reason = "wasm";
  try {
    const { instance } = await WebAssembly.instantiate(unpack(packed), {});
    reason = "start";
    glue.__wbg_set_wasm(instance.exports);
    start(glue);
  } catch (error) {
    end(reason, error);
  }
}
