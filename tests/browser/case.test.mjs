// The frameworks in CASE are valid against the schema that 1EdTech publishes, and agree with the site.
//
// The licence of the schema does not let others distribute it, so it is downloaded once. Without a connection, the environment
// variable CASE_SCHEMA can name the file; otherwise only the comparison with the schema is left out.

import { test } from "node:test";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { FIXTURES, openFixture } from "./fixture.mjs";
import { attribute, elements, parsePage } from "./markup.mjs";
import { openSite } from "./site.mjs";

const SCHEMA = "https://purl.imsglobal.org/spec/case/v1p1/schema/openapi/imscasev1p1_openapi3_v1p0.json";
const CHECKSUM = "40f183b6ca3ce4979e4908d4414b9d099dd22493bea45694b60e7a72a19a22bf";
const FOLDER = "ims/case/v1p1/";

/** The schema of version 1.1, or the reason why there is none. A different file is an error: the address or the file has changed. */
async function openSchema() {
  const saved = join(import.meta.dirname, "node_modules", ".case-schema.json");
  const file = process.env.CASE_SCHEMA ?? saved;
  let text;
  if (existsSync(file)) {
    text = readFileSync(file);
  } else {
    try {
      const answer = await fetch(SCHEMA, { signal: AbortSignal.timeout(20_000) });
      if (!answer.ok) return { reason: `${SCHEMA} answers ${answer.status}` };
      text = Buffer.from(await answer.arrayBuffer());
    } catch (error) {
      return { reason: `NOT VALIDATED: ${SCHEMA} cannot be reached (${error}); CASE_SCHEMA can name a copy` };
    }
  }
  assert.equal(createHash("sha256").update(text).digest("hex"), CHECKSUM, "this is not the schema of CASE 1.1");
  if (file === saved && !existsSync(saved)) writeFileSync(saved, text);
  return { schema: JSON.parse(text.toString()) };
}

/** The type in the schema of each file, by the beginning of its path. */
const TYPES = { CFDocuments: "CFDocumentDType", CFPackages: "CFPackageDType" };

const typeOf = (file) => (file === `${FOLDER}CFDocuments.json` ? "CFDocumentSetDType" : TYPES[file.split("/")[3]]);
const files = (site) => site.files.filter((file) => file.startsWith(FOLDER));
const read = (site, file) => JSON.parse(site.read(file));

/** The shipped handbook and the made-up ones, as they are published. */
const sites = () => [
  ["the shipped handbook", openSite(process.env.SITE_WITH_BASE)],
  ...[...FIXTURES, "outline", "arabic", "ladders", "groups"].map((name) => [name, openFixture(name, { isPublished: true })]),
];

test("every file is valid against the published schema", async (t) => {
  const { schema, reason } = await openSchema();
  if (!schema) return t.skip(reason);
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats(ajv);
  ajv.addSchema({ $id: "case", components: schema.components });
  const validate = (type) => ajv.getSchema(`case#/components/schemas/${type}`) ?? ajv.compile({ $ref: `case#/components/schemas/${type}` });
  // It finds faults: a missing field, a field that it does not know, a null.
  const document = { identifier: "x", uri: "https://a.example/", title: null, more: 1 };
  assert.equal(validate("CFDocumentDType")(document), false);
  assert.ok(validate("CFDocumentDType").errors.length > 4);
  for (const [name, site] of sites()) {
    assert.ok(files(site).length > 2, name);
    for (const file of files(site)) {
      const check = validate(typeOf(file));
      assert.ok(check(read(site, file)), `${name}: ${file}: ${JSON.stringify(check.errors?.slice(0, 3))}`);
    }
  }
});

test("a package is one tree, and its references lead somewhere", () => {
  for (const [name, site] of sites()) {
    const { CFDocuments: documents } = read(site, `${FOLDER}CFDocuments.json`);
    const base = documents[0].uri.slice(0, documents[0].uri.indexOf(FOLDER));
    const packages = documents.map((document) => read(site, document.CFPackageURI.uri.slice(base.length)));
    assert.equal(packages.length, files(site).filter((file) => file.includes("/CFPackages/")).length, name);
    // Identifiers are unique in the whole site, since programs import several packages.
    const identifiers = packages.flatMap((one) => [
      one.CFDocument, ...one.CFItems, ...one.CFAssociations, ...(one.CFRubrics ?? []), ...Object.values(one.CFDefinitions).flat(),
    ]).map((record) => record.identifier);
    assert.equal(new Set(identifiers).size, identifiers.length, name);
    const known = new Map(packages.flatMap((one) => [one.CFDocument, ...one.CFItems].map((item) => [item.identifier, item])));
    const anchors = new Map();
    const anchorsOf = (page) => {
      if (!anchors.has(page)) {
        anchors.set(page, new Set([...elements(parsePage(site.read(page)))].map((element) => attribute(element, "id"))));
      }
      return anchors.get(page);
    };
    for (const one of packages) {
      const nested = one.CFAssociations.filter((association) => association.associationType === "isChildOf");
      const children = nested.map((association) => association.originNodeURI.identifier);
      assert.deepEqual(children.toSorted(), one.CFItems.map((item) => item.identifier).toSorted(), name);
      const inside = new Set([one.CFDocument.identifier, ...children]);
      for (const { destinationNodeURI } of nested) assert.ok(inside.has(destinationNodeURI.identifier), name);
      for (const { originNodeURI: from, destinationNodeURI: to } of one.CFAssociations) {
        for (const node of [from, to]) {
          if (!node.uri.startsWith(base) || node.targetType !== "CASE") continue;
          assert.equal(known.get(node.identifier)?.uri, node.uri, `${name}: ${node.title}`);
        }
      }
      const uris = one.CFItems.map((item) => item.uri);
      assert.equal(new Set(uris).size, uris.length, `${name}: an address of two items`);
      for (const uri of uris) {
        const [path, fragment] = uri.slice(base.length).split("#");
        assert.ok(site.files.includes(path), `${name}: ${uri}`);
        if (fragment && path.endsWith(".html") && !path.startsWith("id/")) {
          assert.ok(anchorsOf(path).has(fragment), `${name}: ${uri}`);
        }
      }
    }
  }
});

test("the packages of the shipped standard have its requirements in every language, word for word", () => {
  const site = openSite(process.env.SITE_WITH_BASE);
  const { CFDocuments: documents } = read(site, `${FOLDER}CFDocuments.json`);
  const permalinks = site.files.filter((file) => /^id\/.*\.html$/u.test(file));
  const standards = documents.filter((document) => document.version);
  assert.deepEqual(standards.map((document) => document.language), ["zh-CN", "en"]);
  const squeezed = (words) => words.replaceAll(/\s+/gu, " ");
  for (const document of standards) {
    const { CFItems: items } = read(site, `${FOLDER}CFPackages/${document.identifier}.json`);
    const requirements = items.filter((item) => permalinks.some((file) => file.endsWith(`/${item.humanCodingScheme}.html`)));
    assert.equal(requirements.length, permalinks.length);
    for (const item of requirements.filter((_, place) => place % 10 === 0)) {
      const file = permalinks.find((path) => path.endsWith(`/${item.humanCodingScheme}.html`));
      const page = squeezed(site.read(file).replaceAll(/<[^>]*>/gu, "").replaceAll("&#39;", "'"));
      assert.ok(page.includes(squeezed(item.fullStatement)), `${file}: ${item.fullStatement}`);
    }
  }
});
