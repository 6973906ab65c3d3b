import { describe, expect, it } from "@effect/vitest";
import * as Either from "effect/Either";
import { endpointOf, isTaskId, Region } from "../mod.ts";
import { baseOf } from "../src/Target.ts";

const urlOf = (endpoint: string | URL) =>
  Either.match(baseOf({ endpoint }), {
    onLeft: (error) => `${error._tag}: ${error.endpoint}: ${error.reason}`,
    onRight: ({ url }) => url,
  });

describe("a target", () => {
  it("calls the documented host of each region", () => {
    for (const region of Region.literals) {
      expect(Either.getOrThrow(baseOf({ region })).url).toBe(endpointOf(region));
    }
  });

  it("lets an endpoint override the region's", () => {
    const target = { region: "cn-north-1", endpoint: endpointOf("cn-north-4") } as const;
    expect(Either.getOrThrow(baseOf(target)).url).toBe(endpointOf("cn-north-4"));
  });

  for (
    const [given, expected] of [
      ["https://check.example", "https://check.example"],
      ["https://check.example/", "https://check.example"],
      ["https://check.example:8443/proxy/", "https://check.example:8443/proxy"],
      ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
      ["http://localhost:8080", "http://localhost:8080"],
      ["http://[::1]:8080", "http://[::1]:8080"],
    ] as const
  ) {
    it(`takes the endpoint ${given}`, () => {
      expect(urlOf(given)).toBe(expected);
      expect(urlOf(new URL(given))).toBe(expected);
    });
  }

  for (
    const given of [
      "http://check.example",
      "http://127.evil.example",
      "ftp://check.example",
      "check.example",
      "",
      "https://check.example?a=b",
      "https://check.example#a",
    ]
  ) {
    it(`refuses the endpoint ${JSON.stringify(given)}`, () => {
      expect(urlOf(given)).toMatch(/^InvalidEndpoint: /);
    });
  }

  it("shows no credentials of an endpoint that has some", () => {
    const shown = urlOf("https://user:pass-word@check.example/?token=secret");
    expect(shown).toMatch(/^InvalidEndpoint: /);
    expect(shown).not.toMatch(/pass-word|secret/);
  });

  it("names the known regions where it is none, even from a program without types", () => {
    for (const target of ['{"region":"cn-north-9"}', "{}", "null"]) {
      const error = Either.getOrThrow(Either.flip(baseOf(JSON.parse(target))));
      expect(error.message).toContain("cn-north-4");
    }
  });
});

describe("a task id", () => {
  it("has 1 to 32 letters, digits, - and _, the first a letter or digit", () => {
    expect(["a", "0", "a-_Z9", "a".repeat(32)].filter((id) => !isTaskId(id))).toEqual([]);
    expect(["", "-a", "_a", "a/b", "a.b", "a b", "é", "a\n", "a".repeat(33), 1].filter(isTaskId))
      .toEqual([]);
  });
});
