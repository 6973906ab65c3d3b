import { join } from "node:path";
import { defineConfig, type ViteUserConfig } from "vitest/config";
import { entrypoints, root } from "./gate/project.ts";

/** Tests import the package by its name, as a program does, and get the sources. */
const alias = entrypoints().map(({ specifier, source }) => ({
  find: new RegExp(`^${specifier}$`),
  replacement: join(root, source),
}));

/** The suite of the stop: what passes on the stock client passes on the lean one. */
const onEveryClient = [
  "anyReply",
  "cancelRun",
  "codes",
  "decoding",
  "guard",
  "listTasksReplies",
  "noReply",
  "runTask",
  "sockets",
  "stopTask",
  "success",
  "taskStatus",
  "tracing",
  "undocumented",
].map((name) => `tests/${name}.test.ts`);

const config: ViteUserConfig = defineConfig({
  root,
  resolve: { alias },
  test: {
    exclude: ["**/node_modules/**"],
    projects: [
      { extends: true, test: { name: "stock client", include: ["tests/**/*.test.ts"] } },
      {
        extends: true,
        test: { name: "lean client", include: onEveryClient, env: { HTTP_CLIENT: "edge" } },
      },
    ],
    setupFiles: ["tests/gate/setup.ts"],
    // Tests on real sockets share two cores with the gate: slow is not wrong, hanging is.
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});

export default config;
