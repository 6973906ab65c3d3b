/**
 * Whose token is shared.
 *
 * @module
 */
import * as Redacted from "effect/Redacted";

export const sharer: {
  readonly domain: string;
  readonly user: string;
  readonly password: Redacted.Redacted<string>;
} = {
  domain: "acme",
  user: "ci",
  password: Redacted.make("correct horse battery staple"),
};
