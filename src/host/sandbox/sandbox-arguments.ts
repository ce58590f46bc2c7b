// A program and what it may see -> the argument list of bubblewrap: everything else of the machine is not there.

/** A system folder as it is on this machine: Debian has /bin as a link into /usr, NixOS has nearly nothing but /nix/store. */
export type SystemFolder = { readonly kind: "folder"; readonly path: string } | { readonly kind: "link"; readonly path: string; readonly target: string };

/** What a program in the sandbox sees. All paths are absolute, and the same inside and outside. */
export type SandboxView = {
  readonly system: readonly SystemFolder[];
  readonly readable: readonly string[];
  readonly writable: readonly string[];
  /** The machine's network, with the files that name resolution and certificates need; else there is not even a way to loopback. */
  readonly network: boolean;
};

/** Limits that the kernel keeps for each process, beside those that `runProcess` keeps over all of them. */
export type SandboxLimits = { readonly memory: number; readonly processes: number };

/** Enough for random numbers and silence; no terminal, and no /dev/shm, which would be memory that belongs to no process. */
const DEVICES = ["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"] as const;
const NETWORK_FILES = ["/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/ssl", "/etc/pki", "/etc/static/ssl"] as const;

/** What the folders of /tmp and of the root may hold; both are memory. */
const SCRATCH_BYTES = 64 * 1024 * 1024;
/** A flake input's archive is the largest file that is honestly written. */
const LARGEST_FILE = 4 * 1024 * 1024 * 1024;
const OPEN_FILES = 4096;

/** Address space is not memory: Nix's collector and threads reserve far more than they touch. */
const RESERVED_MEBIBYTES = 8192;
const MEBIBYTE = 1024 * 1024;

function systemArguments(folder: SystemFolder): readonly string[] {
  return folder.kind === "link" ? ["--symlink", folder.target, folder.path] : ["--ro-bind", folder.path, folder.path];
}

/**
 * Arguments of bwrap(1) up to the program's own. Every namespace is new; `--disable-userns` keeps the program from making more, which
 * is where most ways out of the kernel begin. The environment is the one that bubblewrap itself is started with.
 */
export function sandboxArguments({ system, readable, writable, network }: SandboxView): readonly string[] {
  return [
    ...["--unshare-all", "--unshare-user", "--disable-userns", ...(network ? ["--share-net"] : [])],
    ...["--die-with-parent", "--cap-drop", "ALL"],
    ...system.flatMap(systemArguments),
    ...["--proc", "/proc", "--remount-ro", "/proc"],
    ...DEVICES.flatMap((path) => ["--dev-bind", path, path]),
    ...["--size", String(SCRATCH_BYTES), "--tmpfs", "/tmp"],
    ...(network ? NETWORK_FILES.flatMap((path) => ["--ro-bind-try", path, path]) : []),
    ...readable.flatMap((path) => ["--ro-bind", path, path]),
    ...writable.flatMap((path) => ["--bind", path, path]),
    ...["--remount-ro", "/"],
  ];
}

/** Arguments of prlimit(1) up to the program's own. Linux counts the processes of a user namespace, but never those of real root. */
export function limitArguments({ memory, processes }: SandboxLimits): readonly string[] {
  const space = (memory + RESERVED_MEBIBYTES) * MEBIBYTE;
  return [`--as=${space}`, `--nproc=${processes}`, `--fsize=${LARGEST_FILE}`, `--nofile=${OPEN_FILES}`, "--core=0", "--"];
}
