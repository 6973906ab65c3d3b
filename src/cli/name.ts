/**
 * How whoever reads a text of the command line started it: from the sources, or as the built `bin`.
 *
 * @module
 */

const isSource = import.meta.url.endsWith(".ts");

/** The command without arguments. */
export const alone: string = isSource ? "npm start" : "codearts-check";

/** The command before arguments. */
export const command: string = isSource ? "npm start --" : "codearts-check";
