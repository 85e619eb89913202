// The entry point of a self-check's second script, which computes nothing: the guide. It is loaded before the first one and
// waits for its results.

import { listen } from "./guide.js";

listen();
