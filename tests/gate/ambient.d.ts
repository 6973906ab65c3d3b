/**
 * The few names of runtimes that examples use, so that they compile without the types of each
 * runtime. Only the examples are compiled with this file.
 */

declare const Deno: {
  readonly args: ReadonlyArray<string>;
  readonly env: { readonly get: (name: string) => string | undefined };
  readonly serve: (
    handler: (request: Request) => Response | Promise<Response>,
  ) => { readonly shutdown: () => Promise<void> };
};

interface ExecutionContext {
  readonly waitUntil: (promise: Promise<unknown>) => void;
  readonly passThroughOnException: () => void;
}

interface Message<Body = unknown> {
  readonly id: string;
  readonly body: Body;
  readonly ack: () => void;
  readonly retry: (options?: { readonly delaySeconds?: number }) => void;
}

interface MessageBatch<Body = unknown> {
  readonly queue: string;
  readonly messages: ReadonlyArray<Message<Body>>;
}

interface ExportedHandler<Env = unknown, Body = unknown> {
  readonly fetch?: (
    request: Request,
    env: Env,
    context: ExecutionContext,
  ) => Response | Promise<Response>;
  readonly queue?: (
    batch: MessageBatch<Body>,
    env: Env,
    context: ExecutionContext,
  ) => void | Promise<void>;
}
