// Where the script begins: starts the core from the bytes inside it, so that it runs from a server, from disk and in a
// sandboxed frame alike, and then the interface. Where the browser cannot run it, the page stays the form that it is.

import packed from "widget:module";
import * as glue from "widget:glue";
import { start } from "./main.js";

async function begin() {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const { instance } = await WebAssembly.instantiate(await new Response(stream).arrayBuffer(), {});
  glue.__wbg_set_wasm(instance.exports);
  start(glue);
}

begin();
