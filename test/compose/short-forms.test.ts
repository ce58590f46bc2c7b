// Short forms as tables: ports, command lines, sizes, durations, plain YAML scalars.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { splitCommand } from "../../src/compose/command.ts";
import { parsePort } from "../../src/compose/ports.ts";
import { formatDuration, parseDuration, parseSize } from "../../src/compose/units.ts";
import { resolvePlainScalar } from "../../src/compose/yaml-scalar.ts";

describe("parsePort", () => {
  for (const [written, expected] of [
    ["80", [" 80/tcp"]],
    ["8080:80", ["8080 80/tcp"]],
    ["8080:80/udp", ["8080 80/udp"]],
    ["127.0.0.1:8080:80", ["127.0.0.1 8080 80/tcp"]],
    ["127.0.0.1::80", ["127.0.0.1  80/tcp"]],
    ["[::1]:8080:80", ["::1 8080 80/tcp"]],
    ["::1:8080:80", ["::1 8080 80/tcp"]],
    ["3000-3002", [" 3000/tcp", " 3001/tcp", " 3002/tcp"]],
    ["9090-9091:8080-8081", ["9090 8080/tcp", "9091 8081/tcp"]],
    ["3000-3005:80", ["3000-3005 80/tcp"]],
    ["3000-3001:80-82", undefined],
    ["70000", undefined],
    ["a:b", undefined],
    ["80/icmp", undefined],
    ["", undefined],
  ] as const) {
    it(written, () => {
      const bindings = parsePort(written)?.map(({ address, published, target, protocol }) => `${address === "" ? "" : `${address} `}${published} ${target}/${protocol}`);
      assert.deepEqual(bindings, expected);
    });
  }
});

describe("splitCommand", () => {
  for (const [written, words, rest = ""] of [
    ["echo 'single quoted' \"double quoted\" plain\\ escaped", ["echo", "single quoted", "double quoted", "plain escaped"]],
    ["  a   b  ", ["a", "b"]],
    ["", []],
    ["a '' b", ["a", "", "b"]],
    ["--expr='x == \"y\"'", ['--expr=x == "y"']],
    ["sleep 1; echo", ["sleep", "1"], "; echo"],
    ["a | b", ["a"], "| b"],
    ["run 2>err", ["run"], ">err"],
    ["'a;b' \"c|d\"", ["a;b", "c|d"]],
    ["echo $(date +%s)", ["echo", "$(date +%s)"]],
    ["'open", undefined],
    ["a (b)", undefined],
  ] as const) {
    it(JSON.stringify(written), () => {
      const split = splitCommand(written);
      assert.deepEqual(split, words === undefined ? undefined : { words: [...words], rest });
    });
  }
});

describe("parseSize", () => {
  for (const [written, expected] of [
    ["64m", 67_108_864],
    ["1.5g", 1_610_612_736],
    ["512 KiB", 524_288],
    ["1000M", 1_048_576_000],
    ["2gb", 2_147_483_648],
    ["300", 300],
    ["300b", 300],
    ["-1", -1],
    ["1x", undefined],
    ["", undefined],
  ] as const) {
    it(written, () => {
      assert.equal(parseSize(written), expected);
    });
  }
});

describe("durations", () => {
  for (const [written, expected] of [
    ["1m30s", "1m30s"],
    ["90s", "1m30s"],
    ["40s", "40s"],
    ["1h", "1h0m0s"],
    ["100ms", "100ms"],
    ["1.5s", "1.5s"],
    ["0", "0s"],
    ["20us", "20µs"],
    ["5", undefined],
    ["abc", undefined],
  ] as const) {
    it(written, () => {
      const nanoseconds = parseDuration(written);
      assert.equal(nanoseconds === undefined ? undefined : formatDuration(nanoseconds), expected);
    });
  }
});

describe("resolvePlainScalar", () => {
  for (const [written, expected] of [
    ["", null],
    ["~", null],
    ["null", null],
    ["true", true],
    ["False", false],
    ["yes", "yes"],
    ["on", "on"],
    ["12", 12],
    ["-3", -3],
    ["0755", 493],
    ["0o755", 493],
    ["0x1F", 31],
    ["1_000", 1000],
    ["1.5", 1.5],
    ["1e3", 1000],
    ["08", 8],
    ["12:30", "12:30"],
    ["v1.2", "v1.2"],
    ["99999999999999999999", "99999999999999999999"],
  ] as const) {
    it(JSON.stringify(written), () => {
      assert.equal(resolvePlainScalar(written), expected);
    });
  }
});
