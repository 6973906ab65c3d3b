/**
 * The one table of codes: which member of the error union a refusal becomes.
 *
 * Rows are those of CodeArts Check API Reference, "Error Codes" (`CC.`), API Gateway, "Error
 * Codes" (`APIGW.`), and Identity and Access Management API Reference, "Error Codes" (`IAM.`).
 *
 * @module
 */

/** The members that a refusal by the service can become. */
export type RefusalTag =
  | "NetworkBusy"
  | "AuthExpired"
  | "AuthRejected"
  | "PermissionDenied"
  | "Throttled"
  | "TaskNotFound"
  | "InvalidRequest"
  | "ServiceUnavailable"
  | "ServiceError";

/** A code means one thing, or a thing for each status. */
type Row = RefusalTag | { readonly [status: number]: RefusalTag };

const rows: { readonly [code: string]: Row | undefined } = {
  "CC.00000000": "NetworkBusy",
  "CC.00000003": "AuthExpired",
  "CC.00040010": "ServiceError", // a run failed; not about the call, whatever its suffix says
  "CC.00050000": "InvalidRequest",
  "CC.00050001": "ServiceError",
  "CC.00050002": "ServiceError",
  "CC.00050003": "ServiceError",
  "CC.00050004": "ServiceError",
  "CC.00050005": "ServiceError",
  "CC.00050006": "ServiceError",
  "CC.00050007": "AuthExpired",
  "CC.00050010": "PermissionDenied",
  "CC.00050011": "PermissionDenied",
  "CC.00050012": "NetworkBusy",
  "CC.00050013": "TaskNotFound", // the FAQ: this message means that the task id is wrong
  "CC.00050014": "NetworkBusy",
  "CC.00050015": "ServiceUnavailable", // "task is running", documented as: retry later
  "CC.00050016": "ServiceError",
  "CC.00050017": "ServiceError",
  "CC.00070400": "ServiceError", // a run found too much

  "APIGW.0101": "ServiceError",
  "APIGW.0103": "ServiceError",
  "APIGW.0104": "ServiceError",
  "APIGW.0105": "ServiceError",
  "APIGW.0106": "ServiceError",
  "APIGW.0201": {
    400: "InvalidRequest",
    413: "InvalidRequest",
    414: "InvalidRequest",
    494: "InvalidRequest",
    502: "ServiceUnavailable",
    504: "ServiceUnavailable",
  },
  "APIGW.0301": "AuthRejected",
  "APIGW.0302": "PermissionDenied",
  "APIGW.0303": "AuthRejected",
  "APIGW.0304": "PermissionDenied",
  "APIGW.0305": "AuthRejected",
  "APIGW.0306": "PermissionDenied",
  "APIGW.0307": "AuthExpired",
  "APIGW.0308": "Throttled",
  "APIGW.0310": "PermissionDenied",
  "APIGW.0311": "AuthRejected",
  "APIGW.0401": "PermissionDenied",
  "APIGW.0402": "PermissionDenied",
  "APIGW.0404": "PermissionDenied",
  "APIGW.0501": "ServiceError",
  "APIGW.0502": "ServiceError",
  "APIGW.0601": "ServiceUnavailable",
  "APIGW.0602": "InvalidRequest",
  "APIGW.0605": "ServiceError",
  "APIGW.0606": "ServiceError",
  "APIGW.0607": "InvalidRequest",
  "APIGW.0608": "ServiceError",
  "APIGW.0609": "ServiceError",
  "APIGW.0610": "ServiceUnavailable",
  "APIGW.0611": "ServiceError",
  "APIGW.0612": "ServiceError",
  "APIGW.0613": "ServiceUnavailable",
  "APIGW.0705": "ServiceError",
  "APIGW.0801": "PermissionDenied",
  "APIGW.0802": "PermissionDenied",

  "IAM.0012": "Throttled",
  "IAM.0066": "AuthExpired",

  // The v1 operations name a status in their envelope instead of a code.
  "BAD_REQUEST": "InvalidRequest",
  "INTERNAL_SERVER_ERROR": "ServiceError",
};

/** What a status says by itself, when the code is in no row. */
const byStatus = (status: number): RefusalTag => {
  switch (status) {
    case 401:
      return "AuthRejected";
    case 403:
      return "PermissionDenied";
    case 413:
    case 414:
    case 494:
      return "InvalidRequest";
    case 429:
      return "Throttled";
    default:
      return status >= 500 && status < 600 ? "ServiceUnavailable" : "ServiceError";
  }
};

/** CodeArts Check's codes come with or without a suffix that looks like an HTTP status. */
const suffixed = /^(CC\.[0-9A-Za-z]{8})\.(\d{3})$/;

/** The member of the error union for a status and a code. */
export const tagOf = (status: number, code: string): RefusalTag => {
  const [, stem = code, suffix] = suffixed.exec(code) ?? [];
  const row = Object.hasOwn(rows, stem) ? rows[stem] : undefined;
  if (typeof row === "string") return row;
  const known = row?.[status];
  if (known !== undefined) return known;
  // A 200 can carry an error: then the suffix is the only status there is.
  const effective = status < 400 && suffix !== undefined ? Number(suffix) : status;
  if (suffix === "400") return "InvalidRequest"; // documented as "parameter validation failed"
  if (effective === 404 && stem.startsWith("CC.")) return "TaskNotFound";
  return byStatus(effective);
};

/**
 * What a status means whatever the body: HTTP Semantics (RFC 9110 and RFC 6585) leave no other
 * reading. A 403 or a 500 without a readable body may come from anything on the way, and means
 * nothing certain.
 */
export const tagOfStatus = (status: number): RefusalTag | undefined => {
  switch (status) {
    case 401:
    case 429:
    case 502:
    case 503:
    case 504:
      return byStatus(status);
    default:
      return undefined;
  }
};
