// The clipboard.

/**
 * Copies a text to the clipboard. Throws if it cannot.
 * @param {string} text
 */
export const put = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return;
  } catch {
    // Over plain HTTP and in browsers inside other programs, pages have no access to the clipboard API.
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.setAttribute("readonly", "");
  field.className = "unseen";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("not copied");
};
