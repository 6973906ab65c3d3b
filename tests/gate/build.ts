/**
 * `npm run build`: the package in JavaScript with its types, in `dist` or in `--outDir <folder>`.
 *
 * It is `tsc -p src/tsconfig.build.json` and two things more: the compiler rewrites `./x.ts` to
 * `./x.js` in code, but not in declarations, and the sources are not there once published; and the
 * command line is bundled, so that who installs the package installs nothing for it.
 */
import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import ts from "typescript";
import { buildBin } from "./bin.ts";
import { root } from "./project.ts";

/** Writes `.js` for `.ts` where a declaration imports relatively. */
const withJsSpecifiers = (text: string): string =>
  ts.preProcessFile(text, true, true).importedFiles
    .filter(({ fileName }) => /^\.{1,2}\/.*(?<!\.d)\.ts$/.test(fileName))
    .reduce((rewritten, { fileName, pos, end }) => {
      const literal = rewritten.slice(pos, end + 1).replace(fileName, fileName.slice(0, -2) + "js");
      return rewritten.slice(0, pos) + literal + rewritten.slice(end + 1);
    }, text);

const { values } = parseArgs({ options: { outDir: { type: "string" } } });
const outDir = resolve(root, values.outDir ?? "dist");
// What an earlier build left of files that are gone would be published with the rest.
if (values.outDir === undefined) rmSync(outDir, { recursive: true, force: true });

const configPath = join(root, "src/tsconfig.build.json");
const { config } = ts.readConfigFile(configPath, ts.sys.readFile);
const { options, fileNames, errors } = ts.parseJsonConfigFileContent(
  config,
  ts.sys,
  join(root, "src"),
  { outDir },
);
const program = ts.createProgram(fileNames, options);
const { diagnostics } = program.emit(undefined, (path, text) => {
  ts.sys.writeFile(path, path.endsWith(".d.ts") ? withJsSpecifiers(text) : text);
});

const all = [...errors, ...ts.getPreEmitDiagnostics(program), ...diagnostics];
if (all.length > 0) {
  process.stderr.write(ts.formatDiagnostics(ts.sortAndDeduplicateDiagnostics(all), {
    getCurrentDirectory: () => root,
    getCanonicalFileName: (name) => name,
    getNewLine: () => "\n",
  }));
  process.exitCode = 1;
} else {
  await buildBin(outDir);
}
