# virtualisation.oci-containers: one service for each container.
{ config, lib, pkgs, ... }:
let
  inherit (lib) escapeShellArg mkOption optional optionals types;
  cfg = config.virtualisation.oci-containers;
  backend = cfg.backend;
  isPodman = backend == "podman";
  scripts = import ../systemd/scripts.nix { inherit pkgs; };

  strings = mkOption {
    type = types.listOf types.str;
    default = [ ];
  };
  pairs = mkOption {
    type = types.attrsOf types.str;
    default = { };
  };
  option =
    type: default:
    mkOption { inherit type default; };
  maybe = option (types.nullOr types.str) null;

  container =
    { name, ... }:
    {
      options = {
        image = mkOption { type = types.str; };
        imageFile = option (types.nullOr types.package) null;
        imageStream = option (types.nullOr types.package) null;
        serviceName = option types.str "${backend}-${name}";
        login = {
          username = maybe;
          passwordFile = maybe;
          registry = maybe;
        };
        cmd = strings;
        entrypoint = maybe;
        environment = pairs;
        environmentFiles = mkOption {
          type = types.listOf types.path;
          default = [ ];
        };
        labels = pairs;
        log-driver = option types.str "journald";
        ports = strings;
        user = maybe;
        volumes = strings;
        workdir = maybe;
        dependsOn = strings;
        hostname = maybe;
        preRunExtraOptions = strings;
        extraOptions = strings;
        autoStart = option types.bool true;
        pull = option (types.enum [ "always" "missing" "never" "newer" ]) "missing";
        capabilities = mkOption {
          type = types.attrsOf types.anything;
          default = { };
        };
        devices = strings;
        privileged = option types.bool false;
        autoRemoveOnStop = option types.bool true;
        networks = strings;
        podman = option (types.nullOr types.anything) (if isPodman then { sdnotify = "conmon"; user = "root"; } else null);
      };
    };

  keyed = flag: set: lib.mapAttrsToList (key: value: "${flag} ${escapeShellArg key}=${escapeShellArg value}") set;
  given = flag: value: optional (value != null) "${flag}=${escapeShellArg value}";
  each = flag: values: map (value: "${flag} ${escapeShellArg value}") values;

  runWords =
    name: c:
    map escapeShellArg c.preRunExtraOptions
    ++ [ "run" "--name=${escapeShellArg name}" "--log-driver=${c.log-driver}" ]
    ++ given "--entrypoint" c.entrypoint
    ++ given "--hostname" c.hostname
    ++ optionals isPodman [
      "--cidfile=/run/${escapeShellArg name}/ctr-id"
      "--cgroups=enabled"
      "--sdnotify=${c.podman.sdnotify}"
      "-d"
      "--replace"
    ]
    ++ keyed "-e" c.environment
    ++ each "--env-file" (map toString c.environmentFiles)
    ++ each "-p" c.ports
    ++ optional (c.user != null) "-u ${escapeShellArg c.user}"
    ++ each "-v" c.volumes
    ++ keyed "-l" c.labels
    ++ optional (c.workdir != null) "-w ${escapeShellArg c.workdir}"
    ++ optional c.privileged "--privileged"
    ++ optional c.autoRemoveOnStop "--rm"
    ++ lib.concatLists (
      lib.mapAttrsToList (
        capability: kept: optional (kept != null) "--cap-${if kept then "add" else "drop"}=${escapeShellArg capability}"
      ) c.capabilities
    )
    ++ map (device: "--device=${escapeShellArg device}") c.devices
    ++ map (network: "--network=${escapeShellArg network}") (lib.unique c.networks)
    ++ [ "--pull ${escapeShellArg c.pull}" ]
    ++ map escapeShellArg c.extraOptions
    ++ [ c.image ]
    ++ map escapeShellArg c.cmd;

  preStart =
    name: c:
    lib.concatMapStrings (part: "${part}\n") (
      [ (if isPodman then "podman rm -f ${name} || true\nrm -f /run/${escapeShellArg name}/ctr-id" else "${backend} rm -f ${name} || true") ]
      ++ [
        (lib.optionalString (c.login.username != null)
          "${backend} login -u ${escapeShellArg c.login.username} --password-stdin ${toString c.login.registry} < ${toString c.login.passwordFile}"
        )
        (lib.optionalString (c.imageFile != null) "${backend} load -i ${toString c.imageFile}")
        (lib.optionalString (c.imageStream != null) "${toString c.imageStream} | ${backend} load")
      ]
    );

  needsNetwork = c: optional (c.imageFile == null && c.imageStream == null) "network-online.target";
  dependencies = c: map (other: "${cfg.containers.${other}.serviceName}.service") c.dependsOn;

  service = name: c: {
    after = optionals (!isPodman) [ "docker.service" "docker.socket" ] ++ needsNetwork c ++ dependencies c;
    wants = needsNetwork c;
    requires = dependencies c;
    wantedBy = optional c.autoStart "multi-user.target";
    path = [ (if isPodman then pkgs.podman else pkgs.docker) ];
    script = lib.concatStringsSep " \\\n  " ([ "exec ${backend} " ] ++ runWords name c);
    preStop = if isPodman then "podman stop --ignore --cidfile=/run/${escapeShellArg name}/ctr-id" else "docker stop ${name} || true";
    postStop =
      if isPodman then "podman rm -f --ignore --cidfile=/run/${escapeShellArg name}/ctr-id" else "docker rm -f ${name} || true";
    serviceConfig = {
      ExecStartPre = scripts.shellApplication { name = "pre-start"; text = preStart name c; };
      TimeoutStartSec = 0;
      TimeoutStopSec = 120;
      Restart = "on-failure";
    }
    // lib.optionalAttrs isPodman {
      Environment = "PODMAN_SYSTEMD_UNIT=%n";
      Type = "notify";
      NotifyAccess = "all";
      Delegate = true;
      User = c.podman.user;
      RuntimeDirectory = name;
    };
  };
in
{
  options.virtualisation.oci-containers = {
    backend = option (types.enum [ "podman" "docker" ]) "podman";
    containers = mkOption {
      type = types.attrsOf (types.submodule container);
      default = { };
    };
  };
  config = lib.mkIf (cfg.containers != { }) {
    systemd.services = lib.mapAttrs' (name: c: lib.nameValuePair c.serviceName (service name c)) cfg.containers;
    virtualisation.docker.enable = lib.mkIf (!isPodman) true;
    virtualisation.podman.enable = lib.mkIf isPodman true;
  };
}
