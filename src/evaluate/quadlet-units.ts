// A host's quadlets -> its units with the files that podman's generator makes them from.
import { quadletUnits } from "./containers/quadlet-containers.ts";
import type { HostState } from "./host-state.ts";

/** Folders of the system's own quadlets (podman-systemd.unit(5)). */
const SYSTEM_QUADLET = /^containers\/systemd\/(?!users\/)/;

/**
 * quadlet-nix declares a unit that holds only a hash of the quadlet, so that the switch sees it change. Beside it goes the quadlet's
 * text, so that a reader sees what changed. Quadlets without such a unit are left as they are.
 */
export function withQuadletTexts(state: HostState): HostState {
  const texts = Object.fromEntries(Object.entries(state.etc).filter(([file]) => SYSTEM_QUADLET.test(file)));
  const declared = [...quadletUnits(texts)].flatMap(([name, path]) => {
    const unit = state.units[name];
    return unit === undefined ? [] : [[name, { ...unit, files: { ...unit.files, [`/etc/${path}`]: texts[path] ?? "" } }] as const];
  });
  return { ...state, units: { ...state.units, ...Object.fromEntries(declared) } };
}
