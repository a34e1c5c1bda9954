"use strict";

// The bundle loads with nothing but the editor's own module beside it.

const assert = require("node:assert/strict");
const Module = require("node:module");
const test = require("node:test");

/** Stands for whatever the library takes from the editor: a class, a function, a name. */
function anything() {
  const stand = class {};
  return new Proxy(stand, {
    get: (target, name) => {
      if (name in target || typeof name === "symbol" || name === "then") {
        return target[name];
      }
      return (target[name] = anything());
    },
    apply: () => anything(),
  });
}

function load(vscode) {
  const original = Module._load;
  Module._load = function (name, ...rest) {
    return name === "vscode" ? vscode : original.call(this, name, ...rest);
  };
  try {
    return require("../dist/extension.js");
  } finally {
    Module._load = original;
  }
}

test("the bundle loads and offers what the editor calls", () => {
  const extension = load(anything());
  assert.equal(typeof extension.activate, "function");
  assert.equal(typeof extension.deactivate, "function");
});

test("the manifest names what is there", () => {
  const manifest = require("../package.json");
  assert.equal(manifest.main, "./dist/extension.js");
  assert.deepEqual(Object.keys(manifest.dependencies ?? {}), [], "everything is in the bundle");
  assert.ok(manifest.contributes.configuration.properties["mtlint.path"]);
});
