import * as Duration from "effect/Duration";

/**
 * What the cloud does to a request instead of, or on top of, carrying it out.
 *
 * A script of faults is given with `faultNext`. Each is a plain value, made by the constructor of
 * the same name on {@link Fault}.
 *
 * @since 0.1.0
 * @category faults
 */
export type Fault =
  | { readonly _tag: "Busy" }
  | { readonly _tag: "Throttled"; readonly retryAfter: string | undefined }
  | {
    readonly _tag: "Unavailable";
    readonly status: 500 | 502 | 503 | 504;
    readonly body: "json" | "html" | "empty";
  }
  | {
    readonly _tag: "Slow";
    readonly delay: Duration.Duration;
    readonly part: "head" | "body";
    readonly arrived: boolean;
  }
  | { readonly _tag: "Cut"; readonly arrived: boolean }
  | {
    readonly _tag: "Reply";
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | Uint8Array | (() => ReadableStream<Uint8Array>) | undefined;
  };

/**
 * The constructors of {@link Fault}.
 *
 * - `Busy()`: 400 `CC.00000000`, "Network busy. Try again later." The operation is not carried out.
 * - `Throttled({ retryAfter? })`: 429 `APIGW.0308`, with a `Retry-After` when `retryAfter` is given:
 *   a number of seconds, or an HTTP date. Not carried out. For a `"token"`: 429 `IAM.0012`.
 * - `Unavailable({ status, body? })`: 500 `APIGW.0601`, 502 and 504 `APIGW.0201`, or 503
 *   `APIGW.0613`; the body is the gateway's JSON (default), an HTML page, or empty. Not carried out.
 *   For a `"token"`, 500 is `IAM.0006`, and 503 has IAM's own body.
 * - `Slow({ delay, part?, arrived? })`: the whole reply (`part: "head"`, the default) or only its
 *   body (`"body"`) comes after `delay`, on Effect's `Clock`. With `arrived: true` (default) the
 *   operation is carried out at once, with `false` after the delay, so that who gives up in time
 *   prevents it. A late body always comes from an operation carried out at once.
 * - `Cut({ arrived? })`: the reply promises a length, sends a part, and the connection breaks.
 *   `arrived` (default `true`) says whether the operation was carried out: the caller cannot tell.
 * - `Reply({ status, headers?, body? })`: this reply, whatever it is: redirects, garbage, floods.
 *   The status is 200 to 599. A stream is made anew for each reply. Not carried out.
 *
 * @example
 * ```ts
 * import * as Emulator from "@codearts/check/emulator";
 * import * as Effect from "effect/Effect";
 *
 * const program = Effect.gen(function* () {
 *   const emulator = yield* Emulator.Emulator;
 *   yield* emulator.faultNext(2, Emulator.Fault.Throttled({ retryAfter: 1 }));
 *   yield* emulator.faultNext(1, Emulator.Fault.Cut({ arrived: false }));
 * });
 * ```
 *
 * @since 0.1.0
 * @category faults
 */
export const Fault: {
  readonly Busy: () => Fault;
  readonly Throttled: (options?: { readonly retryAfter?: number | string }) => Fault;
  readonly Unavailable: (options: {
    readonly status: 500 | 502 | 503 | 504;
    readonly body?: "json" | "html" | "empty";
  }) => Fault;
  readonly Slow: (options: {
    readonly delay: Duration.DurationInput;
    readonly part?: "head" | "body";
    readonly arrived?: boolean;
  }) => Fault;
  readonly Cut: (options?: { readonly arrived?: boolean }) => Fault;
  readonly Reply: (options: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | Uint8Array | (() => ReadableStream<Uint8Array>);
  }) => Fault;
} = {
  Busy: () => ({ _tag: "Busy" }),
  Throttled: (options) => ({
    _tag: "Throttled",
    retryAfter: options?.retryAfter === undefined ? undefined : String(options.retryAfter),
  }),
  Unavailable: ({ status, body = "json" }) => ({ _tag: "Unavailable", status, body }),
  Slow: ({ delay, part = "head", arrived = true }) => ({
    _tag: "Slow",
    delay: Duration.decode(delay),
    part,
    arrived,
  }),
  Cut: (options) => ({ _tag: "Cut", arrived: options?.arrived ?? true }),
  Reply: ({ status, headers = {}, body }) => ({ _tag: "Reply", status, headers, body }),
};
