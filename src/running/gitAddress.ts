/**
 * Addresses of git repositories.
 *
 * @module
 */

/** `user@host:path`, as git writes it without a scheme. */
const scpLike = /^(?:[^@/\s]+@)?([^:/\s]+):(.+)$/;

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

/**
 * What two addresses of one repository have in common: the host, and the path without `.git`. The
 * scheme, the user, the port and the slashes at the ends make no difference; the case of the path does.
 */
export const repositoryOf = (address: string): string => {
  const trimmed = address.trim();
  const url = trimmed.includes("://") && URL.canParse(trimmed) ? new URL(trimmed) : undefined;
  const [, host = "", path = trimmed] = url === undefined
    ? scpLike.exec(trimmed) ?? []
    : ["", url.hostname, url.pathname];
  const bare = decoded(path).replace(/^\/+|\/+$/g, "").replace(/\.git$/, "").replace(/\/+$/, "");
  return `${host.toLowerCase()}/${bare}`;
};
