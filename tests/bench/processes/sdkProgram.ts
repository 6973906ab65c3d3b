/**
 * What a program that stops by the official SDK imports of it, and no more.
 */
export { BasicCredentials } from "@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js";
export { ClientBuilder } from "@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js";
