/**
 * What the documentation advises for codes that have no member of their own.
 *
 * @module
 */

const support = "Contact the provider's support with the request id.";

/** CodeArts Check API Reference and API Gateway, "Error Codes". */
const advice: ReadonlyMap<string, string> = new Map([
  ["APIGW.0101", "Check the region or the endpoint: this host serves no such API."],
  ["APIGW.0103", "Check the region or the endpoint: this host has no such service behind it."],
  ["APIGW.0501", "Raise the quota of the API."],
  ["APIGW.0502", "Ask the provider why the application is frozen."],
  ["CC.00040010", "Read the log of the check: its run failed."],
  ["CC.00070400", "Split the check: its run found more than 300,000 problems."],
]);

/** What to do about a code; support, unless the documentation knows better. */
export const adviceFor = (code: string): string => advice.get(code.slice(0, 11)) ?? support;
