/**
 * For examples that name a region: whatever is fetched goes to the emulated cloud, whose address is the
 * first argument.
 */
import process from "node:process";

const cloud = process.argv[2] ?? "";
const fetch = globalThis.fetch;

globalThis.fetch = (input, init) => {
  const { pathname } = new URL(input instanceof Request ? input.url : input);
  return fetch(cloud + pathname, init);
};
