/**
 * Credentials in the profile file of the official SDKs: `~/.huaweicloud/credentials`, or where
 * `HUAWEICLOUD_SDK_CREDENTIALS_FILE` says.
 *
 * Its section `[basic]` is for services of regions, as CodeArts Check is one; `[global]`, for services of
 * whole accounts, is not read by the official chain either. `iam_endpoint` is of no use here: a
 * signature asks IAM for nothing.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Either from "effect/Either";
import * as Redacted from "effect/Redacted";
import * as AccessKey from "../../auth/AccessKey.ts";
import { credentialsOf } from "../../auth/signature/credentials.ts";
import type { TokenService } from "../../TokenService.ts";
import { Io } from "../Io.ts";
import { UsageError } from "../UsageError.ts";
import { parseIni, type Section } from "./ini.ts";
import { type Absent, absent, type Way } from "./Way.ts";

const variable = "HUAWEICLOUD_SDK_CREDENTIALS_FILE";

const pathOf: Effect.Effect<string, Absent, Io> = Effect.gen(function* () {
  const io = yield* Io;
  // Where it may not be read, it is as good as not set.
  const path = yield* Effect.orElseSucceed(io.env(variable), () => undefined);
  if (path !== undefined) return path;
  const home = yield* io.home;
  return home === undefined
    ? yield* absent(`no home folder, and ${variable} is not set`)
    : `${home}/.huaweicloud/credentials`;
});

/** The file's keys, by the options that they are. */
const keys: Readonly<Record<string, string>> = {
  accessKey: "ak",
  secretKey: "sk",
  securityToken: "security_token",
  projectId: "project_id",
};

const serviceOf = (
  section: Section,
): Either.Either<
  TokenService,
  { readonly line?: number | undefined; readonly problem: string }
> => {
  const valueOf = (key: string): Redacted.Redacted<string> | undefined => {
    const value = section.get(key)?.value;
    return value === undefined || Redacted.value(value) === "" ? undefined : value;
  };
  const accessKey = valueOf("ak");
  const secretKey = valueOf("sk");
  if (accessKey === undefined || secretKey === undefined) {
    const problem = accessKey !== undefined
      ? "[basic] has ak without sk: add sk, or remove ak"
      : secretKey !== undefined
      ? "[basic] has sk without ak: add ak, or remove sk"
      : section.has("idp_id")
      ? "[basic] is for a federated identity, which is not supported here: add ak and sk"
      : "[basic] has neither ak nor sk: add both, or remove the section";
    return Either.left({ problem });
  }
  const projectId = valueOf("project_id");
  const options: AccessKey.Options = {
    accessKey: Redacted.value(accessKey),
    secretKey,
    securityToken: valueOf("security_token"),
    ...(projectId !== undefined && { projectId: Redacted.value(projectId) }),
  };
  return Either.mapBoth(credentialsOf(options), {
    onLeft: (reason) => {
      const [, option = "", what = reason] = /^the option (\w+) (.*)$/.exec(reason) ?? [];
      const key = keys[option] ?? option;
      return { line: section.get(key)?.line, problem: `${key} ${what}` };
    },
    onRight: () => AccessKey.make(options),
  });
};

/** The access key of the profile. A file that is there and of no use is wrong usage. */
export const profile: Way = {
  name: "profile",
  find: Effect.gen(function* () {
    const io = yield* Io;
    const path = yield* pathOf;
    const wrong = ({ line, problem }: { readonly line?: number | undefined; problem: string }) =>
      new UsageError({
        message: `${path}${line === undefined ? "" : `, line ${line}`}: ${problem}.`,
      });
    const file = yield* io.file(path);
    if (file === undefined) return yield* absent(`there is no ${path}`);
    if (file.isOpen) {
      yield* io.err(`warning: ${path} is not for its owner alone: run chmod 600 on it.`);
    }
    const sections = yield* Either.mapLeft(parseIni(Redacted.value(file.text)), wrong);
    const section = sections.get("basic");
    if (section === undefined) return yield* absent(`${path} has no section [basic]`);
    return yield* Either.mapLeft(serviceOf(section), wrong);
  }),
};
