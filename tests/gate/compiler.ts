/**
 * The compiler, with the options of tsconfig.json.
 */
import { join } from "node:path";
import ts from "typescript";
import { root } from "./project.ts";

/** Every option of tsconfig.json, `paths` among them: `@codearts/check` means the sources. */
export const compilerOptions = (): ts.CompilerOptions => {
  const { config, error } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  if (error !== undefined) {
    throw new Error(ts.flattenDiagnosticMessageText(error.messageText, "\n"));
  }
  return ts.parseJsonConfigFileContent(config, ts.sys, root).options;
};
