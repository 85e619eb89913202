// Dates in the reader's calendar.

/** Returns today's date, such as `2026-03-09`. */
export const today = () => {
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
};
