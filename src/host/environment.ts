// The environment that a program of ours may see: an allow-list, so that no token of the job reaches git's or Nix's children.

/** Where programs, homes, certificates and proxies are; what Nix needs to find its store. */
const ALLOWED = [
  "PATH",
  "HOME",
  "USER",
  "LOGNAME",
  "TMPDIR",
  "XDG_CACHE_HOME",
  "XDG_CONFIG_HOME",
  "XDG_DATA_HOME",
  "XDG_STATE_HOME",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "NIX_SSL_CERT_FILE",
  "NIX_REMOTE",
  "NIX_DAEMON_SOCKET_PATH",
  "NIX_STORE_DIR",
  "NIX_STATE_DIR",
  "NIX_LOG_DIR",
  "NIX_CONF_DIR",
  "http_proxy",
  "https_proxy",
  "all_proxy",
  "no_proxy",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "ALL_PROXY",
  "NO_PROXY",
] as const;

export type Environment = Readonly<Record<string, string | undefined>>;

/** The allowed part of an environment with `added` laid over it. Messages come in English, so that people can search for them. */
export function allowedEnvironment(environment: Environment, added: Readonly<Record<string, string>>): Record<string, string> {
  const kept = ALLOWED.flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), LC_ALL: "C.UTF-8", ...added };
}
