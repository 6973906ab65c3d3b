/**
 * The scenario as a script of the Edge VM, where only the web's names are: a function that its host
 * calls.
 */
import { runScenario } from "../scenario/run.ts";

Object.assign(globalThis, {
  scenario: (url: string): Promise<string> =>
    runScenario(url).then((outcomes) => JSON.stringify(outcomes)),
});
