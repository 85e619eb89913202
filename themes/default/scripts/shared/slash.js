// Whether the `/` key opens search; readers may switch it off.
import { keep, kept } from "./storage.js";

const KEY = "clausebook-search-key";

export const isSlashOff = () => kept(KEY) === "off";

/** @param {boolean} isOn */
export const keepSlash = (isOn) => keep(KEY, isOn ? undefined : "off");
