import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/TestClock";
import * as Emulator from "../src/emulator/Emulator.ts";
import { type Process, runningTask, runWith } from "./support/cli.ts";

/** So much of a secret is too much. */
const tell = 12;

/** A process with credentials, and the secret that it sends with a stop. */
interface Way {
  readonly process: Process;
  readonly sent: string;
  /** What it sends to IAM. */
  readonly asked?: string;
}

/** The secrets of a caller, and a process that has them by each way that there is. */
const sceneOf = (name: string) =>
  Effect.gen(function* () {
    const cloud = yield* Emulator.Emulator;
    const user = { domain: "acme", name, password: Redacted.make("correct horse battery staple") };
    yield* cloud.createUser(user);
    const token = Redacted.value(yield* cloud.issueToken());
    const key = yield* cloud.issueAccessKey({ validFor: "1 hour" });
    const secretKey = Redacted.value(key.secretKey);
    const securityToken = Redacted.value(key.securityToken ?? key.secretKey);
    const profile = `[basic]
ak=${key.accessKey}
sk=${secretKey}
security_token=${securityToken}
`;
    const password = Redacted.value(user.password);
    const ways: ReadonlyArray<Way> = [
      { process: { env: { HW_AUTH_TOKEN: token } }, sent: token },
      {
        process: {
          env: {
            HUAWEICLOUD_SDK_AK: key.accessKey,
            HUAWEICLOUD_SDK_SK: secretKey,
            HUAWEICLOUD_SDK_SECURITY_TOKEN: securityToken,
          },
        },
        sent: securityToken,
      },
      {
        process: {
          env: { HW_DOMAIN_NAME: "acme", HW_USER_NAME: name, HW_USER_PASSWORD: password },
        },
        sent: "",
        asked: password,
      },
      { process: { input: token }, sent: token },
      {
        process: { files: { "/home/ci/.huaweicloud/credentials": profile }, isOpen: true },
        sent: securityToken,
      },
      { process: {}, sent: "" },
    ];
    return { cloud, ways, secrets: [token, secretKey, securityToken, password] };
  });

const quote = (sent: string): Emulator.Fault =>
  Emulator.Fault.Reply({ status: 401, body: JSON.stringify({ error_msg: `refused: ${sent}` }) });

/** What the cloud does to a request of each kind, and the exit codes that come of it. */
const outcomes: ReadonlyArray<
  readonly [
    string,
    Emulator.Operation,
    ((sent: string) => Emulator.Fault) | undefined,
    ReadonlyArray<number>,
  ]
> = [
  ["stops", "stop", undefined, [0, 0, 0, 0, 0, 0]],
  ["breaks off", "stop", () => Emulator.Fault.Cut(), [1, 1, 1, 1, 1, 1]],
  ["refuses, and quotes what it was sent", "stop", quote, [1, 1, 1, 1, 1, 1]],
  ["issues no token, and quotes the password", "token", quote, [0, 0, 1, 0, 0, 0]],
  ["has no key for the host", "securityKey", quote, [0, 0, 0, 0, 0, 2]],
];

describe("nothing that the command line writes holds a secret, whatever way it is had,", () => {
  for (const [what, operation, faultOf, codes] of outcomes) {
    it.effect(`when the cloud ${what}`, () =>
      Effect.gen(function* () {
        yield* TestClock.setTime(Date.UTC(2026, 0, 1));
        const { cloud, secrets, ways } = yield* sceneOf(what);
        const ended: Array<number> = [];
        for (const { asked = "", process, sent } of ways) {
          yield* cloud.clearFaults;
          if (faultOf !== undefined) {
            yield* cloud.faultNext(9, faultOf(operation === "token" ? asked : sent), operation);
          }
          const args = [
            "stop",
            "--retries",
            "0",
            yield* runningTask,
            "--region",
            "cn-north-4",
            "--json",
            "--verbose",
          ];
          const { code, err, out } = yield* runWith(args, process);
          ended.push(code);
          const shown = [err, ...out].join("\n");
          for (const secret of secrets) {
            expect(shown).not.toContain(secret.slice(0, tell));
            expect(shown).not.toContain(secret.slice(-tell));
          }
        }
        expect(ended).toEqual(codes);
      }).pipe(Effect.provide(Emulator.layer({ hostAgency: "checks" }))));
  }
});
