// The entry point of a self-check's second script, which computes nothing: the guide, evidence, and the checks of
// several assessors beside each other. It is loaded before the
// first one and waits for its results.

import { listen as listenForOthers } from "./beside.js";
import { listen as listenForEvidence } from "./evidence.js";
import { listen } from "./guide.js";

listenForEvidence();
listenForOthers();
listen();
