/**
 * The hosts of IAM.
 *
 * @module
 */

/** The regions with a host of IAM (the official Node SDK's `IamRegion`). */
const regions: ReadonlySet<string> = new Set([
  "ae-ad-1",
  "af-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-southeast-3",
  "ap-southeast-4",
  "cn-east-2",
  "cn-east-3",
  "cn-east-4",
  "cn-east-5",
  "cn-north-1",
  "cn-north-2",
  "cn-north-4",
  "cn-north-9",
  "cn-north-12",
  "cn-south-1",
  "cn-south-2",
  "cn-southwest-2",
  "eu-west-0",
  "eu-west-101",
  "la-north-2",
  "la-south-2",
  "me-east-1",
  "my-kualalumpur-1",
  "na-mexico-1",
  "ru-moscow-1",
  "sa-brazil-1",
  "tr-west-1",
]);

/**
 * The endpoint of IAM for a project: its region's, where the project's name begins with a region that
 * is known (a region's own project has its name, others have it before an underscore), else the one
 * for all regions. No other part of a name gets into a host.
 */
export const iamEndpointOf = (projectName: string | undefined): string => {
  const [region = ""] = projectName?.split("_") ?? [];
  if (!regions.has(region)) return "https://iam.myhuaweicloud.com";
  return `https://iam.${region}.myhuaweicloud.${region === "eu-west-101" ? "eu" : "com"}`;
};
