import * as Effect from "effect/Effect";
import type * as Option from "effect/Option";
import * as Schema from "effect/Schema";
import type { Incoming } from "./Incoming.ts";
import { gatewayError, invalid, type Reply } from "./Reply.ts";

const text = Schema.optional(Schema.NullOr(Schema.String));

const CreateTaskBody = Schema.Struct({
  git_url: Schema.NonEmptyString,
  git_branch: Schema.NonEmptyString,
  language: Schema.optional(Schema.Array(Schema.String)),
  rule_sets: Schema.optional(
    Schema.Array(Schema.Struct({ ruleset_id: text, language: Schema.String })),
  ),
  task_type: Schema.optional(Schema.Literal("full", "inc")),
  username: text,
  access_token: text,
  endpoint_id: text,
}).pipe(Schema.filter((body) =>
  (body.language === undefined || body.rule_sets === undefined) &&
  ((body.username ?? body.access_token ?? null) === null || (body.endpoint_id ?? null) === null)
));

const RunTaskBody = Schema.Struct({
  username: text,
  access_token: text,
  git_url: text,
  git_branch: text,
  ref: Schema.optional(Schema.NullOr(Schema.Literal("pull", "merge_request"))),
});

/** What a create request must say. */
export interface CreateTask {
  readonly git_url: string;
  readonly git_branch: string;
}

export const create: (body: unknown) => Option.Option<CreateTask> = Schema.decodeUnknownOption(
  CreateTaskBody,
);

export const isRun: (body: unknown) => boolean = Schema.is(RunTaskBody);

/** The gateway takes no larger body. */
const maxLength = 12 * 1024 * 1024;

/** The body as it was sent, or the reply to one that cannot be read. */
export const bytes = (
  incoming: Incoming,
  requestId: string,
): Effect.Effect<Uint8Array<ArrayBuffer>, Reply> =>
  Effect.tryPromise({ try: incoming.bytes, catch: () => invalid }).pipe(
    Effect.filterOrFail(
      ({ length }) => length <= maxLength,
      () => gatewayError(413, "APIGW.0201", "Request entity too large", requestId),
    ),
  );

/** The body's JSON, `undefined` for an empty one, or the reply to a body that cannot be read. */
export const read = (incoming: Incoming, requestId: string): Effect.Effect<unknown, Reply> =>
  Effect.flatMap(
    bytes(incoming, requestId),
    (sent) =>
      sent.length === 0 ? Effect.succeed(undefined) : Effect.try({
        try: (): unknown => JSON.parse(new TextDecoder().decode(sent)),
        catch: () => invalid,
      }),
  );
