/**
 * Where a call goes: a region, or an endpoint.
 *
 * @module
 */
import * as Either from "effect/Either";
import { toStringUnknown } from "effect/Inspectable";
import { InvalidEndpoint } from "./errors/request.ts";
import { clip } from "./errors/text.ts";
import { endpointOf, Region } from "./Region.ts";

/**
 * Where a call goes: the host of a region, or an endpoint, which overrides the region's.
 *
 * An endpoint is `https`, or plain `http` to a loopback address; it may have a path, which comes
 * before the operation's, and no credentials, query or fragment.
 *
 * @example
 * ```ts
 * import type { Target } from "@codearts/check";
 *
 * const byRegion: Target = { region: "cn-north-4" };
 * const byEndpoint: Target = { endpoint: "https://codecheck-ext.cn-north-4.myhuaweicloud.com" };
 * ```
 *
 * @since 0.1.0
 * @category models
 */
export type Target =
  | { readonly region: Region; readonly endpoint?: string | URL | undefined }
  | { readonly region?: Region | undefined; readonly endpoint: string | URL };

const isRegion = (value: unknown): value is Region =>
  Region.literals.some((region) => region === value);

const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);

/** An endpoint without what may be secret in it. */
const shown = (endpoint: string): string =>
  clip(endpoint.replace(/[?#][^]*$/, "").replace(/\/\/[^]*@/, "//<redacted>@"), 256);

const invalid = (endpoint: string, reason: string): Either.Either<never, InvalidEndpoint> =>
  Either.left(new InvalidEndpoint({ endpoint: shown(endpoint), reason }, true));

/** An endpoint that was read. */
export interface Base {
  /** What operations' paths are added to, without a slash at its end. */
  readonly url: string;
  readonly hostname: string;
}

const read = (endpoint: string): Either.Either<Base, InvalidEndpoint> => {
  if (!URL.canParse(endpoint)) return invalid(endpoint, "that is no absolute URL");
  const url = new URL(endpoint);
  if (url.username !== "" || url.password !== "") {
    return invalid(endpoint, "an endpoint carries no credentials");
  }
  if (endpoint.includes("?") || endpoint.includes("#")) {
    return invalid(endpoint, "an endpoint has no query and no fragment");
  }
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))) {
    return invalid(endpoint, "a token is sent over https only, or over http to a loopback address");
  }
  const path = url.pathname.replace(/\/+$/, "");
  return Either.right({ url: url.origin + path, hostname: url.hostname });
};

/** The last one: a program calls few, and reading one takes longer than all of a request's text. */
let last:
  | { readonly endpoint: string; readonly base: Either.Either<Base, InvalidEndpoint> }
  | undefined;

/** Reads an endpoint that a proof of identity may be sent to. */
export const baseOfEndpoint = (endpoint: string): Either.Either<Base, InvalidEndpoint> => {
  if (last?.endpoint !== endpoint) last = { endpoint, base: read(endpoint) };
  return last.base;
};

/** Where a call goes. */
export const baseOf = (target: Target): Either.Either<Base, InvalidEndpoint> => {
  // Programs without types may pass anything here.
  const { endpoint, region }: Partial<Target> = target ?? {};
  if (endpoint !== undefined) {
    return baseOfEndpoint(endpoint instanceof URL ? endpoint.href : toStringUnknown(endpoint));
  }
  return isRegion(region)
    ? baseOfEndpoint(endpointOf(region))
    : invalid(toStringUnknown(region), `the known regions are ${Region.literals.join(", ")}`);
};
