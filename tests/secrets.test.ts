import { describe, expect, it } from "@effect/vitest";
import * as FastCheck from "effect/FastCheck";
import { withHeader, withoutBody } from "../src/http/request.ts";
import { withoutSecrets } from "../src/http/secrets.ts";

const url = "https://check.example/v2/tasks/1/stop";

const scrub = (
  text: string,
  secret: string,
  header: Lowercase<string> = "x-auth-token",
): string => withoutSecrets(text, withHeader(withoutBody("POST", url), header, secret));

/** Visible ASCII, as a header takes it: quotes, slashes and percent signs among it. */
const secrets = FastCheck.string({
  unit: FastCheck.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 12,
  maxLength: 200,
});

/** Nothing in it needs an escape. */
const plainSecrets = FastCheck.stringMatching(/^[0-9A-Za-z]{12,60}$/);

const texts = FastCheck.string({ unit: "binary", maxLength: 200 });

const always = <A>(
  arbitrary: FastCheck.Arbitrary<A>,
  holds: (value: A) => void,
): void => FastCheck.assert(FastCheck.property(arbitrary, holds));

const escapes: Readonly<Record<string, (secret: string) => string>> = {
  "as it is": (secret) => secret,
  "escaped for JSON": (secret) => JSON.stringify(secret).slice(1, -1),
  "escaped for JSON, slashes too": (secret) =>
    JSON.stringify(secret).slice(1, -1).replaceAll("/", "\\/"),
  "escaped for a URL": encodeURIComponent,
  "escaped for a URL in lower case": (secret) =>
    encodeURIComponent(secret).replace(/%../g, (escape) => escape.toLowerCase()),
};

describe("a secret", () => {
  for (const [name, escape] of Object.entries(escapes)) {
    it(`is taken out whole, ${name}`, () =>
      always(secrets, (secret) => {
        expect(scrub(`token ${escape(secret)} refused`, secret)).toBe("token <redacted> refused");
      }));

    it(`is taken out each time, side by side, ${name}`, () =>
      always(secrets, (secret) => {
        expect(scrub(escape(secret).repeat(3), secret)).toBe("<redacted>".repeat(3));
      }));

    it(`is taken out where the text is cut after 12 characters or more, ${name}`, () =>
      always(FastCheck.tuple(secrets, FastCheck.nat()), ([secret, at]) => {
        const escaped = escape(secret);
        const length = 12 + at % (escaped.length - 11);
        expect(scrub(`token ${escaped.slice(0, length)}`, secret)).toBe("token <redacted>");
      }));
  }

  it("is taken out in all its forms from one text", () =>
    always(secrets, (secret) => {
      const quotes = Object.values(escapes).map((escape) => escape(secret));
      expect(scrub(quotes.join(" "), secret)).toBe(quotes.map(() => "<redacted>").join(" "));
    }));

  it("is taken out whatever surrounds it", () =>
    always(FastCheck.tuple(texts, secrets, texts), ([before, secret, after]) => {
      expect(scrub(before + secret + after, secret)).not.toContain(secret.slice(0, 12));
    }));

  it("is taken out of every header that proves an identity", () => {
    for (const header of ["x-auth-token", "authorization", "x-security-token", "x-subject-token"]) {
      expect(scrub("a MIIsecretsecret b", "MIIsecretsecret", header as Lowercase<string>)).toBe(
        "a <redacted> b",
      );
    }
  });

  it("is not looked for in other headers", () => {
    expect(scrub("a MIIsecretsecret b", "MIIsecretsecret", "x-own")).toBe("a MIIsecretsecret b");
  });

  it("is taken out to its end, though 100,000 characters long", () => {
    const secret = "MII+/".repeat(20_000);
    expect(scrub(`a ${secret} b`, secret)).toBe("a <redacted> b");
  });

  it("may hold half a character", () => {
    expect(scrub("a \ud800MIIsecretsecret b", "\ud800MIIsecretsecret")).toBe("a <redacted> b");
  });

  it("that is empty takes nothing out", () => {
    expect(scrub("text", "")).toBe("text");
  });

  it("that is nowhere in a text leaves it unchanged", () =>
    always(FastCheck.tuple(texts, plainSecrets), ([text, secret]) => {
      FastCheck.pre(!text.includes(secret.slice(0, 12)));
      expect(scrub(text, secret)).toBe(text);
    }));

  it("of which a text has 11 characters leaves it unchanged", () =>
    always(plainSecrets, (secret) => {
      FastCheck.pre(secret[11] !== " ");
      expect(scrub(`${secret.slice(0, 11)} given`, secret)).toBe(`${secret.slice(0, 11)} given`);
    }));
});

describe("a secret in an escape that is not foreseen", () => {
  const secret = "MIITOKENabcdefgh+ijkl/mnop==";

  for (
    const [name, quote] of [
      ["HTML", "MIITOKENabcdefgh&#43;ijkl&#47;mnop&#61;&#61;"],
      ["JavaScript", "MIITOKENabcdefgh\\u002bijkl\\u002fmnop\\u003d\\u003d"],
      ["JSON within JSON", "MIITOKENabcdefgh+ijkl\\\\/mnop=="],
      ["a URL within a URL", "MIITOKENabcdefgh%252Bijkl%252Fmnop%253D%253D"],
    ] as const
  ) {
    it(`of ${name} is taken out to its end`, () => {
      expect(scrub(`token ${quote} refused`, secret)).toBe("token <redacted> refused");
    });

    it(`of ${name} is taken out to the quotation mark after it`, () => {
      expect(scrub(`<a title="${quote}">`, secret)).toBe('<a title="<redacted>">');
    });

    it(`of ${name} is taken out to the end of the text`, () => {
      expect(scrub(quote, secret)).toBe("<redacted>");
    });
  }
});

describe("a secret of fewer than 12 characters", () => {
  for (
    const [text, shown] of [
      ["task", "<redacted>"],
      ["token task refused", "token <redacted> refused"],
      ["token=task&region=x", "token=<redacted>&region=x"],
      ['{"token":"task"}', '{"token":"<redacted>"}'],
      ["task task,task", "<redacted> <redacted>,<redacted>"],
      ["tasks run, multitasking", "tasks run, multitasking"],
      ["tasktask", "tasktask"],
      ["the task of tasks", "the <redacted> of tasks"],
    ] as const
  ) {
    it(`makes of "${text}" "${shown}"`, () => {
      expect(scrub(text, "task")).toBe(shown);
    });
  }

  it("is found at the end of what looks like it", () => {
    expect(scrub("xa-a-a given", "a-a")).toBe("xa-<redacted> given");
  });

  it("of one letter leaves words alone", () => {
    expect(scrub("Network busy. Try again later.", "a")).toBe("Network busy. Try again later.");
  });
});

describe("of Authorization", () => {
  const signed = "SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, SignedHeaders=host;x-sdk-date, " +
    "Signature=7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe";

  it("the token of Bearer is taken out where it stands alone", () => {
    expect(scrub("token eyJhbGciOiJI refused", "Bearer eyJhbGciOiJI", "authorization")).toBe(
      "token <redacted> refused",
    );
  });

  it("the signature is taken out, and what the service compares stays", () => {
    expect(scrub(`verify failed: ${signed}`, signed, "authorization")).toBe(
      "verify failed: SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, " +
        "SignedHeaders=host;x-sdk-date, Signature=<redacted>",
    );
  });

  it("the name of the scheme stays", () => {
    expect(scrub("SDK-HMAC-SHA256 is not supported", signed, "authorization")).toBe(
      "SDK-HMAC-SHA256 is not supported",
    );
  });

  it("a value in another form is taken out whole", () => {
    const value = "Digest username=x, response=6629fae49393a05397450978507c4ef1";
    expect(scrub(`got ${value}`, value, "authorization")).toBe("got <redacted>");
  });
});
