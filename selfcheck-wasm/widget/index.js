// Where the script begins: starts the core from the bytes inside it, so that it runs from a server, from disk and in a
// sandboxed frame alike, and then the interface. Where that fails, the page says so and stays the form that it is.

import packed from "widget:module";
import * as glue from "widget:glue";
import { form } from "./dom.js";
import { end } from "./trouble.js";
import { unpack } from "./unpack.js";
import { start } from "./main.js";

async function begin() {
  // Without this mark the page says by itself that no script has begun.
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

begin();
