// Secrets and configs from variables of the host -> oneshot units that write them to files before their containers start.
import { nixAttributes, type NixBinding, nixBinding, nixBoolean, nixList, nixString, type NixValue } from "../nix/index.ts";
import type { Conversion } from "./conversion.ts";
import { projectEnvironmentFiles } from "./environment-files.ts";
import { type FileMount, fileMounts } from "./file-mounts.ts";
import { underProfiles } from "./profile-options.ts";
import { description, targetRelations } from "./resource-units.ts";

type Written = Extract<FileMount, { readonly kind: "written" }>;

/** One unit for each secret or config that is written, however many services use it. */
export function fileUnitBindings(conversion: Conversion): readonly NixBinding[] {
  if (!conversion.isFull) return [];
  const written = [...conversion.services.values()].flatMap((user) => fileMounts(user, conversion).flatMap(({ mount }) => (mount.kind === "written" ? [{ user, mount }] : [])));
  return [...Map.groupBy(written, ({ mount }) => mount.unit)].flatMap(([unit, same]) => {
    const users = same.map(({ user }) => user);
    return same.slice(0, 1).map(({ mount }) => underProfiles(nixBinding(["systemd", "services", nixString(unit)], unitValue(mount, conversion)), { users, conversion }));
  });
}

/**
 * systemd reads the environment files (systemd.exec(5), "EnvironmentFile=") and removes the file with its folder when the unit
 * stops. The folder is root's alone; the file itself has the mode that Compose gives it, 0444.
 */
function unitValue({ unit, variable }: Written, conversion: Conversion): NixValue {
  return nixAttributes({
    serviceConfig: nixAttributes({
      Type: nixString("oneshot"),
      RemainAfterExit: nixBoolean(true),
      EnvironmentFile: nixList(projectEnvironmentFiles(conversion).map((path) => path.replaceAll("%", "%%"))),
      RuntimeDirectory: nixString(`stowplan/${unit}`),
      RuntimeDirectoryMode: nixString("0700"),
    }),
    unitConfig: description(`File with the variable ${variable}`, conversion),
    script: { kind: "lines", value: `printf %s "\${${variable}?is in no environment file}" > "$RUNTIME_DIRECTORY/content"\nchmod 0444 "$RUNTIME_DIRECTORY/content"\n` },
    ...targetRelations(conversion),
  });
}
