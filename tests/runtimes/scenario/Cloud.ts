/**
 * The controls of the served cloud, asked over the web's `fetch` alone.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as Schema from "effect/Schema";

/** What the cloud knows of a task. */
export interface State {
  /** 0 while it runs, 3 when it was stopped. */
  readonly status?: number | null | undefined;
  readonly stops?: number | undefined;
  /** The requests for the task; the status is `null` where the caller hung up. */
  readonly requests: ReadonlyArray<{
    readonly headerNames: ReadonlyArray<string>;
    readonly status: number | null;
  }>;
}

const State: Schema.Schema<State> = Schema.Struct({
  status: Schema.optional(Schema.NullOr(Schema.Number)),
  stops: Schema.optional(Schema.Number),
  requests: Schema.Array(Schema.Struct({
    headerNames: Schema.Array(Schema.String),
    status: Schema.NullOr(Schema.Number),
  })),
});

/** The cloud, as a scenario controls it. Whatever goes wrong here is a defect. */
export interface Cloud {
  readonly url: string;
  /** A task whose check runs. */
  readonly task: Effect.Effect<string>;
  readonly state: (taskId: string) => Effect.Effect<State>;
  /** Waits until the cloud knows something of a task. */
  readonly until: (taskId: string, holds: (state: State) => boolean) => Effect.Effect<State>;
  /** A token that is good for so many milliseconds. */
  readonly token: (validFor: number) => Effect.Effect<Redacted.Redacted<string>>;
  /** The next stop meets the fault of this name. */
  readonly fault: (name: string, to?: string) => Effect.Effect<void>;
  /** How many endless replies are still being read. */
  readonly open: Effect.Effect<number>;
  /** How often IAM gave a token to a user. */
  readonly issued: (user: string) => Effect.Effect<number>;
}

/** The cloud at a URL. */
export const cloudAt = (url: string): Cloud => {
  const ask = <A, I>(
    schema: Schema.Schema<A, I>,
    name: string,
    query: Readonly<Record<string, string>> = {},
  ): Effect.Effect<A> =>
    Effect.promise(async () => {
      const response = await fetch(`${url}/control/${name}?${new URLSearchParams(query)}`);
      const text = await response.text();
      if (!response.ok) throw new Error(`the control ${name} failed: ${text}`);
      return Schema.decodeUnknownSync(Schema.parseJson(schema))(text);
    });

  const state = (task: string): Effect.Effect<State> => ask(State, "state", { task });
  return {
    url,
    state,
    task: Effect.map(ask(Schema.Struct({ taskId: Schema.String }), "task"), (_) => _.taskId),
    until: (taskId, until) => Effect.repeat(Effect.delay(state(taskId), "10 millis"), { until }),
    token: (validFor) =>
      Effect.map(
        ask(Schema.Struct({ token: Schema.String }), "token", { validFor: String(validFor) }),
        ({ token }) => Redacted.make(token),
      ),
    fault: (name, to = "") => Effect.asVoid(ask(Schema.Null, "fault", { name, to })),
    open: Effect.map(ask(Schema.Struct({ open: Schema.Number }), "open"), (_) => _.open),
    issued: (user) =>
      Effect.map(
        ask(Schema.Struct({ issued: Schema.Number }), "issued", { user }),
        (_) => _.issued,
      ),
  };
};
