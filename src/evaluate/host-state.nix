# One host of a flake -> what src/evaluate/host-state.ts describes, as plain data. Nothing is built, and options that this
# NixOS does not have are left out. An nspawn container's own system is forced by the text of its unit and of its .conf file,
# which hold its store path; its units are evaluated by then, so they are taken along. Several such systems in one process take
# 0.7 GB each, so they are left out of the host (`nspawnApart` names them), to be asked for one by one.
{
  flake,
  hosts,
  name,
  # Assertions take longer than everything else that is no unit, and only the head has to be buildable.
  withAssertions,
  # Null for the host; else the nspawn container whose system, unit and .conf file are asked for alone.
  inside,
}:
let
  inherit (builtins) attrNames attrValues concatStringsSep elem filter getContext intersectAttrs listToAttrs mapAttrs substring stringLength;
  inherit (builtins) baseNameOf isAttrs isBool isFunction isList isPath isString match readDir readFile;

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
    else if isPath value || isString value then
      bare value
    else
      value;
  only = keep: set: intersectAttrs (listToAttrs (map (key: { name = key; value = null; }) (filter keep (attrNames set)))) set;
  # Named keys only: a removed option throws as soon as somebody looks at it.
  pick = names: set: plain (intersectAttrs (listToAttrs (map (key: { name = key; value = null; }) names)) set);
  merge = builtins.foldl' (all: some: all // some) { };
  flatten = builtins.concatMap attrValues;

  # Where a container's options are written, as paths below the flake's source. A definition elsewhere is not looked at.
  root = bare (flake.sourceInfo or flake).outPath;
  place = file: let text = bare file; in if startsWith "${root}/" text then substring (stringLength root + 1) (-1) text else null;
  # Where a name is written in that very file: one that a function made has no line, or that of the function.
  lineOf = set: key: file: let at = builtins.unsafeGetAttrPos key set; in if at == null || place at.file != file then null else at.line;
  definitions = option: builtins.concatMap (
    definition:
    let
      file = place definition.file;
    in
    if file == null || !(isAttrs definition.value) then [ ] else map (key: { name = key; inherit file; line = lineOf definition.value key file; }) (attrNames definition.value)
  ) (option.definitionsWithLocations or [ ]);
  filesByName = option: mapAttrs (_: map (entry: entry.file)) (builtins.groupBy (entry: entry.name) (definitions option));

  # Of the first definition, which is the one that is told.
  linesByName = option: mapAttrs (_: entries: (builtins.head entries).line) (builtins.groupBy (entry: entry.name) (definitions option));

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
  arionKeys = [
    "command" "container_name" "depends_on" "entrypoint" "env_file" "environment" "hostname" "image" "labels" "network_mode"
    "networks" "ports" "privileged" "user" "volumes"
  ];
  homeKeys = [
    "autoStart" "dropCapabilities" "entrypoint" "environment" "environmentFile" "exec" "extraPodmanArgs" "image" "labels" "network"
    "ports" "user" "volumes"
  ];

  # What dockerTools.pullImage and buildImage say about the archive they make.
  archive = package: if isAttrs package then { archive = pick [ "imageName" "imageTag" "imageDigest" ] package; } else { };
  container = options: pick ociKeys options // archive (options.imageFile or null);
  ociOf = system: {
    backend = system.virtualisation.oci-containers.backend or null;
    containers = mapAttrs (_: container) (system.virtualisation.oci-containers.containers or { });
  };

  unit = options: {
    text = bare (options.text or "");
    enable = options.enable or true;
    overrideStrategy = options.overrideStrategy or "asDropinIfExists";
    aliases = options.aliases or [ ];
    wantedBy = options.wantedBy or [ ];
    requiredBy = options.requiredBy or [ ];
    upheldBy = options.upheldBy or [ ];
  };
  # `path` may be a whole system like `config`; which of them is set cannot be asked without forcing it.
  mayNest = key: (config.containers.${key}.flake or null) == null;
  nesting = filter mayNest (attrNames (config.containers or { }));
  apart = if inside == null && builtins.length nesting > 1 then nesting else [ ];
  isMine = nameOf: key: if inside == null then !(elem key (map nameOf apart)) else key == nameOf inside;
  units = only (isMine (key: "container@${key}.service")) (config.systemd.units or { });
  userUnits = if inside == null then config.systemd.user.units or { } else { };

  # Files about containers: NixOS's own .conf files, the engines' settings, and quadlets.
  isQuadlet = file: match "(.*/)?containers/systemd(/.*)?" file != null;
  isContainerFile =
    file:
    startsWith "nixos-containers/" file
    || isQuadlet file
    || (startsWith "containers/" file && match ".*\\.(conf|json|ya?ml)" file != null);
  isFolder = path: ((readDir (dirOf path)).${baseNameOf path} or "") == "directory";
  filesIn = folder: filter (file: (readDir folder).${file} == "regular") (attrNames (readDir folder));
  # A file with a source of its own: a path of the flake is read here, a derivation's text is found by its store path later.
  fileEntries =
    file: entry:
    if !(entry.enable or true) then
      { }
    else if (entry.text or null) != null then
      { ${file} = { inherit (entry) text; }; }
    else if !(isPath entry.source) then
      { ${file} = { source = toString entry.source; }; }
    else if isFolder entry.source then
      merge (map (inner: { "${file}/${inner}" = { text = readFile (entry.source + "/${inner}"); }; }) (filesIn entry.source))
    else
      { ${file} = { text = readFile entry.source; }; };
  isMyFile = isMine (key: "nixos-containers/${key}.conf");
  etcEntries = only (file: isContainerFile file && isMyFile file) (config.environment.etc or { });
  etc = merge (map (file: fileEntries file etcEntries.${file}) (attrNames etcEntries));
  # /etc/containers/systemd/users/UID belongs to one user.
  userQuadlets = filter (startsWith "containers/systemd/users/") (attrNames etc);
  hasQuadlets = user: (user.uid or null) != null && builtins.any (startsWith "containers/systemd/users/${toString user.uid}/") userQuadlets;
  userIds = if userQuadlets == [ ] then [ ] else filter hasQuadlets (attrValues (config.users.users or { }));

  # Users of home-manager's NixOS module. A unit is a set of sections there; its text is only read here, never written.
  homes = if inside == null then config.home-manager.users or { } else { };
  podmanOf = user: user.services.podman or { };
  homeUnits = user: user.systemd.user.services or { };
  homeFiles =
    user: merge (map (file: fileEntries file.target file) (filter (file: isQuadlet file.target) (attrValues (user.home.file or { }))));
  word = value: if isBool value then (if value then "true" else "false") else toString value;
  lines = key: value: concatStringsSep "" (map (entry: "${key}=${word entry}\n") (if isList value then value else [ value ]));
  keysOf = section: concatStringsSep "" (map (key: if section.${key} == null then "" else lines key section.${key}) (attrNames section));
  sectionsOf = inner: concatStringsSep "\n" (map (key: "[${key}]\n${keysOf inner.${key}}") (filter (key: isAttrs inner.${key}) (attrNames inner)));
  home = user: {
    containers = mapAttrs (_: pick homeKeys) ((podmanOf user).containers or { });
    images = mapAttrs (_: image: plain (image.image or null)) ((podmanOf user).images or { });
    builds = attrNames ((podmanOf user).builds or { });
    files = mapAttrs (_: mapAttrs (_: bare)) (homeFiles user);
    units = merge (map (key: { "${key}.service" = { text = bare (sectionsOf (homeUnits user).${key}); }; }) (attrNames (homeUnits user)));
  };

  # The systems inside nspawn containers; those given by `path` or `flake` have no configuration here, which throws when read.
  hasConfig = key: let read = builtins.tryEval (config.containers.${key}.config or null); in read.success && isAttrs read.value;
  nested = only (key: elem key (if inside == null then nesting else [ inside ]) && !(elem key apart) && hasConfig key) (config.containers or { });
  nestedUnits = mapAttrs (_: inner: inner.config.systemd.units or { }) nested;

  arion = project: {
    serviceName = project.serviceName or null;
    services = mapAttrs (
      _: service: pick arionKeys service.service // { isBuilt = service.image.nixBuild or false || (service.service.build.context or null) != null; }
    ) (project.settings.services or { });
  };

  # Paths only: where sops-nix and agenix put what they decrypt.
  paths = prefix: secrets: listToAttrs (map (key: { name = "${prefix}.${key}"; value = plain (secrets.${key}.path or null); }) (attrNames secrets));
  secrets =
    paths "sops.secrets" (config.sops.secrets or { })
    // paths "sops.templates" (config.sops.templates or { })
    // paths "age.secrets" (config.age.secrets or { });

  # All that may name the derivation of a script: every text with its context.
  texts = map (options: options.text or "") (attrValues units ++ attrValues userUnits ++ flatten (attrValues nestedUnits));
  homeTexts = map sectionsOf (flatten (map homeUnits (attrValues homes)));
  sources = map (entry: entry.source or "") (attrValues etc ++ flatten (map homeFiles (attrValues homes)));
  context = getContext (concatStringsSep "" (texts ++ homeTexts ++ sources));

  oci = ociOf config;
  platform = config.nixpkgs.hostPlatform or null;
  failed = filter (assertion: !assertion.assertion) (if withAssertions then config.assertions or [ ] else [ ]);
  # What the host and a system inside it are told by alike.
  common = {
    host = name;
    # Hosts of a hive may have no `pkgs` beside their configuration.
    system = host.pkgs.stdenv.hostPlatform.system or platform.system or (if isString platform then platform else config.nixpkgs.system);
    units = mapAttrs (_: unit) units;
    etc = mapAttrs (_: mapAttrs (_: bare)) etc;
    nspawnUnits = mapAttrs (_: mapAttrs (_: unit)) nestedUnits;
    nspawnOci = mapAttrs (_: inner: ociOf inner.config) nested;
    inherit (builtins) storeDir;
    derivations = filter (path: match ".*\\.drv" path != null) (attrNames context);
  };
in
if inside != null then common else common // {
  nixos = config.system.nixos.version or "";
  # Both tell a unit that changed from one that only names the commit. The packages are forced by the units of dbus anyway.
  configurationRevision = plain (config.system.configurationRevision or null);
  systemPackages = map bare (config.environment.systemPackages or [ ]);
  ociBackend = oci.backend;
  ociContainers = oci.containers;
  nspawnContainers = mapAttrs (_: pick nspawnKeys) (config.containers or { });
  nspawnApart = apart;
  arionProjects = mapAttrs (_: arion) (virtualisation.arion.projects or { });
  homes = mapAttrs (_: home) homes;
  userNames = listToAttrs (map (user: { name = toString user.uid; value = user.name; }) userIds);
  inherit secrets;
  definedIn = {
    lines = {
      oci = linesByName (host.options.virtualisation.oci-containers.containers or { });
      nspawn = linesByName (host.options.containers or { });
    };
    oci = filesByName (host.options.virtualisation.oci-containers.containers or { });
    nspawn = filesByName (host.options.containers or { });
    quadlet = filesByName (host.options.virtualisation.quadlet.containers or { });
    etc = only isContainerFile (filesByName (host.options.environment.etc or { }));
    arion = filesByName (host.options.virtualisation.arion.projects or { });
    mounts = filesByName (host.options.fileSystems or { });
    home = filesByName (host.options.home-manager.users or { });
    services = filesByName (host.options.systemd.services or { });
    userServices = filesByName (host.options.systemd.user.services or { });
  };
  userUnits = mapAttrs (_: unit) userUnits;
  docker =
    pick [ "enable" "enableOnBoot" "extraOptions" "listenOptions" "liveRestore" "logDriver" "storageDriver" ] (virtualisation.docker or { })
    // {
      daemonSettings = plain (virtualisation.docker.daemon.settings or { });
      autoPrune = pick [ "enable" "dates" "flags" ] (virtualisation.docker.autoPrune or { });
      rootless =
        pick [ "enable" "setSocketVariable" ] (virtualisation.docker.rootless or { })
        // { daemonSettings = plain (virtualisation.docker.rootless.daemon.settings or { }); };
    };
  podman =
    pick [ "enable" "dockerCompat" ] (virtualisation.podman or { })
    // {
      dockerSocket = virtualisation.podman.dockerSocket.enable or false;
      autoPrune = pick [ "enable" "dates" "flags" ] (virtualisation.podman.autoPrune or { });
      defaultNetwork = plain (virtualisation.podman.defaultNetwork.settings or { });
      containersConf = plain (virtualisation.containers.containersConf.settings or { });
      # Without a value where nothing enables it, and asking for it then ends the evaluation.
      storage = if virtualisation.containers.enable or false then plain (virtualisation.containers.storage.settings or { }) else { };
      registries = plain (virtualisation.containers.registries or { });
    };
  fstab = plain (config.environment.etc.fstab.text or null);
  failedAssertions = map (assertion: bare assertion.message) failed;
}
