// Package databases of distributions and languages -> packages. The tables show the formats; broken files give nothing and never throw.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "../../support/fast-check.ts";
import type { InstalledPackage } from "../../../src/images/packages/installed-package.ts";
import { readNodePackage, readPythonPackage, readRubyPackage } from "../../../src/images/packages/language-packages.ts";
import { readNdbHeaders } from "../../../src/images/packages/ndb-headers.ts";
import { readOsRelease } from "../../../src/images/packages/os-release.ts";
import { readRpmHeader } from "../../../src/images/packages/rpm-header.ts";
import { readSqliteTable } from "../../../src/images/packages/sqlite-table.ts";
import { readAlpinePackages, readDebianPackages } from "../../../src/images/packages/stanza-packages.ts";
import { rpmHeader, type RpmPackage, rpmNdb, rpmSqlite } from "../../fakes/rpm-database.ts";

function told(packages: readonly InstalledPackage[]): readonly string[] {
  return packages.map(({ ecosystem, name, version }) => `${ecosystem} ${name} ${version}`);
}

const STATUS = `Package: libc6
Status: install ok installed
Architecture: amd64
Version: 2.36-9+deb12u7
Description: GNU C Library
 Package: not-me
 .
 Version: 9

Package: gone
Status: deinstall ok config-files
Version: 1.0

Package: half
Status: install ok half-installed
Version: 1.0

Package: tzdata
Status: hold ok installed
Version: 2024a-0+deb12u1
`;

describe("Debian's status", () => {
  it("lists what is installed, and not what was removed or half installed", () => {
    assert.deepEqual(told(readDebianPackages(STATUS)), ["deb libc6 2.36-9+deb12u7", "deb tzdata 2024a-0+deb12u1"]);
  });

  it("has no Status line in distroless images", () => {
    assert.deepEqual(told(readDebianPackages("Package: openssl\nVersion: 1:3.0.13-1\n")), ["deb openssl 1:3.0.13-1"]);
  });

  it("may have the line ends of another system, blanks between stanzas, or nothing in it", () => {
    assert.deepEqual(told(readDebianPackages("Package: a\r\nVersion: 1\r\n\r\nPackage: b\r\nVersion: 2\r\n \r\n")), ["deb a 1", "deb b 2"]);
    assert.deepEqual(readDebianPackages(""), []);
    assert.deepEqual(readDebianPackages("Package: a\n"), []);
  });
});

describe("Alpine's installed", () => {
  it("lists packages", () => {
    const text = "C:Q1abc=\nP:musl\nV:1.2.5-r0\nA:x86_64\nF:lib\nR:ld-musl.so\n\nC:Q1def=\nP:busybox\nV:1.36.1-r28\n\n";
    assert.deepEqual(told(readAlpinePackages(text)), ["apk musl 1.2.5-r0", "apk busybox 1.36.1-r28"]);
  });
});

describe("rpm's headers", () => {
  it("give name, epoch, version and release", () => {
    assert.deepEqual(readRpmHeader(rpmHeader({ name: "bash", version: "5.1.8", release: "9.el9" })), { ecosystem: "rpm", name: "bash", version: "5.1.8-9.el9" });
    assert.equal(readRpmHeader(rpmHeader({ name: "bind", version: "9.16", release: "1", epoch: 32 }))?.version, "32:9.16-1");
  });

  it("leave out keys, and anything that is none", () => {
    assert.equal(readRpmHeader(rpmHeader({ name: "gpg-pubkey", version: "fd431d51", release: "4ae0493b" })), undefined);
    assert.equal(readRpmHeader(Buffer.alloc(3)), undefined);
    assert.equal(readRpmHeader(Buffer.alloc(8, 0xff)), undefined);
  });
});

/** Many packages, some longer than a page, so that there are inner pages and overflow pages. */
const MANY: readonly RpmPackage[] = Array.from({ length: 300 }, (_, index) => ({ name: `package-${index}`, version: `1.${index}`, release: "1", size: index * 97 }));

function versionsOf(headers: readonly Buffer[] | undefined): readonly string[] | undefined {
  return headers?.map((header) => readRpmHeader(header)).map((found) => `${found?.name ?? ""} ${found?.version ?? ""}`);
}

describe("rpm's databases", () => {
  const expected = MANY.map(({ name, version, release }) => `${name} ${version}-${release}`);
  const blobs = (file: Buffer): readonly Buffer[] | undefined => readSqliteTable(file, "Packages")?.flatMap((row) => (Buffer.isBuffer(row[1]) ? [row[1]] : []));

  for (const pageSize of [512, 4096, 65_536]) {
    it(`are read from SQLite with pages of ${pageSize} bytes`, () => {
      assert.deepEqual(versionsOf(blobs(rpmSqlite(MANY.map(rpmHeader), pageSize))), expected);
    });
  }

  it("are read from SQLite when they were left in the mode of a write-ahead log", () => {
    const file = rpmSqlite(MANY.map(rpmHeader));
    file.fill(2, 18, 20);
    assert.equal(blobs(file)?.length, MANY.length);
  });

  it("are read from ndb", () => assert.deepEqual(versionsOf(readNdbHeaders(rpmNdb(MANY.slice(0, 100).map(rpmHeader)))), expected.slice(0, 100)));

  it("are nothing where the file is another", () => {
    assert.equal(readSqliteTable(Buffer.from("no database"), "Packages"), undefined);
    assert.equal(readSqliteTable(rpmSqlite([]), "Elsewhere"), undefined);
    assert.deepEqual(readSqliteTable(rpmSqlite([]), "Packages"), []);
    assert.equal(readNdbHeaders(Buffer.alloc(100)), undefined);
  });

  it("end with any damage, and never list more than they hold", () => {
    const files = [rpmSqlite(MANY.slice(0, 60).map(rpmHeader), 512), rpmNdb(MANY.slice(0, 60).map(rpmHeader))];
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.constantFrom(...files), damage, fc.nat(), (...[file, bytes, cut]) => {
        const broken = Buffer.from(file);
        for (const [at, value] of bytes) broken.writeUInt8(value, at % broken.length);
        const part = broken.subarray(0, cut % 3 === 0 ? cut % broken.length : broken.length);
        const headers = [...(blobs(part) ?? []), ...(readNdbHeaders(part) ?? [])];
        for (const header of headers) readRpmHeader(header);
        assert.ok(headers.reduce((sum, { length }) => sum + length, 0) <= part.length);
      }),
      { numRuns: 300 },
    );
  });

  it("are not read in circles", () => {
    const file = rpmSqlite(MANY.slice(0, 60).map(rpmHeader), 512);
    // The last child of every inner page is the page itself.
    for (let page = 1; page < file.length / 512; page += 1) if (file[page * 512] === 5) file.writeUInt32BE(page + 1, page * 512 + 8);
    assert.ok((readSqliteTable(file, "Packages")?.length ?? 0) <= 60);
  });
});

const PYTHON: readonly (readonly [path: string, packages: readonly string[]])[] = [
  ["usr/lib/python3/dist-packages/requests-2.31.0.dist-info/METADATA", ["pypi requests 2.31.0"]],
  ["app/.venv/lib/python3.12/site-packages/Zope.Interface-6.1.dist-info/METADATA", ["pypi zope-interface 6.1"]],
  ["site-packages/ruamel_yaml-0.18.6.dist-info/METADATA", ["pypi ruamel-yaml 0.18.6"]],
  ["site-packages/broken.dist-info/METADATA", []],
];

describe("packages of languages", () => {
  for (const [path, packages] of PYTHON) it(`${path} is ${packages.join() || "nothing"}`, () => assert.deepEqual(told(readPythonPackage(path)), packages));

  it("Ruby's are named by their specification", () => {
    assert.deepEqual(told(readRubyPackage("usr/local/bundle/specifications/net-http-0.4.1.gemspec")), ["gem net-http 0.4.1"]);
  });

  it("Node's by their package.json", () => {
    assert.deepEqual(told(readNodePackage('{"name":"@galley/web","version":"1.2.0","x":[]}')), ["npm @galley/web 1.2.0"]);
    for (const text of ["", "{}", "[1]", '{"name":1,"version":"1"}', '{"name":"a\\nb","version":"1"}']) assert.deepEqual(readNodePackage(text), []);
  });
});

const RELEASES: readonly (readonly [text: string, debian: string | undefined, name: string | undefined])[] = [
  ['PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n', "12.7\n", "Debian 12.7"],
  ['NAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n', undefined, "Debian 12"],
  ['NAME="Debian GNU/Linux"\nVERSION_CODENAME=trixie\nID=debian\n', "trixie/sid\n", "Debian trixie"],
  ['NAME="Ubuntu"\nVERSION_ID="24.04"\nID=ubuntu\nID_LIKE=debian\n', "trixie/sid", "Ubuntu 24.04"],
  ['NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.20.3\n', undefined, "Alpine Linux 3.20.3"],
  ["NAME='Red Hat Enterprise Linux'\nVERSION_ID='9.4'\n", undefined, "Red Hat Enterprise Linux 9.4"],
  ["ID=wolfi\nNAME=Wolfi\nVERSION_ID=20230201\n", undefined, "Wolfi 20230201"],
  ["", undefined, undefined],
];

describe("os-release", () => {
  for (const [text, debian, name] of RELEASES) it(`${JSON.stringify(text)} is ${name ?? "nothing"}`, () => assert.equal(readOsRelease(text, debian), name));
});
