import { describe, expect, it } from "@effect/vitest";
import * as Duration from "effect/Duration";
import * as Schema from "effect/Schema";
import { AuthExpired, NetworkBusy, StopTaskError, TaskNotFound } from "../mod.ts";
import { readStopFailure } from "./bench/olderProgram.ts";

const busy = new NetworkBusy({
  status: 400,
  code: "CC.00000000",
  retryAfter: Duration.seconds(5),
});

describe("a program that still uses @effect/schema", () => {
  it("decodes the JSON of an error with a struct of its own", () => {
    expect(readStopFailure(JSON.stringify(busy))).toBe(
      "a struct of NetworkBusy: CC.00000000, pause Duration(5s)",
    );
  });

  it("decodes what the schema of an error encodes with a struct of its own", () => {
    expect(readStopFailure(JSON.stringify(Schema.encodeSync(StopTaskError)(busy)))).toBe(
      "a struct of NetworkBusy: CC.00000000, pause Duration(5s)",
    );
  });

  it("decodes the JSON of an error with an error class of its own, message included", () => {
    const expired = new AuthExpired({ status: 401, code: "CC.00000003" });
    expect(readStopFailure(JSON.stringify(expired))).toBe(
      `an AuthExpired of its own: ${expired.message}`,
    );
  });

  it("does not take the JSON of another error for one that it knows", () => {
    expect(readStopFailure(JSON.stringify(new TaskNotFound({ status: 200 })))).toBe("not known");
  });
});
