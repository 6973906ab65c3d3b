import type * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import type * as Fiber from "effect/Fiber";
import * as FiberId from "effect/FiberId";
import * as Runtime from "effect/Runtime";

/** The first half of the text, and then a connection that breaks. */
export const cut = (text: string): ReadableStream<Uint8Array> => {
  const bytes = new TextEncoder().encode(text);
  const half = bytes.subarray(0, Math.ceil(bytes.length / 2));
  let sent = false;
  return new ReadableStream({
    pull: (controller): void | Promise<void> => {
      if (!sent) {
        sent = true;
        return controller.enqueue(half);
      }
      // A server writes in the next turn: broken in this one, the first half would never leave.
      return new Promise((resolve) => setTimeout(resolve, 0)).then(() =>
        controller.error(new TypeError("terminated"))
      );
    },
  }, { highWaterMark: 0 });
};

/** The text, after a delay on the runtime's clock. */
export const late = (
  text: string,
  delay: Duration.Duration,
  runtime: Runtime.Runtime<never>,
): ReadableStream<Uint8Array> => {
  let sleeper: Fiber.RuntimeFiber<void> | undefined;
  return new ReadableStream({
    start: (controller) => {
      const deliver = Effect.sync(() => {
        controller.enqueue(new TextEncoder().encode(text));
        controller.close();
      });
      sleeper = Runtime.runFork(runtime)(Effect.zipRight(Effect.sleep(delay), deliver));
    },
    cancel: () => sleeper?.unsafeInterruptAsFork(FiberId.none),
  });
};

/**
 * The stream that `make` gives, as the body of a response: it fails with the signal's reason when
 * that aborts first, and with what `make` throws.
 */
export const streamed = (
  make: () => ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
): ReadableStream<Uint8Array> => {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let abort = (): void => {};
  const release = (): void => signal?.removeEventListener("abort", abort);
  return new ReadableStream({
    start: (controller) => {
      abort = () => {
        controller.error(signal?.reason);
        reader?.cancel(signal?.reason).catch(() => {});
      };
      signal?.addEventListener("abort", abort, { once: true });
    },
    pull: async (controller) => {
      try {
        reader ??= make().getReader();
        const { done, value } = await reader.read();
        if (signal?.aborted) return;
        if (!done) return controller.enqueue(value);
        release();
        controller.close();
      } catch (error) {
        release();
        controller.error(error);
      }
    },
    cancel: (reason) => {
      release();
      return reader?.cancel(reason);
    },
  });
};
