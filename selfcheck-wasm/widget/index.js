// The script's entry point. If it fails, the page remains a form to print.

import { begin } from "./begin.js";
import { start } from "./main.js";

begin(start);
