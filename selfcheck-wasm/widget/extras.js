// The entry point of a self-check's second script, which computes nothing: the guide, and evidence. It is loaded before the
// first one and waits for its results.

import { listen as listenForEvidence } from "./evidence.js";
import { listen } from "./guide.js";

listenForEvidence();
listen();
