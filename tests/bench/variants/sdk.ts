/**
 * The official Node SDK's core, as its generated operations call it: signed with an access key.
 *
 * @module
 */
import { createRequire } from "node:module";
import type * as Credentials from "@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js";
import type * as Builder from "@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js";
import type { UserOptions } from "@huaweicloud/huaweicloud-sdk-core/UserOptions.js";
import type { Setting } from "./Variant.ts";

// It is CommonJS, and files of its own that its index does not export are needed.
const load = createRequire(import.meta.url);

/**
 * A client that stops by the SDK. Loading it writes a file below HOME, so that has to be a folder
 * that can be thrown away.
 */
export const sdkClient = (
  { endpoint, taskId }: Setting,
  options: UserOptions = {},
): () => Promise<unknown> => {
  const { BasicCredentials }: typeof Credentials = load(
    "@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js",
  );
  const { ClientBuilder }: typeof Builder = load(
    "@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js",
  );
  const client = new ClientBuilder((client) => client)
    .withCredential(
      new BasicCredentials().withAk("EXAMPLEACCESSKEY").withSk(
        "EXAMPLESECRETKEY",
      ),
    )
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
