/**
 * The metadata service of an ECS host: `PUT /meta-data/latest/api/token` and `GET
 * /openstack/latest/securitykey` (Elastic Cloud Server User Guide, "Metadata Obtaining").
 *
 * @module
 */
import * as HashMap from "effect/HashMap";
import * as AccessKey from "./AccessKey.ts";
import { microseconds } from "./iam/tokenBody.ts";
import type { Call, Perform } from "./operations.ts";
import { gatewayError, json, type Reply } from "./Reply.ts";
import type { State } from "./State.ts";

// The bodies and words of its refusals are not documented, but for those that the official SDKs look
// for: that there is no agency.
const refusal = (code: number, title: string, message: string): Reply =>
  json(code, { error: { code, message, title } });

const badTtl = refusal(400, "Bad Request", "X-Metadata-Token-Ttl-Seconds must be 1 to 21600");
const badToken = refusal(401, "Unauthorized", "X-Metadata-Token is missing, unknown or expired");
const noAgency = refusal(401, "Unauthorized", "Please configure Cloud Service Agency first");

const noSuchApi = (requestId: string): Reply =>
  gatewayError(404, "APIGW.0101", "The API does not exist", requestId);

/** As many tokens as are kept: who asks for more loses the oldest. */
const kept = 100;

/** How a host without tokens for its metadata answers is what the SDKs expect: 404. */
export const metadataToken: Perform = (state, { headers, now, requestId, settings }) => {
  if (settings.metadataTokens === "unsupported") return [noSuchApi(requestId), state];
  const ttl = headers.get("x-metadata-token-ttl-seconds") ?? "";
  const seconds = /^\d{1,5}$/.test(ttl) ? Number(ttl) : 0;
  if (seconds < 1 || seconds > 21_600) return [badTtl, state];
  const token = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(42))));
  const sessions = [...state.host.sessions.slice(1 - kept), {
    token,
    expiresAt: now + seconds * 1000,
  }];
  return [
    { status: 200, headers: { "content-type": "text/plain" }, body: token },
    { ...state, host: { ...state.host, sessions } },
  ];
};

const mayRead = (state: State, { headers, now, settings }: Call): boolean => {
  if (settings.metadataTokens === "unsupported") return true;
  const sent = headers.get("x-metadata-token");
  return sent === null
    ? settings.metadataTokens === "optional"
    : state.host.sessions.some(({ token, expiresAt }) => token === sent && now < expiresAt);
};

// "The validity period of a temporary AK and SK is one hour. They are updated 10 minutes ahead of
// the expiration time", and meanwhile the old ones are good too.
const lifetime = 60 * 60_000;
const ahead = 10 * 60_000;

export const securityKey: Perform = (state, call) => {
  if (!mayRead(state, call)) return [badToken, state];
  const { accessKey: known, agency } = state.host;
  if (agency === undefined) return [noAgency, state];
  const now = call.now + call.settings.clockSkew;
  const found = known === undefined ? undefined : HashMap.get(state.accessKeys, known);
  if (known !== undefined && found?._tag === "Some" && now < found.value.expiresAt - ahead) {
    return [credential(known, found.value), state];
  }
  const accessKey = AccessKey.freshId();
  const record = AccessKey.fresh(now + lifetime);
  return [credential(accessKey, record), {
    ...state,
    accessKeys: HashMap.set(state.accessKeys, accessKey, record),
    host: { ...state.host, accessKey },
  }];
};

const credential = (access: string, record: AccessKey.AccessKeyRecord): Reply =>
  json(200, {
    credential: {
      access,
      secret: record.secretKey,
      securitytoken: record.securityToken,
      expires_at: microseconds(record.expiresAt),
    },
  });
