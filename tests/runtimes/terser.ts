/**
 * What a second minifier makes of a bundle. It is a package of this folder, and so is imported here.
 *
 * @module
 */
import { minify } from "terser";

/** The same module, smaller. */
export const terse = async (code: string): Promise<string> => {
  const { code: terse } = await minify(code, { module: true, compress: { passes: 2 } });
  if (terse === undefined) throw new Error("terser gave nothing");
  return terse;
};
