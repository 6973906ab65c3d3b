/**
 * The official SDK's own client, as its generated operations call it.
 *
 * @module
 */
import { mkdtempSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

/** A request, as a generated operation describes it. */
export interface Operation {
  readonly method: string;
  readonly url: string;
  readonly contentType: string;
  readonly queryParams: Readonly<Record<string, string | ReadonlyArray<string>>>;
  readonly pathParams: Readonly<Record<string, string>>;
  readonly headers: Record<string, string>;
  readonly data?: unknown;
}

export interface HcClient {
  readonly sendRequest: (operation: Operation) => Promise<unknown>;
}

interface Credentials {
  readonly withAk: (accessKey: string) => Credentials;
  readonly withSk: (secretKey: string) => Credentials;
  readonly withProjectId: (projectId: string) => Credentials;
  readonly withSecurityToken: (securityToken: string) => Credentials;
}

interface Builder {
  readonly withCredential: (credentials: Credentials) => Builder;
  readonly withEndpoint: (endpoint: string) => Builder;
  readonly build: () => HcClient;
}

const require = createRequire(new URL("../bench/package.json", import.meta.url));

/** A client with an access key; building one writes a file below HOME, which is one to throw away. */
export const officialClient = (
  endpoint: string,
  { accessKey, secretKey, securityToken }: {
    readonly accessKey: string;
    readonly secretKey: string;
    readonly securityToken?: string | undefined;
  },
): HcClient => {
  process.env["HOME"] = mkdtempSync(join(tmpdir(), "home-"));
  const core = "@huaweicloud/huaweicloud-sdk-core";
  const { BasicCredentials }: { readonly BasicCredentials: new () => Credentials } = require(
    `${core}/auth/BasicCredentials.js`,
  );
  const { ClientBuilder }: {
    readonly ClientBuilder: new (init: (client: HcClient) => HcClient) => Builder;
  } = require(`${core}/ClientBuilder.js`);
  const credentials = new BasicCredentials().withAk(accessKey).withSk(secretKey)
    .withProjectId("0bcc05efb100f2a92f53c011f262dfa0");
  return new ClientBuilder((client) => client)
    .withCredential(
      securityToken === undefined ? credentials : credentials.withSecurityToken(securityToken),
    )
    .withEndpoint(endpoint)
    .build();
};
