// A long self-check by profile lists the areas of what is rated. This puts their texts into the page before anything else
// looks for them.
import { find, all } from "./shared/dom.js";
import { takeAreas } from "./shared/areas.js";

const body = takeAreas(globalThis.clausebookRated, "data-area-rated");
document.querySelector("table.each tbody")?.append(...all("table:last-child tr", body));
find("form[data-selfcheck]").dataset.profile = find("[data-profile]", body).dataset.profile;
