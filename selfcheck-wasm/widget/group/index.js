// The entry point of the script that compares several people.

import { begin } from "../begin.js";
import { start } from "./main.js";

begin(start);
