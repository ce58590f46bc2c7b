# One host of a flake -> what src/evaluate/host-state.ts describes, as plain data. Nothing is built, and options that this
# NixOS does not have are left out. The nested system of an nspawn container is forced by its unit's text alone.
{
  flake,
  hosts,
  name,
  # Assertions take longer than everything else that is no unit, and only the head has to be buildable.
  withAssertions,
}:
let
  inherit (builtins) attrNames concatStringsSep filter getContext intersectAttrs listToAttrs mapAttrs substring stringLength;
  inherit (builtins) isAttrs isFunction isList isPath;

  host = hosts.${name};
  inherit (host) config;
  virtualisation = config.virtualisation or { };

  # Text without its context: printing it must never make Nix build what it names.
  bare = value: builtins.unsafeDiscardStringContext (toString value);
  startsWith = prefix: text: substring 0 (stringLength prefix) text == prefix;

  plain =
    value:
    if isFunction value then
      null
    else if isAttrs value then
      if value ? outPath || value ? __toString then bare value else mapAttrs (_: plain) value
    else if isList value then
      map plain value
    else if isPath value || builtins.isString value then
      bare value
    else
      value;
  # Named keys only: a removed option throws as soon as somebody looks at it.
  pick = names: set: plain (intersectAttrs (listToAttrs (map (key: { name = key; value = null; }) names)) set);

  # Where a container's options are written, as paths below the flake's source.
  root = bare (flake.sourceInfo or flake).outPath;
  place = file: let text = bare file; in if startsWith "${root}/" text then substring (stringLength root + 1) (-1) text else null;
  definitions = option: builtins.concatMap (
    definition:
    let
      file = place definition.file;
    in
    if file == null || !(isAttrs definition.value) then [ ] else map (key: { name = key; inherit file; }) (attrNames definition.value)
  ) (option.definitionsWithLocations or [ ]);
  filesByName = option: mapAttrs (_: map (entry: entry.file)) (builtins.groupBy (entry: entry.name) (definitions option));

  ociKeys = [
    "autoRemoveOnStop" "autoStart" "capabilities" "cmd" "dependsOn" "devices" "entrypoint" "environment" "environmentFiles"
    "extraOptions" "hostname" "image" "imageFile" "imageStream" "labels" "log-driver" "login" "networks" "podman" "ports"
    "preRunExtraOptions" "privileged" "pull" "serviceName" "user" "volumes" "workdir"
  ];
  # `config`, `path` and `nixpkgs` are left out: they are, or force, a whole system of their own.
  nspawnKeys = [
    "additionalCapabilities" "allowedDevices" "autoStart" "bindMounts" "enableTun" "ephemeral" "extraFlags" "extraVeths" "flake"
    "forwardPorts" "hostAddress" "hostAddress6" "hostBridge" "interfaces" "localAddress" "localAddress6" "localMacAddress"
    "macvlans" "networkNamespace" "privateNetwork" "privateUsers" "restartIfChanged" "timeoutStartSec" "tmpfs"
  ];

  # What dockerTools.pullImage and buildImage say about the archive they make.
  archive = package: if isAttrs package then { archive = pick [ "imageName" "imageTag" "imageDigest" ] package; } else { };
  container = options: pick ociKeys options // archive (options.imageFile or null);

  unit = options: {
    text = bare (options.text or "");
    inherit (options) enable;
    overrideStrategy = options.overrideStrategy or "asDropinIfExists";
    aliases = options.aliases or [ ];
    wantedBy = options.wantedBy or [ ];
    requiredBy = options.requiredBy or [ ];
    upheldBy = options.upheldBy or [ ];
  };
  units = config.systemd.units or { };
  userUnits = config.systemd.user.units or { };

  etcEntries = config.environment.etc or { };
  etcNames = filter (
    key: (startsWith "nixos-containers/" key || startsWith "containers/" key) && (etcEntries.${key}.enable or true)
  ) (attrNames etcEntries);
  # A file with a source of its own: a path of the flake is read here, a derivation's text is found by its store path later.
  etcText =
    entry:
    let
      text = entry.text or null;
    in
    if text != null then
      { inherit text; }
    else if isPath entry.source then
      { text = builtins.readFile entry.source; }
    else
      { source = toString entry.source; };
  etc = listToAttrs (map (key: { name = key; value = etcText etcEntries.${key}; }) etcNames);

  texts = map (options: options.text or "") (builtins.attrValues units ++ builtins.attrValues userUnits);
  context = getContext (concatStringsSep "" (texts ++ map (entry: entry.source or "") (builtins.attrValues etc)));

  backend = virtualisation.oci-containers.backend or null;
  ociContainers = virtualisation.oci-containers.containers or { };
  failed = filter (assertion: !assertion.assertion) (if withAssertions then config.assertions or [ ] else [ ]);
in
{
  host = name;
  system = host.pkgs.stdenv.hostPlatform.system or config.nixpkgs.hostPlatform.system or config.nixpkgs.system;
  nixos = config.system.nixos.version or "";
  # Both tell a unit that changed from one that only names the commit. The packages are forced by the units of dbus anyway.
  configurationRevision = plain (config.system.configurationRevision or null);
  systemPackages = map bare (config.environment.systemPackages or [ ]);
  ociBackend = backend;
  ociContainers = mapAttrs (_: container) ociContainers;
  nspawnContainers = mapAttrs (_: pick nspawnKeys) (config.containers or { });
  definedIn = {
    oci = filesByName (host.options.virtualisation.oci-containers.containers or { });
    nspawn = filesByName (host.options.containers or { });
  };
  units = mapAttrs (_: unit) units;
  userUnits = mapAttrs (_: unit) userUnits;
  docker =
    pick [ "enable" "enableOnBoot" "extraOptions" "liveRestore" "logDriver" "storageDriver" ] (virtualisation.docker or { })
    // {
      daemonSettings = plain (virtualisation.docker.daemon.settings or { });
      autoPrune = pick [ "enable" "dates" "flags" ] (virtualisation.docker.autoPrune or { });
      rootless = pick [ "enable" "setSocketVariable" ] (virtualisation.docker.rootless or { });
    };
  podman =
    pick [ "enable" "dockerCompat" ] (virtualisation.podman or { })
    // {
      dockerSocket = virtualisation.podman.dockerSocket.enable or false;
      autoPrune = pick [ "enable" "dates" "flags" ] (virtualisation.podman.autoPrune or { });
      defaultNetwork = plain (virtualisation.podman.defaultNetwork.settings or { });
    };
  etc = mapAttrs (_: mapAttrs (_: bare)) etc;
  failedAssertions = map (assertion: bare assertion.message) failed;
  inherit (builtins) storeDir;
  derivations = filter (path: builtins.match ".*\\.drv" path != null) (attrNames context);
}
