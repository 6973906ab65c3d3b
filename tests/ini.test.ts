import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import * as Either from "effect/Either";
import * as FastCheck from "effect/FastCheck";
import * as Redacted from "effect/Redacted";
import { parseIni } from "../src/cli/credentials/ini.ts";

/** Sections as plain objects. */
const sectionsOf = (text: string): unknown =>
  Either.match(parseIni(text), {
    onLeft: (malformed) => malformed,
    onRight: (sections) =>
      Object.fromEntries(
        [...sections].map(([name, section]) => [
          name,
          Object.fromEntries(
            [...section].map(([key, { value }]) => [key, Redacted.value(value)]),
          ),
        ]),
      ),
  });

describe("a profile file", () => {
  it.each([
    ["pairs with = and with :", "[basic]\nak = A\nsk: S", { basic: { ak: "A", sk: "S" } }],
    ["= and : within a value", "[basic]\nsk=a=b:c==", { basic: { sk: "a=b:c==" } }],
    ["a value that begins with a sign", "[basic]\nsk = =x", { basic: { sk: "=x" } }],
    ["line ends of Windows and a mark of Notepad", "\ufeff[basic]\r\nak=A\r\n", {
      basic: { ak: "A" },
    }],
    ["keys in any case", "[basic]\nAK=A", { basic: { ak: "A" } }],
    ["spaces around everything", "  [ basic ]  \n  ak  =  A  ", { basic: { ak: "A" } }],
    ["quotes around a value", `[basic]\nak="A"\nsk='S'`, { basic: { ak: "A", sk: "S" } }],
    ["an empty value", "[basic]\nak=\nsk =", { basic: { ak: "", sk: "" } }],
    ["comments on lines of their own", "# one\n; two\n\n[basic]\n  # three\nak=A", {
      basic: { ak: "A" },
    }],
    ["a comment after a value", "[basic] # mine\nak = A # b\nsk = S ; c", {
      basic: { ak: "A", sk: "S" },
    }],
    ["# and ; within a value", "[basic]\nsk = a#b;c", { basic: { sk: "a#b;c" } }],
    ["several sections", "[basic]\nak=A\n[global]\nak=B", {
      basic: { ak: "A" },
      global: { ak: "B" },
    }],
    ["nothing", "", {}],
  ])("may have %s", (_, text, sections) => {
    expect(sectionsOf(text)).toEqual(sections);
  });

  it.each([
    ["a line that is none", "[basic]\nak", 2, /key = value/],
    ["a value on a line of its own", "[basic]\nsk =\n  abc", 3, /key = value/],
    ["a section that does not end", "[basic\nak=A", 1, /\[section\]/],
    ["a line without a key", "[basic]\n= A", 2, /key = value/],
    ["a key before any section", "\nak = A", 2, /\[basic\] before/],
    ["a key twice", "[basic]\nak = A\n\nAK = B", 4, /line 2 has this key/],
    ["a section twice", "[basic]\nak=A\n[basic]", 3, /there already/],
    ["text of UTF-16", "\ufffd\ufffd[\u0000b\u0000", 1, /key = value/],
  ])("is wrong with %s, and its line is told", (_, text, line, problem) => {
    expect(sectionsOf(text)).toEqual({ line, problem: expect.stringMatching(problem) });
  });

  it("is read or refused, whatever is in it, and nothing of it is shown", () => {
    const line = FastCheck.oneof(
      FastCheck.constantFrom("[basic]", "[", "]", "=", "ak = SECRETVALUE", "SECRETVALUE"),
      FastCheck.string({ unit: "binary", maxLength: 20 }),
    );
    FastCheck.assert(FastCheck.property(FastCheck.array(line, { maxLength: 8 }), (lines) => {
      expect(inspect(parseIni(lines.join("\n")), { depth: 9 })).not.toContain("SECRETVALUE");
    }));
  });
});
