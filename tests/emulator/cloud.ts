import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as Emulator from "../../src/emulator/Emulator.ts";

/** A reply as a test looks at it. */
export interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

export const see = (response: Response): Effect.Effect<Seen> =>
  Effect.map(Effect.promise(() => response.text()), (text) => ({
    status: response.status,
    headers: response.headers,
    text,
    json: text === "" || !response.headers.get("content-type")?.includes("json")
      ? undefined
      : JSON.parse(text),
  }));

/** An emulator with a project, a task and a token, and ways to ask it. */
export interface Cloud {
  readonly emulator: Emulator.Emulator;
  readonly projectId: string;
  readonly taskId: string;
  readonly token: string;
  readonly call: (
    method: string,
    path: string,
    body?: string,
    proof?: string,
  ) => Effect.Effect<Seen>;
  readonly stop: Effect.Effect<Seen>;
  readonly progress: Effect.Effect<unknown>;
}

export const cloud = (
  options?: Emulator.Options,
): Effect.Effect<Cloud, Emulator.EmulatorError> =>
  Effect.gen(function* () {
    const emulator = yield* Emulator.make(options);
    const projectId = yield* emulator.createProject();
    const gitUrl = "https://h.example/a/b.git";
    const { taskId } = yield* emulator.createTask({ projectId, gitUrl });
    const token = Redacted.value(yield* emulator.issueToken());
    const call: Cloud["call"] = (method, path, body, proof = token) =>
      Effect.suspend(() =>
        emulator.handle(
          new Request(`http://cloud.example${path}`, {
            method,
            headers: { "x-auth-token": proof },
            ...(body === undefined ? {} : { body }),
          }),
        )
      ).pipe(Effect.flatMap(see));
    const stop = call("POST", `/v2/tasks/${taskId}/stop`);
    const progress = Effect.map(call("GET", `/v2/tasks/${taskId}/progress`), ({ json }) => json);
    return { emulator, projectId, taskId, token, call, stop, progress };
  });
