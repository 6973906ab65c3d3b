import { issueToken } from "./iam/issueToken.ts";
import { metadataToken, securityKey } from "./metadata.ts";
import type { Operation } from "./Operation.ts";
import * as Operations from "./operations.ts";

export interface Route {
  readonly operation: Operation;
  readonly method: string;
  /** Segments of the path; `*` is the one that names the subject. */
  readonly path: ReadonlyArray<string>;
  readonly readsBody: boolean;
  /** Whether the gateway lets everybody in: then the operation itself looks at who asks. */
  readonly isOpen: boolean;
  readonly perform: Operations.Perform;
}

const route = (
  operation: Operation,
  method: string,
  path: string,
  perform: Operations.Perform,
  readsBody: boolean = false,
): Route => ({ operation, method, path: path.split("/"), readsBody, isOpen: false, perform });

const open = (...args: Parameters<typeof route>): Route => ({ ...route(...args), isOpen: true });

const routes: ReadonlyArray<Route> = [
  route("stop", "POST", "/v2/tasks/*/stop", Operations.stop),
  route("progress", "GET", "/v2/tasks/*/progress", Operations.progress),
  route("run", "POST", "/v2/tasks/*/run", Operations.run, true),
  route("list", "GET", "/v2/*/tasks", Operations.list),
  route("create", "POST", "/v2/*/task", Operations.create, true),
  route("cancel", "PUT", "/v1/tasks/*/stop", Operations.cancel),
  route("delete", "DELETE", "/v2/tasks/*", Operations.remove),
  open("token", "POST", "/v3/auth/tokens", issueToken, true),
  open("metadataToken", "PUT", "/meta-data/latest/api/token", metadataToken),
  open("securityKey", "GET", "/openstack/latest/securitykey", securityKey),
];

const decode = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
};

/** The route of a request and the subject in its path; nothing when the cloud has no such API. */
export const match = (
  method: string,
  pathname: string,
): { readonly route: Route; readonly subject: string } | undefined => {
  const segments = pathname.split("/");
  const route = routes.find((route) =>
    route.method === method && route.path.length === segments.length &&
    route.path.every((part, index) => part === "*" || part === segments[index])
  );
  if (route === undefined) return undefined;
  const place = route.path.indexOf("*");
  if (place === -1) return { route, subject: "" };
  const subject = decode(segments[place] ?? "");
  return subject ? { route, subject } : undefined;
};
