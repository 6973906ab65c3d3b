/**
 * A service in the place of `fetch`: what remains is what a variant does itself.
 *
 * @module
 */

/** Where stops succeed, and where they are refused. */
export const stubs = {
  ok: "https://check.example",
  /** The SDK fails on `null`, which is what the documentation shows. */
  okForSdk: "https://check.example/sdk",
  busy: "https://check.example/busy",
} as const;

const replies: ReadonlyArray<
  readonly [prefix: string, status: number, body: string]
> = [
  [stubs.okForSdk, 200, "{}"],
  [
    stubs.busy,
    500,
    '{"error_code":"CC.00000000","error_msg":"The network is busy."}',
  ],
  [stubs.ok, 200, "null"],
];

/** Puts the service in the place of the global `fetch`. */
export const installStub = (): void => {
  globalThis.fetch = (input) => {
    const [, status, body] = replies.find(([prefix]) => String(input).startsWith(prefix)) ??
      ["", 404, ""];
    return Promise.resolve(
      new Response(body, {
        status,
        headers: {
          "content-type": "application/json",
          "x-request-id": "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
        },
      }),
    );
  };
};
