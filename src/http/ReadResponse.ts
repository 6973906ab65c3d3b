/**
 * A web `Response` whose body was read already.
 *
 * A second `Response` on the bytes costs more than all else that a stop does, and is not read
 * without a promise. This one keeps the first, and makes a second only for who wants a stream of
 * the body or a form.
 *
 * @module
 */
import { decode } from "./readBody.ts";

const noBytes = new Uint8Array(0);

/** A response with its bytes in place of its body; it can be read as often as one likes. */
export class ReadResponse implements Response {
  readonly #source: Response;
  readonly #body: Uint8Array<ArrayBuffer> | null;
  readonly headers: Headers;
  #second: Response | undefined;

  /** With other headers than its own; `null` where it has no body. */
  constructor(source: Response, headers: Headers, body: Uint8Array<ArrayBuffer> | null) {
    // Whoever looks whether it is a `Response` finds one. Not while the module is loaded: on Node that
    // would load the whole of `fetch`.
    if (!(this instanceof Response)) {
      Object.setPrototypeOf(ReadResponse.prototype, Response.prototype);
    }
    this.#source = source;
    this.#body = body;
    this.headers = headers;
  }

  /** The bytes of a response, if they were read. */
  static bytesOf(response: Response): Uint8Array<ArrayBuffer> | undefined {
    return #source in response ? response.#bytes : undefined;
  }

  get #bytes(): Uint8Array<ArrayBuffer> {
    return this.#body ?? noBytes;
  }

  /** The runtime's own. Its status is not this one's: not every status can be built. */
  get #own(): Response {
    return this.#second ??= new Response(this.#body, { headers: this.headers });
  }

  get status(): number {
    return this.#source.status;
  }

  get statusText(): string {
    return this.#source.statusText;
  }

  get ok(): boolean {
    return this.#source.ok;
  }

  get type(): ResponseType {
    return this.#source.type;
  }

  get url(): string {
    return this.#source.url;
  }

  get redirected(): boolean {
    return this.#source.redirected;
  }

  get body(): ReadableStream<Uint8Array<ArrayBuffer>> | null {
    return this.#own.body;
  }

  get bodyUsed(): boolean {
    return this.#second?.bodyUsed ?? false;
  }

  clone(): Response {
    return new ReadResponse(this.#source, new Headers(this.headers), this.#body);
  }

  text(): Promise<string> {
    return Promise.resolve(decode(this.#bytes));
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return Promise.resolve(this.#bytes.slice());
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).buffer;
  }

  blob(): Promise<Blob> {
    return this.#own.blob();
  }

  formData(): Promise<FormData> {
    return this.#own.formData();
  }
}
