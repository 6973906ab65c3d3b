/**
 * The official core's own signer, beside ours, on random requests. `SIGNATURE_SECONDS` says for how
 * long; the default is 5.
 *
 * Left out is what it gets wrong: text that is encoded twice (`%` and what the old `url.parse`
 * escapes), keys beyond the basic plane (sorted by UTF-16 unit), values with a space around them.
 */
import { createRequire } from "node:module";
import process from "node:process";
import * as HttpBody from "@effect/platform/HttpBody";
import * as HttpClientRequest from "@effect/platform/HttpClientRequest";
import type { HttpMethod } from "@effect/platform/HttpMethod";
import { expect, it } from "@effect/vitest";
import * as Either from "effect/Either";
import * as FastCheck from "effect/FastCheck";
import { authorization } from "../src/auth/signature/canonical.ts";
import { canonicalQuery, canonicalUri } from "../src/auth/signature/encode.ts";
import { emptyHash, hash, keyOf } from "../src/auth/signature/hash.ts";
import { sign } from "../src/auth/signature/sign.ts";
import { timestamps } from "../src/auth/signature/time.ts";

interface Request {
  readonly method: string;
  readonly endpoint: string;
  readonly queryParams: Readonly<Record<string, string | ReadonlyArray<string>>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: unknown;
}

interface Official {
  readonly sign: (
    request: Request,
    credential: { readonly getAk: () => string; readonly getSk: () => string },
  ) => Readonly<Record<string, string>>;
}

const require = createRequire(new URL("bench/package.json", import.meta.url));
const { AKSKSigner }: { readonly AKSKSigner: Official } = require(
  "@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js",
);

const of = (alphabet: string, maxLength: number, minLength = 0) =>
  FastCheck.string({ unit: FastCheck.constantFrom(...alphabet), maxLength, minLength });

const alphanumeric = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const basic = `${alphanumeric} -_.~!"#$%&'()*+,/:;<=>?@[\\]^\`{|}éßя停止检查任务ｆ\u0000\uffee`;
const segment = of(`${alphanumeric}-_.~!$&()*+,;=:@[]é停止任务😀`, 12)
  .filter((text) => text !== "." && text !== "..");
const text = of(`${basic}😀𠮷`, 12);
const value = of(`${alphanumeric}-_.~!"#$%&'()*+,/:;<=>?@[\\]^\`{|}`, 20, 1);

const headerName = of("abcdefghijklmnopqrstuvwxyz0123456789-ABCXYZ", 12, 1)
  .filter((name) => !/^(host|content-type|authorization|x-sdk-.*)$/i.test(name));
const headers = FastCheck.uniqueArray(FastCheck.tuple(headerName, value), {
  selector: ([name]) => name.toLowerCase(),
  maxLength: 5,
});

/** What goes along with every signature of ours, where there is anything to say. */
const own = FastCheck.record({
  "x-project-id": value,
  "x-security-token": value,
  "x-domain-id": value,
}, { requiredKeys: [] });

const request = FastCheck.record({
  method: FastCheck.constantFrom<Array<HttpMethod>>(
    "GET",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "HEAD",
    "OPTIONS",
  ),
  host: FastCheck.constantFrom("check.example", "h.example:8443", "127.0.0.1:80", "[::1]:9"),
  path: FastCheck.array(segment, { maxLength: 5 }).map((parts) => `/${parts.join("/")}`),
  query: FastCheck.dictionary(
    of(basic, 8),
    FastCheck.oneof(text, FastCheck.array(of(basic, 8), { maxLength: 3 })),
    { maxKeys: 4 },
  ),
  data: FastCheck.option(
    FastCheck.oneof(FastCheck.object({ maxDepth: 1, withUnicodeString: true }), of(basic, 9, 1)),
    { nil: undefined },
  ),
  contentType: FastCheck.constantFrom(undefined, "application/json", "text/plain;charset=utf8"),
  headers,
  own,
  accessKey: of(alphanumeric, 30, 1),
  secretKey: of(`${basic}密钥😀`, 100, 1),
  seconds: FastCheck.integer({ min: 0, max: 4_000_000_000 }),
});

const seconds = Number(process.env["SIGNATURE_SECONDS"] ?? 5);
const timestamp = timestamps();

it(
  "signs every request as the official core does, byte for byte",
  () => {
    const property = FastCheck.property(request, (it) => {
      const date = timestamp(it.seconds * 1000);
      const key = keyOf(it.secretKey);
      const pairs = Object.entries(it.query).flatMap(([name, values]) =>
        typeof values === "string"
          ? [[name, values] as const]
          : values.map((each) => [name, each] as const)
      );
      const body = it.data === undefined ? undefined : JSON.stringify(it.data);
      const contentType = it.contentType === undefined ? {} : { "content-type": it.contentType };
      const official = (headers: Readonly<Record<string, string>>): string | undefined =>
        AKSKSigner.sign({
          method: it.method,
          endpoint: `https://${it.host}${it.path}`,
          queryParams: structuredClone(it.query),
          headers: { ...headers, "X-Sdk-Date": date },
          data: it.data,
        }, { getAk: () => it.accessKey, getSk: () => it.secretKey })["Authorization"];

      // The canonical request, with any headers.
      const all = { ...Object.fromEntries(it.headers), ...contentType };
      expect(authorization(it.accessKey, key, date, {
        method: it.method,
        uri: canonicalUri(it.path),
        query: canonicalQuery(pairs),
        headers: [...Object.entries(all), ["host", it.host], ["x-sdk-date", date]],
        payload: body === undefined ? emptyHash : hash(body),
      })).toBe(official(all));

      // A whole request of the platform, as it would be sent, with the headers that are signed.
      const sent = HttpClientRequest.make("POST")(`https://${it.host}${it.path}`, {
        urlParams: pairs,
        headers: contentType,
        body: body === undefined ? HttpBody.empty : HttpBody.raw(body),
      });
      const whole = HttpClientRequest.setMethod(sent, it.method);
      const signed = sign(whole, it.accessKey, key, it.own, date);
      expect(Either.getOrThrow(signed).headers["authorization"]).toBe(
        official({ ...it.own, ...(body === undefined ? {} : contentType) }),
      );
    });
    const result = FastCheck.check(property, {
      numRuns: Number.MAX_SAFE_INTEGER,
      interruptAfterTimeLimit: seconds * 1000,
      markInterruptAsFailure: false,
    });
    process.stdout.write(
      `signatures: ${result.numRuns} random requests equal in ${seconds} s, seed ${result.seed}\n`,
    );
    expect(FastCheck.defaultReportMessage(result)).toBeUndefined();
    expect(result.numRuns).toBeGreaterThan(100 * seconds);
  },
  (seconds + 20) * 1000,
);
