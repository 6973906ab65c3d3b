import { join } from "node:path";
import { defineConfig, type ViteUserConfig } from "vitest/config";
import { entrypoints, root } from "./gate/project.ts";

/** Tests import the package by its name, as a program does, and get the sources. */
const alias = entrypoints().map(({ specifier, source }) => ({
  find: new RegExp(`^${specifier}$`),
  replacement: join(root, source),
}));

const config: ViteUserConfig = defineConfig({
  root,
  resolve: { alias },
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: ["**/node_modules/**"],
    setupFiles: ["tests/gate/setup.ts"],
    // Tests on real sockets share two cores with the gate: slow is not wrong, hanging is.
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});

export default config;
