// The reading that the reader last chose in this browser, in which the handbook opens the next time.
import { keep, kept } from "./storage.js";

const KEY = "clausebook-reading";

/** Returns the id of the reading that was last chosen, if any was. */
export const chosenReading = () => kept(KEY);

/**
 * Stores the reading that the reader has chosen.
 * @param {string} id
 */
export const keepReading = (id) => keep(KEY, id);
