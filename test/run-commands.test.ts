// Lines of scripts -> the containers that they start. The table is the grammar that is understood.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fc } from "./support/fast-check.ts";
import { runCommands } from "../src/run-commands.ts";

const ROWS: readonly [script: string, reference: string | undefined, flags?: readonly (readonly [string, string])[]][] = [
  ["docker run nginx:1.27", "nginx:1.27", []],
  ["exec /nix/store/x-podman-5.8/bin/podman run -d --rm ghcr.io/a/b:1 serve", "ghcr.io/a/b:1", [["-d", ""], ["--rm", ""]]],
  ["docker container create --name web nginx", "nginx", [["--name", "web"]]],
  ["docker pull 'postgres:16'", "postgres:16", []],
  ["podman --log-level=debug run \\\n  --name=web \\\n  -p 8080:80 \\\n  -v /srv/a:/a:ro \\\n  nginx:1 \\\n  sleep 1", "nginx:1", [["--name", "web"], ["-p", "8080:80"], ["-v", "/srv/a:/a:ro"]]],
  ["docker run -e 'MOTTO=it'\\''s \"fine\"' --label='a b=c' nginx", "nginx", [["-e", "MOTTO=it's \"fine\""], ["--label", "a b=c"]]],
  ["docker run -p8080:80 -eTZ=UTC nginx", "nginx", [["-p", "8080:80"], ["-e", "TZ=UTC"]]],
  ["docker run -v $HOME/data:/data --name=\"$NAME\" -u $(id -u):$(id -g) nginx:1", "nginx:1", [["-v", ""], ["--name", ""], ["-u", ""]]],
  ["docker run -itd nginx && docker ps", "nginx", [["-itd", ""]]],
  ["docker run --rm nginx # the proxy", "nginx", [["--rm", ""]]],
  ["docker run nginx:$TAG", undefined],
  ['docker run "$IMAGE"', undefined],
  ["docker run --help", undefined],
  ["docker run", undefined],
  ["docker run ; nginx", undefined],
  ["# docker run nginx", undefined],
  ['echo "try docker run nginx"', undefined],
  ["docker runner nginx", undefined],
  ["docker compose run web sh", undefined],
  ['docker run nginx"', "nginx", []],
  ["docker run nginx:1\\nsleep", "nginx:1", []],
];

describe("container commands", () => {
  for (const [script, reference, flags] of ROWS) {
    it(`in ${JSON.stringify(script)}: ${reference ?? "none"}`, () => {
      const [command] = runCommands(script);
      assert.equal(command?.reference, reference);
      if (command === undefined) return;
      assert.equal(script.slice(command.start, command.start + command.reference.length), reference);
      if (flags !== undefined) assert.deepEqual(command.flags, flags);
    });
  }

  it("tell the engine, the verb and the words behind the image", () => {
    const [first, second] = runCommands("podman pull alpine\ndocker run alpine:3 sleep 'a b'\n");
    assert.deepEqual([first?.engine, first?.verb, first?.words], ["podman", "pull", []]);
    assert.deepEqual([second?.engine, second?.verb, second?.words], ["docker", "run", ["sleep", "a b"]]);
  });

  it("are read from any text, in time that grows with it", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("docker run ", "'", '"', "$(", "${", "\\", "\n", " ", "-e", "nginx", "=", ";", "`", "x")), (pieces) => {
        const text = pieces.join("");
        for (const { reference, start } of runCommands(text)) assert.equal(text.slice(start, start + reference.length), reference);
      }),
    );
    assert.equal(runCommands(`docker run ${"-e $(".repeat(20_000)}`).length, 0);
  });
});
