/**
 * The secrets of the scenario: they open the emulated cloud and nothing else.
 *
 * @module
 */

/** An access key and a password, and words that must be in no error. */
export const secrets: { readonly accessKey: string; readonly secretKey: string } = {
  accessKey: "QTWAEXAMPLEKEY",
  secretKey: "MFyfEXAMPLEsecretEXAMPLEsecretEXAMPLE",
};
