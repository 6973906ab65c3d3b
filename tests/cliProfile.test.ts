import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as Emulator from "../src/emulator/Emulator.ts";
import { operations, runningTask, runWith } from "./support/cli.ts";

const inMemory = Effect.provide(Emulator.layer());

const usual = "/home/ci/.huaweicloud/credentials";
const ak = "QTWAEXAMPLE7QVKYUCX2";
const sk = "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc";

const stop = (taskId = "abc") => ["stop", taskId, "--region", "cn-north-4"];

describe("the profile", () => {
  it.effect("signs with a temporary key, and for the project", () =>
    Effect.gen(function* () {
      const cloud = yield* Emulator.Emulator;
      const taskId = yield* runningTask;
      const { accessKey, secretKey, securityToken } = yield* cloud.issueAccessKey({
        validFor: "1 hour",
      });
      const text = `# mine
[global]
ak = OTHER
sk = OTHER
[basic]
ak = ${accessKey}
sk = ${Redacted.value(secretKey)}
security_token = ${Redacted.value(securityToken ?? secretKey)}
project_id = 0bcc05efb100f2a92f53c011f262dfa0
iam_endpoint = https://iam.example
`;
      expect(yield* runWith(stop(taskId), { files: { [usual]: text } })).toMatchObject({ code: 0 });
      const [request] = yield* cloud.requests;
      expect(request?.headerNames).toEqual(
        expect.arrayContaining(["authorization", "x-project-id", "x-security-token"]),
      );
    }).pipe(inMemory));

  it.effect("is the file that HUAWEICLOUD_SDK_CREDENTIALS_FILE names, and not the usual one", () =>
    Effect.gen(function* () {
      const { err } = yield* runWith(stop(), {
        env: { HUAWEICLOUD_SDK_CREDENTIALS_FILE: "/run/secrets/huawei" },
        files: { "/run/secrets/huawei": "[basic]\nak = A", [usual]: `[basic]\nak=${ak}\nsk=${sk}` },
      });
      expect(err).toContain("/run/secrets/huawei: [basic] has ak without sk");
    }).pipe(inMemory));

  it.effect("that others may read is used, with a warning that does not go to programs", () =>
    Effect.gen(function* () {
      const files = { [usual]: `[basic]\nak=${ak}\nsk=${sk}` };
      const { err, out } = yield* runWith([...stop(), "--json"], { files, isOpen: true });
      expect(err).toMatch(/^warning: \/home\/ci\/\.huaweicloud\/credentials .*chmod 600/);
      expect(out.map((line) => JSON.parse(line).taskId)).toEqual(["abc"]);
    }).pipe(inMemory));

  const passed: ReadonlyArray<readonly [string, string]> = [
    ["it is empty", ""],
    ["it is for global services alone", `[global]\nak=${ak}\nsk=${sk}`],
  ];
  it.effect.each(passed)("is passed over where %s", ([, text]) =>
    Effect.gen(function* () {
      const { code, err } = yield* runWith(stop(), { files: { [usual]: text } });
      expect(code).toBe(2);
      expect(err).toContain(`3. profile: ${usual} has no section [basic]\n  4. metadata service:`);
    }).pipe(inMemory));

  const wrong: ReadonlyArray<readonly [string, string, RegExp]> = [
    ["ak alone", `[basic]\nak=${ak}`, /: \[basic\] has ak without sk: add sk/],
    ["sk alone", `[basic]\nsk=${sk}\nak=`, /: \[basic\] has sk without ak: add ak/],
    ["neither", "[basic]\nproject_id=x", /: \[basic\] has neither ak nor sk: add both/],
    ["a federated identity", "[basic]\nidp_id=x\nid_token_file=/x", /federated identity.*add ak/],
    ["a line that is none", `[basic]\nak=${ak}\n${sk}`, /, line 3: expected \[section\]/],
    [
      "a space in sk",
      `[basic]\nak=${ak}\nsk=${sk} x`,
      /, line 3: sk has a character that none has/,
    ],
    [
      "a security token of letters that none has",
      `[basic]\nsecurity_token=é${sk}\nak=${ak}\nsk=${sk}`,
      /, line 2: security_token has a character/,
    ],
    [
      "a project that is a path",
      `[basic]\nak=${ak}\nsk=${sk}\nproject_id=../x`,
      /, line 4: project_id/,
    ],
  ];
  it.effect.each(wrong)(
    "with %s ends the search: it names the place and shows no value",
    ([, text, message]) =>
      Effect.gen(function* () {
        const { code, err } = yield* runWith(stop(), { files: { [usual]: text } });
        expect(code).toBe(2);
        expect(err).toMatch(new RegExp(`^${usual}`));
        expect(err).toMatch(message);
        expect(err).not.toContain(sk.slice(0, 8));
        expect(err).not.toContain(ak.slice(0, 8));
        expect(yield* operations).toEqual([]);
      }).pipe(inMemory),
  );
});
