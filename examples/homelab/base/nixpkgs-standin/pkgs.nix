# Packages as NixOS's unit texts name them: derivations that have a name and an output path, and are never built.
{ lib, system }:
let
  package =
    name:
    derivation {
      inherit name system;
      builder = "/not-built";
    };
  writeTextFile =
    {
      name,
      text,
      executable ? false,
      destination ? "",
    }:
    derivation {
      inherit name system text executable destination;
      builder = "/not-built";
      passAsFile = [ "text" ];
    };
in
builtins.mapAttrs (_: package) {
  bash = "bash-5.3p9";
  coreutils = "coreutils-9.11";
  docker = "docker-29.6.0";
  findutils = "findutils-4.10.0";
  glibcLocales = "glibc-locales-2.42-67";
  gnugrep = "gnugrep-3.12";
  gnused = "gnused-4.9";
  curl = "curl-8.20.0";
  iproute2 = "iproute2-7.0.0";
  jq = "jq-1.8.1";
  kmod = "kmod-31";
  nix = "nix-2.34.7";
  podman = "podman-5.8.1";
  procps = "procps-4.0.6";
  rsync = "rsync-3.4.4";
  systemd = "systemd-260.2";
  tzdata = "tzdata-2026b";
}
// {
  stdenv.hostPlatform = {
    inherit system;
  };
  inherit lib system writeTextFile;
  writeText = name: text: writeTextFile { inherit name text; };
}
