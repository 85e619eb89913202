// Values that this browser stores for the reader. Storage may be unavailable, as in a sandboxed frame.

/**
 * Returns the value stored under `key`; `null` if there is none.
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
 * Stores `value` under `key`, or removes the key if there is no value. If storage is unavailable, nothing happens.
 * @param {string} key
 * @param {string | undefined} value
 */
export const keep = (key, value) => {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // The setting then lasts only while this page is open.
  }
};
