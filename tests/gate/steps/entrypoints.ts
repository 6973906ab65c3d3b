/**
 * npm, JSR and the compiler agree on what can be imported: package.json, deno.json and tsconfig.json
 * name the same entrypoints, and the same version.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import * as Schema from "effect/Schema";
import { entrypoints as declared, readJson, root } from "../project.ts";
import type { Step } from "../step.ts";

const strings = Schema.Record({ key: Schema.String, value: Schema.String });

const PackageJson = Schema.Struct({
  name: Schema.String,
  version: Schema.String,
  exports: Schema.Record({
    key: Schema.String,
    value: Schema.Union(
      Schema.String,
      Schema.Struct({ types: Schema.String, default: Schema.String }),
    ),
  }),
});

const DenoJson = Schema.Struct({ name: Schema.String, version: Schema.String, exports: strings });

const TsConfig = Schema.Struct({
  compilerOptions: Schema.Struct({
    paths: Schema.Record({ key: Schema.String, value: Schema.Array(Schema.String) }),
  }),
});

/** Compares two lists of `entrypoint = file`, and tells of each that only one of them has. */
const differences = (
  [nameA, a]: readonly [string, ReadonlyArray<string>],
  [nameB, b]: readonly [string, ReadonlyArray<string>],
): ReadonlyArray<string> => [
  ...a.filter((entry) => !b.includes(entry)).map((entry) => `${entry}: in ${nameA}, not ${nameB}`),
  ...b.filter((entry) => !a.includes(entry)).map((entry) => `${entry}: in ${nameB}, not ${nameA}`),
];

const problems = (): ReadonlyArray<string> => {
  const npm = readJson(PackageJson, "package.json");
  const deno = readJson(DenoJson, "deno.json");
  const { compilerOptions: { paths } } = readJson(TsConfig, "tsconfig.json");
  const sources = declared();
  const expected = sources.map(({ specifier, source }) => `${specifier} = ./${source}`);
  const aliased = Object.entries(paths).map(([key, files]) => `${key} = ${files.join(" or ")}`);
  const published = Object.entries(npm.exports).flatMap(([subpath, target]) =>
    typeof target === "string"
      ? []
      : Object.entries(target).map(([condition, file]) => `${subpath} (${condition}) = ${file}`)
  );
  const built = sources.flatMap(({ subpath, source }) => [
    `${subpath} (types) = ./dist/${source.replace(/\.ts$/, ".d.ts")}`,
    `${subpath} (default) = ./dist/${source.replace(/\.ts$/, ".js")}`,
  ]);
  return [
    ...sources.filter(({ source }) => !existsSync(join(root, source)))
      .map(({ specifier, source }) => `${specifier}: there is no ${source}`),
    ...differences(["deno.json", expected], ["tsconfig.json", aliased]),
    ...differences(["deno.json", built], ["package.json", published]),
    ...differences(
      ["deno.json", [`${deno.name} ${deno.version}`]],
      ["package.json", [`${npm.name} ${npm.version}`]],
    ),
  ];
};

/** The three lists agree. */
export const entrypoints: Step = {
  name: "entrypoints",
  run: () => Promise.resolve({ problems: problems() }),
};
