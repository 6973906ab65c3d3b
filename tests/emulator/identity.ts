import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as Emulator from "../../src/emulator/Emulator.ts";
import { see, type Seen } from "./cloud.ts";

export const password = "correct horse battery staple";
export const passcode = "492039";

/** The user `ci` of `acme`. */
export const user: Emulator.NewUser = {
  domain: "acme",
  name: "ci",
  password: Redacted.make(password),
};

const project = { project: { name: "cn-north-4" } };

export const byPassword = (
  more: {
    readonly name?: string;
    readonly password?: string;
    readonly domain?: string;
    readonly scope?: object;
  } = {},
): object => ({
  auth: {
    identity: {
      methods: ["password"],
      password: {
        user: {
          name: more.name ?? "ci",
          password: more.password ?? password,
          domain: { name: more.domain ?? "acme" },
        },
      },
    },
    scope: more.scope ?? project,
  },
});

export const byTotp = (id: string, code: string = passcode): object => ({
  auth: {
    identity: {
      methods: ["password", "totp"],
      password: { user: { name: "ci", password, domain: { name: "acme" } } },
      totp: { user: { id, passcode: code } },
    },
    scope: project,
  },
});

export const byAgency = (role: object, scope: object = project): object => ({
  auth: { identity: { methods: ["assume_role"], assume_role: role }, scope },
});

/** Asks an emulator's IAM for a token. */
export const askWith = (emulator: Emulator.Emulator): (
  body: unknown,
  options?: { readonly query?: string; readonly proof?: string },
) => Effect.Effect<Seen> =>
(
  body: unknown,
  options: { readonly query?: string; readonly proof?: string } = {},
): Effect.Effect<Seen> =>
  Effect.suspend(() =>
    emulator.handle(
      new Request(`https://iam.example/v3/auth/tokens${options.query ?? "?nocatalog=true"}`, {
        method: "POST",
        headers: options.proof === undefined ? {} : { "x-auth-token": options.proof },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    )
  ).pipe(Effect.flatMap(see));

/** Sends a stop with a token. */
export const stopWith = (
  emulator: Emulator.Emulator,
  taskId: string,
  host: string,
): (reply: Seen) => Effect.Effect<Seen> =>
(
  reply: Seen,
): Effect.Effect<Seen> =>
  Effect.suspend(() =>
    emulator.handle(
      new Request(`https://${host}/v2/tasks/${taskId}/stop`, {
        method: "POST",
        headers: { "x-auth-token": reply.headers.get("x-subject-token") ?? "" },
      }),
    )
  ).pipe(Effect.flatMap(see));

/** An emulator with the user, a running task, and ways to ask it. */
export interface Identities {
  readonly emulator: Emulator.Emulator;
  readonly userId: string;
  readonly taskId: string;
  readonly ask: ReturnType<typeof askWith>;
  readonly stop: ReturnType<typeof stopWith>;
}

export const identities = (
  options?: Emulator.Options,
  more: Partial<Emulator.NewUser> = {},
): Effect.Effect<Identities, Emulator.EmulatorError> =>
  Effect.gen(function* () {
    const emulator = yield* Emulator.make(options);
    const { userId } = yield* emulator.createUser({ ...user, ...more });
    const { taskId } = yield* emulator.createTask();
    yield* emulator.startRun(taskId);
    return {
      emulator,
      userId,
      taskId,
      ask: askWith(emulator),
      stop: stopWith(emulator, taskId, "check.example"),
    };
  });
