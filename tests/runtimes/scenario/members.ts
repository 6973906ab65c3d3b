/**
 * Every member of the error union, from what the cloud does to the class that a program catches.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as Schema from "effect/Schema";
import {
  type CallOptions,
  StaticToken,
  stopTask,
  StopTaskError,
  type Target,
  TokenService,
} from "../../../mod.ts";
import { type Check, errorOf, hour, same, type Setting } from "./Check.ts";

type Tag = StopTaskError["_tag"];

/** How a member comes about, and what its JSON must say. */
interface Way {
  readonly fault?: string;
  readonly token?: "expired" | "foreign" | "empty";
  readonly taskId?: string;
  readonly target?: Target;
  readonly options?: CallOptions;
  readonly expected: Readonly<Record<string, unknown>>;
}

/** A member that is missing here does not compile. */
const ways: { readonly [_ in Tag]: Way } = {
  NetworkBusy: {
    fault: "busy",
    expected: { status: 400, code: "CC.00000000", retryable: true },
  },
  Throttled: {
    fault: "throttled",
    expected: { status: 429, code: "APIGW.0308", retryAfter: 7000, retryable: true },
  },
  ServiceUnavailable: { fault: "unavailable", expected: { status: 503, retryable: true } },
  AuthExpired: { token: "expired", expected: { status: 401, code: "CC.00000003" } },
  AuthRejected: { token: "foreign", expected: { status: 401, code: "APIGW.0301" } },
  PermissionDenied: { fault: "forbidden", expected: { status: 403, code: "APIGW.0302" } },
  TaskNotFound: { taskId: "nobody", expected: { code: "CC.00050013" } },
  InvalidRequest: { fault: "invalid", expected: { status: 400, code: "CC.00050000.400" } },
  ServiceError: { fault: "other", expected: { status: 400, code: "CC.00050001" } },
  UnexpectedResponse: {
    fault: "garbage",
    expected: { status: 200, body: "<html>a proxy's page</html>" },
  },
  ConnectionFailed: { fault: "cut", expected: { ambiguous: true, retryable: true } },
  RequestTimedOut: {
    fault: "late",
    options: { timeout: "200 millis" },
    expected: { ambiguous: true, timeout: 200 },
  },
  InvalidTaskId: { taskId: "a/b", expected: { taskId: "a/b" } },
  InvalidEndpoint: { target: { endpoint: "http://cloud.example" }, expected: {} },
  TokenUnavailable: { token: "empty", expected: { retryable: false } },
};

const encode = Schema.encode(StopTaskError);
const decode = Schema.decodeUnknown(StopTaskError);

const tokenOf = ({ cloud }: Setting, way: Way): Effect.Effect<Redacted.Redacted<string>> => {
  if (way.token === "empty") return Effect.succeed(Redacted.make(""));
  if (way.token === "foreign") return Effect.succeed(Redacted.make("MIIFOREIGN"));
  return cloud.token(way.token === "expired" ? 0 : hour);
};

const run = (tag: Tag, way: Way) => (setting: Setting): Effect.Effect<void, unknown> =>
  Effect.gen(function* () {
    const token = yield* tokenOf(setting, way);
    const taskId = way.taskId ?? (yield* setting.cloud.task);
    if (way.fault !== undefined) yield* setting.cloud.fault(way.fault);
    const error = yield* errorOf(
      stopTask(taskId, way.target ?? { endpoint: setting.cloud.url }, way.options).pipe(
        Effect.provideService(TokenService, StaticToken.make(token)),
        Effect.provide(setting.client),
      ),
    );
    yield* same("the member", [error._tag, error.message], [tag, error.message]);
    const encoded = yield* encode(error);
    const said = Object.fromEntries(
      Object.entries(encoded).filter(([name]) => name in way.expected),
    );
    yield* same("its fields", Object.entries(said).sort(), Object.entries(way.expected).sort());
    const back = yield* decode(JSON.parse(JSON.stringify(encoded)));
    yield* same("its class", back.constructor === error.constructor, true);
    yield* same("what came back", yield* encode(back), encoded);
    const shown = `${JSON.stringify(error)} ${String(error)} ${error.stack}`;
    const secret = Redacted.value(token);
    yield* same("a secret in it", secret !== "" && shown.includes(secret), false);
  });

/** A check for each member. */
export const members: ReadonlyArray<Check> = (Object.keys(ways) as ReadonlyArray<Tag>)
  .map((tag) => ({ name: `fails with ${tag}`, run: run(tag, ways[tag]) }));
