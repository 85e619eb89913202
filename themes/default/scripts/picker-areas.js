// A long picker lists the areas of what can be picked. This puts their texts into the page, and the data of its script.
import { find } from "./shared/dom.js";
import { takeAreas } from "./shared/areas.js";

const body = takeAreas(globalThis.clausebookPicked, "data-area-marked");
find("form[data-picker]").prepend(find("[data-picker-data]", body));
