/**
 * A tracer as an exporter has it: every span is recorded, and the last ones are kept for sending.
 *
 * @module
 */
import type * as Context from "effect/Context";
import type * as Exit from "effect/Exit";
import type * as Option from "effect/Option";
import * as Tracer from "effect/Tracer";

let spans = 0;

/** Ended spans, until they are "sent". */
const batch: Array<RecordedSpan> = [];

class RecordedSpan implements Tracer.Span {
  readonly _tag = "Span";
  readonly spanId: string = (++spans).toString(16).padStart(16, "0");
  readonly traceId: string;
  readonly sampled = true;
  readonly attributes: Map<string, unknown> = new Map();
  readonly links: Array<Tracer.SpanLink> = [];
  readonly name: string;
  readonly parent: Option.Option<Tracer.AnySpan>;
  readonly context: Context.Context<never>;
  readonly kind: Tracer.SpanKind;
  status: Tracer.SpanStatus;

  constructor(
    name: string,
    parent: Option.Option<Tracer.AnySpan>,
    context: Context.Context<never>,
    startTime: bigint,
    kind: Tracer.SpanKind,
  ) {
    this.name = name;
    this.parent = parent;
    this.context = context;
    this.kind = kind;
    this.traceId = parent._tag === "Some" ? parent.value.traceId : this.spanId.padStart(32, "0");
    this.status = { _tag: "Started", startTime };
  }

  attribute(key: string, value: unknown): void {
    this.attributes.set(key, value);
  }

  event(): void {}

  addLinks(links: ReadonlyArray<Tracer.SpanLink>): void {
    this.links.push(...links);
  }

  end(endTime: bigint, exit: Exit.Exit<unknown, unknown>): void {
    this.status = {
      _tag: "Ended",
      startTime: this.status.startTime,
      endTime,
      exit,
    };
    if (batch.push(this) >= 512) batch.length = 0;
  }
}

/** The tracer. */
export const tracer: Tracer.Tracer = Tracer.make({
  span: (name, parent, context, _links, startTime, kind) =>
    new RecordedSpan(name, parent, context, startTime, kind),
  context: (execution) => execution(),
});
