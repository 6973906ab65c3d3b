/**
 * What may be how big, in kB of 1000 bytes, gzip -9: what it is today, and half a kB or a little more. Of
 * every worker 61.5 kB are Effect itself with a layer, a runtime and a schema of one error.
 *
 * @module
 */

/** The most that a bundle may have: minified by esbuild, and by terser after it. */
export interface Budget {
  readonly what: string;
  readonly entry: string;
  readonly esbuild: number;
  readonly terser?: number;
}

/** Whole workers, each the program of a user. */
export const workers: ReadonlyArray<Budget> = [
  {
    what: "worker: EdgeHttpClient, StaticToken",
    entry: "tests/gate/bundles/edgeWorker.ts",
    esbuild: 74,
    terser: 67.5,
  },
  {
    what: "worker: EdgeHttpClient, AccessKey",
    entry: "tests/gate/bundles/edgeAccessKey.ts",
    esbuild: 79.5,
  },
  {
    what: "worker: EdgeHttpClient, IamPassword",
    entry: "tests/gate/bundles/edgeIamPassword.ts",
    esbuild: 79.5,
  },
  {
    what: "worker: FetchHttpClient, StaticToken",
    entry: "tests/gate/bundles/stockWorker.ts",
    esbuild: 91.2,
  },
  { what: "stopTask from mod.ts", entry: "tests/gate/bundles/stopTask.ts", esbuild: 68.8 },
];

/** All that an entrypoint exports, by the key in the `exports` maps. */
export const entrypointBudgets: Readonly<Record<string, number>> = {
  ".": 113,
  "./stopTask": 68.5,
  "./taskStatus": 69,
  "./runTask": 68.7,
  "./cancelRun": 68.6,
  "./listTasks": 80,
  "./retryTransient": 61,
  "./RetryPolicy": 62.5,
  "./StopTaskError": 61,
  "./TokenService": 3.5,
  "./StaticToken": 63,
  "./AccessKey": 69,
  "./IamPassword": 73.5,
  "./IamAgency": 73.5,
  "./TokenStore": 60.5,
  "./FileTokenStore": 12,
  "./Region": 55.5,
  "./TaskId": 55.5,
  "./emulator": 98,
  "./EdgeHttpClient": 64,
  "./ConfiguredToken": 79.5,
  "./firstOf": 62.5,
  "./stopAndConfirm": 72,
  "./supersedeTask": 72.5,
  "./stopRunning": 95.5,
  "./stopTasks": 91,
  "./taskIdsOf": 59,
  "./Metrics": 17.5,
};
