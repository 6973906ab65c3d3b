/**
 * The official Node SDK's core, as its generated operations call it: signed with an access key.
 *
 * @module
 */
import { createRequire } from "node:module";
import type * as Signer from "@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js";
import type * as Credentials from "@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js";
import type * as Builder from "@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js";
import type { UserOptions } from "@huaweicloud/huaweicloud-sdk-core/UserOptions.js";
import { accessKey, secretKey, type Signed } from "./signing.ts";
import type { Setting } from "./Variant.ts";

// It is CommonJS, and files of its own that its index does not export are needed.
const load = createRequire(import.meta.url);

const core = "@huaweicloud/huaweicloud-sdk-core";

const credentials = (): Credentials.BasicCredentials => {
  const { BasicCredentials }: typeof Credentials = load(
    `${core}/auth/BasicCredentials.js`,
  );
  return new BasicCredentials().withAk(accessKey).withSk(secretKey);
};

/**
 * A client that stops by the SDK. Loading it writes a file below HOME, so that has to be a folder
 * that can be thrown away.
 */
export const sdkClient = (
  { endpoint, taskId }: Setting,
  options: UserOptions = {},
): () => Promise<unknown> => {
  const { ClientBuilder }: typeof Builder = load(`${core}/ClientBuilder.js`);
  const client = new ClientBuilder((client) => client)
    .withCredential(credentials())
    .withEndpoint(endpoint)
    .withOptions(options)
    .build();
  return () =>
    client.sendRequest({
      method: "POST",
      url: "/v2/tasks/{task_id}/stop",
      contentType: "application/json",
      queryParams: {},
      pathParams: { task_id: taskId },
      headers: {},
    });
};

/** What signs a stop in the SDK; now, or at the date of a signature that was made before. */
export const signBySdk = (
  { endpoint, taskId }: Setting,
): (date?: string) => Signed => {
  const { AKSKSigner }: typeof Signer = load(`${core}/auth/AKSKSigner.js`);
  const credential = credentials();
  return (date) =>
    AKSKSigner.sign({
      method: "POST",
      endpoint: `${endpoint}/v2/tasks/${taskId}/stop`,
      queryParams: {},
      headers: date === undefined ? {} : { "X-Sdk-Date": date },
    }, credential);
};

/**
 * The SDK on the `fetch` that the other variants are on, so that in process all of them pay for the
 * same reply. Over a socket it keeps the adapter that it brings.
 */
export const onFetch: UserOptions = {
  axiosRequestConfig: {
    adapter: async (config) => {
      const response = await fetch(`${config.baseURL}${config.url}`, {
        method: "POST",
        headers: { authorization: String(config.headers["Authorization"]) },
      });
      return {
        data: await response.text(),
        status: response.status,
        statusText: response.statusText,
        headers: Object.fromEntries(response.headers),
        config,
      };
    },
  },
};
