/**
 * What it takes to sign a stop, by our signer and by the SDK's.
 *
 * @module
 */
import type { Effort } from "../effort.ts";
import type { Signature } from "../figures.ts";
import { signBySdk } from "../variants/sdk.ts";
import { settingAt } from "../variants/setting.ts";
import { signOurs } from "../variants/signing.ts";
import { stubs } from "../variants/stub.ts";
import { cpuMicros, inTurn, median, paired } from "./rounds.ts";

const many = (sign: () => unknown, calls: number) => (): void => {
  for (let n = 0; n < calls; n++) sign();
};

/** Signs by turns; what is compared must be the same signature. */
export const signatures = async (
  { rounds, signatures: calls }: Effort,
): Promise<ReadonlyArray<Signature>> => {
  const setting = settingAt(stubs.ok);
  const ours = signOurs(setting);
  const official = signBySdk(setting);
  const signed = ours(Date.now());
  if (
    signed["authorization"] !== official(signed["x-sdk-date"])["Authorization"]
  ) {
    throw new Error("our signature is not the SDK's");
  }
  const signers = [
    { name: "ours", work: many(() => ours(Date.now()), calls) },
    { name: "AKSKSigner of the SDK", work: many(() => official(), calls) },
  ] as const;
  for (let n = 0; n < 10; n++) {
    for (const { work } of signers) await cpuMicros(work);
  }
  const figures = await inTurn(
    signers,
    rounds,
    async ({ work }) => await cpuMicros(work) / calls,
  );
  return signers.map(({ name }) => ({
    name,
    micros: median(figures.get(name) ?? []),
    ofSdk: paired(
      figures,
      name,
      "AKSKSigner of the SDK",
      (own, other) => own / other,
    ),
  }));
};
