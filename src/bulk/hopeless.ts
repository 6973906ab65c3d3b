/**
 * Which refusals would meet every other stop too.
 *
 * @module
 */
import type { StopTaskError } from "../StopTaskError.ts";

/**
 * Whether an error is about who calls, or where, and not about the task. A permission can be had for
 * one task and not for another: where a stop has worked, its lack is that task's own.
 */
export const isHopeless = (error: StopTaskError, hasWorked: boolean): boolean => {
  switch (error._tag) {
    case "AuthExpired":
    case "AuthRejected":
    case "InvalidEndpoint":
      return true;
    case "PermissionDenied":
      return !hasWorked;
    case "TokenUnavailable":
      return !error.retryable;
    default:
      return false;
  }
};
