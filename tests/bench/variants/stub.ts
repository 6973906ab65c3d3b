/**
 * A service in the place of `fetch`: what remains is what a variant does itself.
 *
 * @module
 */

/** Where stops succeed, where they are refused, and where tokens come from. */
export const stubs = {
  ok: "https://check.example",
  /** The SDK fails on `null`, which is what the documentation shows. */
  okForSdk: "https://check.example/sdk",
  busy: "https://check.example/busy",
  iam: "https://iam.example",
} as const;

interface StubbedReply {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const token = JSON.stringify({
  token: {
    issued_at: "2026-01-01T00:00:00.000000Z",
    expires_at: "2026-01-02T00:00:00.000000Z",
  },
});

const replies: ReadonlyArray<readonly [prefix: string, reply: StubbedReply]> = [
  [stubs.okForSdk, { status: 200, body: "{}" }],
  [stubs.busy, {
    status: 400,
    body: '{"error_code":"CC.00000000","error_msg":"The network is busy."}',
  }],
  [stubs.ok, { status: 200, body: "null" }],
  [stubs.iam, {
    status: 201,
    body: token,
    headers: {
      "x-subject-token": `MIIEXAMPLE${"abcdefghijklmnop".repeat(64)}`,
    },
  }],
];

const unknown: StubbedReply = { status: 404, body: "" };

/** Puts the service in the place of the global `fetch`. */
export const installStub = (): void => {
  globalThis.fetch = (input) => {
    const [, { body, headers, status }] =
      replies.find(([prefix]) => String(input).startsWith(prefix)) ??
        ["", unknown];
    return Promise.resolve(
      new Response(body, {
        status,
        headers: {
          "content-type": "application/json",
          "x-request-id": "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
          ...headers,
        },
      }),
    );
  };
};
