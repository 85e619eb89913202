// What this browser keeps for the reader. Storage may be closed, as in a sandboxed frame.

/**
 * Returns what is kept under `key`; `null` if nothing is.
 * @param {string} key
 */
export const kept = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

/**
 * Keeps `value` under `key`, or nothing if there is no value. If storage is closed, nothing is kept.
 * @param {string} key
 * @param {string | undefined} value
 */
export const keep = (key, value) => {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // It holds for this page alone.
  }
};
