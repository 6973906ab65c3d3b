/**
 * The ECS host that the emulated cloud has: what its metadata service knows.
 *
 * @module
 */

/** What the metadata service knows. */
export interface Host {
  /** The agency that the host has; nothing, if it has none. */
  readonly agency: string | undefined;
  /** When each token for the service ends, the latest last. */
  readonly sessions: ReadonlyArray<{ readonly token: string; readonly expiresAt: number }>;
  /** The access key that is handed out. */
  readonly accessKey: string | undefined;
}

export const hostWith = (agency: string | undefined): Host => ({
  agency,
  sessions: [],
  accessKey: undefined,
});
