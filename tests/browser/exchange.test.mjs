// A standard as JSON is valid against the schema beside it; SKOS and JSON agree with each other and with the permalinks.

import { test } from "node:test";
import assert from "node:assert/strict";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { BASE_URL, FIXTURES, openFixture } from "./fixture.mjs";
import { openSite } from "./site.mjs";

/** The shipped handbook and the made-up ones, as they are published. */
const sites = () => [
  ["the shipped handbook", openSite(process.env.SITE_WITH_BASE)],
  ...[...FIXTURES, "outline", "arabic", "ladders"].map((name) => [name, openFixture(name, { isPublished: true })]),
];

const read = (site, file) => JSON.parse(site.read(file));
const models = (site) => site.files.filter((file) => /^data\/[^/]+\/standard\.json$/u.test(file));

test("every standard as JSON is valid against its schema", () => {
  for (const [name, site] of sites()) {
    const ajv = new Ajv({ allErrors: true, strict: false });
    addFormats(ajv);
    const check = ajv.compile(read(site, "data/standard.schema.json"));
    assert.equal(check({ languages: [], standard: {}, clauses: [{ id: "1", more: 1 }], requirements: [] }), false);
    assert.ok(models(site).length > 0, name);
    for (const file of models(site)) {
      const model = read(site, file);
      assert.ok(check(model), `${name}: ${file}: ${JSON.stringify(check.errors?.slice(0, 3))}`);
      for (const { permalink } of model.requirements) assert.ok(site.files.includes(permalink), `${name}: ${permalink}`);
    }
  }
});

test("a concept scheme has a concept for each requirement, all of them below its top concepts", () => {
  for (const [name, site] of sites()) {
    for (const file of models(site)) {
      const { requirements } = read(site, file);
      if (requirements.length === 0) continue;
      const graph = read(site, file.replace("standard.json", "skos.jsonld"))["@graph"];
      const nodes = new Map(graph.map((node) => [node.id, node]));
      assert.equal(nodes.size, graph.length, name);
      for (const { permalink } of requirements) assert.equal(nodes.get(BASE_URL + permalink)?.type, "skos:Concept", `${name}: ${permalink}`);
      for (const node of graph.filter(({ type }) => type === "skos:Concept")) {
        assert.ok(Object.keys(node.prefLabel).length > 0, `${name}: ${node.id}`);
        let top = node;
        for (let depth = 0; top?.broader && depth < 50; depth += 1) top = nodes.get(top.broader);
        assert.ok(top?.topConceptOf, `${name}: ${node.id} is not below a top concept`);
      }
      for (const { member } of graph.filter(({ type }) => type === "skos:Collection")) {
        for (const id of member) assert.ok(nodes.has(id), `${name}: ${id}`);
      }
    }
  }
});
