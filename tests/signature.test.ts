import { createHmac } from "node:crypto";
import { describe, expect, it } from "@effect/vitest";
import { authorization, canonicalRequest } from "../src/auth/signature/canonical.ts";
import { canonicalQuery, canonicalUri } from "../src/auth/signature/encode.ts";
import { emptyHash, hash, keyOf } from "../src/auth/signature/hash.ts";
import { readDate, serverTimeIn, timestamps } from "../src/auth/signature/time.ts";

describe("the published vectors", () => {
  it("V1, of the API Request Signing Guide, has its canonical request and its signature", () => {
    const request = {
      method: "GET",
      uri: canonicalUri("/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs"),
      query: canonicalQuery([
        ["limit", "2"],
        ["marker", "13551d6b-755d-4757-b956-536f674975c0"],
      ]),
      headers: [
        ["X-Sdk-Date", "20191115T033655Z"],
        ["Content-Type", "application/json"],
        ["Host", "service.region.example.com"],
      ],
      payload: emptyHash,
    } as const;
    expect(hash(canonicalRequest(request).text)).toBe(
      "b25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a",
    );
    const key = keyOf("MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc");
    expect(authorization("QTWAOYTTINDUT2QVKYUC", key, "20191115T033655Z", request)).toBe(
      "SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, SignedHeaders=content-type;host;x-sdk-date, " +
        "Signature=7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe",
    );
  });

  const body = '{"Name":"test","Id":1}\n';
  it.each(
    [
      [
        "V2",
        "GET",
        [["limit", "1"]],
        "",
        "5a2ce64c865e0e6046321c6f3d5a77ba8413eeaf355c3166c03d58d02ac79624",
      ],
      [
        "V3",
        "POST",
        [["key", "value"]],
        body,
        "cecc2af119b18ab70b4d094c0750f3b42c02f254903179a0fc2cc72fc9db4f59",
      ],
      [
        "V4, GET",
        "GET",
        [],
        "",
        "eb70b3a0caf6633a8b8e4317622d8a0f6819821ec84896ceb7739a57e2d9ed76",
      ],
      [
        "V4, POST",
        "POST",
        [],
        body,
        "7f587e76874c5079f7e98769ab285ee75bea28e30110ab10dec4fc4d12c32f62",
      ],
    ] as const,
  )("%s, of the official SDK for Go, has its signature", (_, method, query, body, signature) => {
    const date = "20060102T150405Z";
    const proof = authorization("AccessKey", keyOf("SecretKey"), date, {
      method,
      uri: canonicalUri("/path"),
      query: canonicalQuery(query),
      headers: [["x-sdk-date", date]],
      payload: hash(body),
    });
    expect(proof).toBe(
      `SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders=x-sdk-date, Signature=${signature}`,
    );
  });

  it("the query of the official SDK for Go is sorted and encoded as there", () => {
    expect(canonicalQuery([
      ["multi", "3"],
      ["test", "一 (&=?!#%.*)"],
      ["limit", "1"],
      ["multi", "1"],
      ["path", "/tmp/123"],
      ["enable", "true"],
      ["multi", "2"],
    ])).toBe(
      "enable=true&limit=1&multi=1&multi=2&multi=3&path=%2Ftmp%2F123" +
        "&test=%E4%B8%80%20%28%26%3D%3F%21%23%25.%2A%29",
    );
  });
});

describe("the canonical request", () => {
  it.each([
    ["", "/"],
    ["/", "/"],
    ["/a/b/", "/a/b/"],
    ["/v2/tasks/5a-0_f.6~e/stop", "/v2/tasks/5a-0_f.6~e/stop/"],
    ["/a//b", "/a//b/"],
    ["/a b", "/a%20b/"],
    ["/a%20b", "/a%20b/"],
    ["/%e4%b8%80", "/%E4%B8%80/"],
    ["/一/😀", "/%E4%B8%80/%F0%9F%98%80/"],
    ["/urn:x!'()*@$&+,;=", "/urn%3Ax%21%27%28%29%2A%40%24%26%2B%2C%3B%3D/"],
    ["/%7e%41%2f", "/~A/"],
    ["/100%", "/100%25/"],
    ["/%zz%ff", "/%25zz%FF/"],
  ])("has the path %j as %j", (path, canonical) => {
    expect(canonicalUri(path)).toBe(canonical);
  });

  it("sorts keys and then values by code point, not by UTF-16 unit", () => {
    expect(
      canonicalQuery([
        ["😀", "1"],
        ["\uffee", "1"],
        ["b", "\u{10000}"],
        ["b", "\ufffd"],
        ["a/", ""],
        ["a-", ""],
      ]),
    )
      .toBe("a-=&a%2F=&b=%EF%BF%BD&b=%F0%90%80%80&%EF%BF%AE=1&%F0%9F%98%80=1");
  });

  it("has header names in lower case, sorted, and values trimmed", () => {
    expect(canonicalRequest({
      method: "PUT",
      uri: "/",
      query: "",
      headers: [["X-Z", "  1\t"], ["Host", "h:81"], ["a-b", ""]],
      payload: emptyHash,
    })).toEqual({
      text: `PUT\n/\n\na-b:\nhost:h:81\nx-z:1\n\na-b;host;x-z\n${emptyHash}`,
      signedHeaders: "a-b;host;x-z",
    });
  });
});

describe("hashes", () => {
  it("the hash of nothing is the constant", () => {
    expect(hash("")).toBe(emptyHash);
    expect(hash(new Uint8Array())).toBe(emptyHash);
  });

  it.each([0, 1, 63, 64, 65, 128, 5000])("a key of %d bytes is that of RFC 2104", (length) => {
    const secret = "k".repeat(length);
    expect(keyOf(secret)("text")).toBe(createHmac("sha256", secret).update("text").digest("hex"));
  });

  it("one hash leaves nothing to the next, short or long, text or bytes", () => {
    const key = keyOf("k");
    const texts = ["", "a", "一".repeat(1365), "一".repeat(1366), "x".repeat(100_000)];
    const first = texts.map((text) => [hash(text), key(text)]);
    const second = texts.toReversed().map((text) => [hash(text), key(text)]).toReversed();
    expect(second).toEqual(first);
    const bytes = texts.map((text) => hash(new TextEncoder().encode(text)));
    expect(bytes).toEqual(first.map(([plain]) => plain));
    expect(new Set(first.flat()).size).toBe(10);
  });
});

describe("dates", () => {
  it("are written in UTC to the second, and each second anew", () => {
    const timestamp = timestamps();
    const start = Date.UTC(2019, 10, 15, 3, 36, 55);
    expect([start, start + 999, start + 1000, start - 1].map(timestamp)).toEqual([
      "20191115T033655Z",
      "20191115T033655Z",
      "20191115T033656Z",
      "20191115T033654Z",
    ]);
    expect(timestamp(0)).toBe("19700101T000000Z");
  });

  const server = Date.UTC(2021, 11, 17, 6, 58, 4);
  const signed = Date.UTC(2021, 11, 17, 6, 43, 3);
  it.each([
    "calc aksk signature fail:signature expired, signature time:20211217T064303Z,server time:20211217T065804Z",
    "signature expired, server time: 20211217T065804Z, signature time: 20211217T064303Z",
    "Signature expired. Server Time = 2021-12-17 06:58:04, signature time = 2021-12-17 06:43:03",
    "signature time 2021-12-17T06:43:03Z, serverTime 2021-12-17T06:58:04.123Z",
    "signature expired (server_time: 2021-12-17 14:58:04 +0800)",
    "签名已过期，签名时间：20211217T064303Z，服务器时间：20211217T065804Z",
    "the date 20211217T064303Z is too far from 20211217T065804Z",
  ])("the gateway's clock is read in %j", (words) => {
    expect(serverTimeIn(words, signed)).toBe(server);
  });

  it.each([
    "verify aksk signature fail",
    "verify aksk signature fail, canonicalRequest:POST|/|x-sdk-date:20211217T064303Z||",
    "the security token expired at 20211217T065804Z",
    "between 20211217T064303Z, 20211217T065804Z and 20211217T065805Z",
    "server time:20211399T065804Z",
    "server time:20211217T256199Z",
    "server time: unknown",
    "",
  ])("no clock is read in %j", (words) => {
    expect(serverTimeIn(words, signed)).toBeUndefined();
  });

  it("what is no date is none", () => {
    expect(["20211217", "99999999T999999Z", "tomorrow"].map(readDate)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
