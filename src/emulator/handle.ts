import type * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Ref from "effect/Ref";
import { hasProof } from "./authenticate.ts";
import * as body from "./body.ts";
import type { Fault } from "./Fault.ts";
import * as iam from "./iam/replies.ts";
import { type Identified, identify } from "./identify.ts";
import type { Incoming } from "./Incoming.ts";
import { freshId } from "./operations.ts";
import type { Settings } from "./Options.ts";
import * as RecordedRequest from "./RecordedRequest.ts";
import { done, gatewayError, invalid, type Reply } from "./Reply.ts";
import * as requestBody from "./requestBody.ts";
import { faultReply, type Outgoing, respond } from "./respond.ts";
import * as router from "./router.ts";
import { scopeRefusal } from "./scope.ts";
import * as State from "./State.ts";
import { withinCapacity } from "./withinCapacity.ts";

/** A request refused at the door, or admitted with the fault that it meets. */
type Admission =
  | { readonly refusal: Reply }
  | { readonly refusal: undefined; readonly fault: Fault | undefined };

/** Answers one request: admit, meet a fault or be carried out, be recorded. */
export const makeHandle = (
  ref: Ref.Ref<State.State>,
  settings: Settings,
): (incoming: Incoming) => Effect.Effect<Response> => {
  const answer = (
    { incoming, refusalOf }: Identified,
    requestId: string,
    matched: NonNullable<ReturnType<typeof router.match>>,
    clock: Clock.Clock,
  ): Effect.Effect<Outgoing> => {
    const { route, subject } = matched;

    const admit = Ref.modify(ref, (state): readonly [Admission, State.State] => {
      const refusal = route.isOpen
        ? undefined
        : refusalOf(state, clock.unsafeCurrentTimeMillis()) ??
          scopeRefusal(state.tokens, incoming, requestId);
      if (refusal !== undefined) return [{ refusal }, state];
      const [fault, next] = State.takeFault(state, route.operation);
      return [{ refusal, fault }, next];
    });

    const carryOut = (body: unknown): Effect.Effect<Reply> =>
      Ref.modify(ref, (state) => {
        const now = clock.unsafeCurrentTimeMillis();
        return route.perform(state, {
          subject,
          query: incoming.url?.searchParams ?? new URLSearchParams(),
          headers: incoming.headers,
          refusal: route.isOpen ? refusalOf(state, now) : undefined,
          ...{ body, requestId, now, settings },
        });
      });

    const performed: Effect.Effect<Reply> = route.readsBody
      ? requestBody.read(incoming, requestId).pipe(
        Effect.flatMap(carryOut),
        Effect.catchAll((reply) =>
          Effect.succeed(reply === invalid && route.operation === "token" ? iam.invalid : reply)
        ),
      )
      : carryOut(undefined);
    const perform = route.operation === "stop"
      ? withinCapacity(ref, settings, performed)
      : performed;

    return Effect.flatMap(admit, (admission): Effect.Effect<Outgoing> => {
      if (admission.refusal !== undefined) return Effect.succeed(admission.refusal);
      const { fault } = admission;
      if (fault === undefined) return perform;
      switch (fault._tag) {
        case "Slow":
          return slow(perform, fault);
        case "Cut":
          return Effect.map(fault.arrived ? perform : Effect.succeed(done), (reply) => ({
            ...reply,
            headers: { ...reply.headers, "content-length": `${byteLength(reply.body)}` },
            body: () => body.cut(reply.body),
          }));
        default:
          return Effect.sync(() => faultReply(fault, requestId, route.operation));
      }
    });
  };

  return (incoming) =>
    Effect.clockWith((clock) => {
      const requestId = freshId();
      const at = clock.unsafeCurrentTimeMillis();
      const { method, url, headers, signal } = incoming;
      const matched = url === null ? undefined : router.match(method, url.pathname);

      const record = (status: number | null): Effect.Effect<void> =>
        Ref.update(ref, (state) => ({
          ...state,
          requests: RecordedRequest.record(state.requests, {
            method,
            host: url?.host ?? "",
            path: url?.pathname ?? "",
            query: url?.search ?? "",
            operation: matched?.route.operation ?? null,
            status,
            requestId,
            proof: hasProof(headers),
            headerNames: [...headers.keys()],
            at,
          }),
        }));

      const outgoing = matched === undefined
        ? Effect.succeed<Outgoing>(unknownRoute(requestId))
        : identify(ref, settings, incoming, requestId, clock).pipe(
          Effect.flatMap((identified) => answer(identified, requestId, matched, clock)),
          Effect.catchAll(Effect.succeed<Outgoing>),
        );

      return outgoing.pipe(
        Effect.onInterrupt(() => record(null)),
        Effect.flatMap((reply) =>
          Effect.map(record(reply.status), () => respond(reply, requestId, method, signal))
        ),
      );
    });
};

const slow = (
  perform: Effect.Effect<Reply>,
  { delay, part, arrived }: Extract<Fault, { readonly _tag: "Slow" }>,
): Effect.Effect<Outgoing> => {
  if (part === "body") {
    return Effect.flatMap(perform, (reply) =>
      Effect.map(Effect.runtime<never>(), (runtime) => ({
        ...reply,
        body: () => body.late(reply.body, delay, runtime),
      })));
  }
  return arrived
    ? Effect.zipLeft(perform, Effect.sleep(delay))
    : Effect.zipRight(Effect.sleep(delay), perform);
};

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

const unknownRoute = (requestId: string): Reply =>
  gatewayError(
    404,
    "APIGW.0101",
    "The API does not exist or has not been published in the environment",
    requestId,
  );
