# containers.<name>: NixOS systems in systemd-nspawn, each with a unit of its own and a file in /etc.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption optional optionalString types;
  scripts = import ../systemd/scripts.nix { inherit pkgs; };
  option = type: default: mkOption { inherit type default; };
  maybe = option (types.nullOr types.str) null;
  strings = option (types.listOf types.str) [ ];
  things = option (types.listOf types.anything) [ ];

  # As in NixOS, the value of `config` is the evaluated system, not the module that was written.
  nested.merge =
    loc: definitions:
    (lib.evalModules {
      modules = import ./. ++ [ { networking.hostName = lib.mkDefault (builtins.elemAt loc 1); } ] ++ map (d: d.value) definitions;
      specialArgs = { inherit pkgs; };
    }).config;

  container =
    { config, options, ... }:
    {
      options = {
        config = mkOption { type = nested; };
        path = mkOption { type = types.path; };
        additionalCapabilities = strings;
        allowedDevices = things;
        autoStart = option types.bool false;
        bindMounts = mkOption {
          type = types.attrsOf (types.submodule (
            { name, ... }:
            {
              options = {
                mountPoint = option types.str name;
                hostPath = maybe;
                isReadOnly = option types.bool true;
              };
            }
          ));
          default = { };
        };
        enableTun = option types.bool false;
        ephemeral = option types.bool false;
        extraFlags = strings;
        extraVeths = option (types.attrsOf types.anything) { };
        forwardPorts = things;
        hostAddress = maybe;
        hostAddress6 = maybe;
        hostBridge = maybe;
        interfaces = strings;
        localAddress = maybe;
        localAddress6 = maybe;
        localMacAddress = maybe;
        macvlans = strings;
        networkNamespace = maybe;
        privateNetwork = option types.bool false;
        privateUsers = option types.str "no";
        restartIfChanged = option types.bool true;
        timeoutStartSec = option types.str "1min";
        tmpfs = strings;
      };
      config.path = lib.mkIf options.config.isDefined (lib.mkDefault (toString config.config.system.build.toplevel));
    };

  bindFlag = mount: " --bind${optionalString mount.isReadOnly "-ro"}=${
    optionalString (mount.hostPath != null) "${mount.hostPath}:"
  }${mount.mountPoint}";
  port = p: "${p.protocol or "tcp"}:${toString p.hostPort}:${toString (p.containerPort or p.hostPort)}";

  # The variables that the start script reads; blank lines stand where a feature is off.
  confText =
    c:
    let
      set = name: value: optionalString (value != null) "${name}=${value}";
      network = [
        "PRIVATE_NETWORK=1"
        (set "HOST_BRIDGE" c.hostBridge)
        (optionalString (c.forwardPorts != [ ]) "HOST_PORT=${lib.concatMapStringsSep "," port c.forwardPorts}")
        (set "HOST_ADDRESS" c.hostAddress)
        (set "HOST_ADDRESS6" c.hostAddress6)
        (set "LOCAL_ADDRESS" c.localAddress)
        (set "LOCAL_ADDRESS6" c.localAddress6)
        (set "LOCAL_MAC_ADDRESS" c.localMacAddress)
      ];
    in
    lib.concatMapStrings (line: "${line}\n") (
      [ "SYSTEM_PATH=${c.path}" "" ]
      ++ lib.optionals c.privateNetwork network
      ++ [
        ""
        "PRIVATE_USERS=${c.privateUsers}"
        "INTERFACES=\"${toString c.interfaces}\""
        "MACVLANS=\"${toString c.macvlans}\""
        (optionalString c.autoStart "AUTO_START=1")
        "EXTRA_NSPAWN_FLAGS=\"${lib.concatMapStrings bindFlag (builtins.attrValues c.bindMounts)}${
          lib.concatMapStrings (flag: " ${flag}") c.extraFlags
        }\""
      ]
    );

  startText = ''
    mkdir -p "$root/etc" "$root/var/lib"
    cp --remove-destination /etc/resolv.conf "$root/etc/resolv.conf"
    exec ${pkgs.systemd}/bin/systemd-nspawn \
      --keep-unit -M "$INSTANCE" -D "$root" --notify-ready=yes \
      --bind-ro=/nix/store:/nix/store \
      ''${EXTRA_NSPAWN_FLAGS-} "$SYSTEM_PATH/init"
  '';
  postStartText =
    c:
    lib.concatMapStrings (line: "${line}\n") (
      [ "ip link set dev \"ve-$INSTANCE\" up" ]
      ++ optional (c.hostAddress != null) "ip addr add ${toString c.hostAddress} dev \"ve-$INSTANCE\""
      ++ optional (c.localAddress != null) "ip route add ${toString c.localAddress} dev \"ve-$INSTANCE\""
    );
  phase = service: name: text: let id = builtins.replaceStrings [ "@" ] [ "_" ] service; in
    scripts.shellApplication { name = "unit-script-${id}-${name}"; file = "${id}-${name}"; inherit text; };

  reloadScript = toString (
    pkgs.writeTextFile {
      name = "reload-container";
      executable = true;
      text = ''
        #!${pkgs.bash}/bin/bash
        ${pkgs.systemd}/bin/systemd-run --machine "$INSTANCE" --pipe --wait "$SYSTEM_PATH/bin/switch-to-configuration" test
      '';
    }
  );

  base = service: {
    description = "Container '%i'";
    path = [ pkgs.iproute2 pkgs.nix ];
    environment.INSTANCE = "%i";
    environment.root = "/var/lib/nixos-containers/%i";
    serviceConfig = {
      ExecStart = phase service "start" startText + " ";
      ExecStartPre = phase service "pre-start" "machinectl terminate \"$INSTANCE\" 2> /dev/null || true\n";
      ExecReload = reloadScript;
      Delegate = true;
      DevicePolicy = "closed";
      EnvironmentFile = "-/etc/nixos-containers/%i.conf";
      KillMode = "mixed";
      KillSignal = "TERM";
      Restart = "on-failure";
      RestartForceExitStatus = "133";
      Slice = "machine.slice";
      SuccessExitStatus = "133";
      SyslogIdentifier = "container %i";
      Type = "notify";
    };
  };
  mounts = c: map (mount: mount.hostPath) (builtins.filter (mount: mount.hostPath != null) (builtins.attrValues c.bindMounts));

  declared =
    name: c:
    lib.mkMerge [
      (base "container@${name}")
      {
        unitConfig.RequiresMountsFor = [ "/var/lib/nixos-containers/%i" ] ++ mounts c;
        serviceConfig.ExecStartPost = phase "container@${name}" "post-start" (optionalString c.privateNetwork (postStartText c));
        serviceConfig.TimeoutStartSec = c.timeoutStartSec;
        restartIfChanged = c.autoStart && c.restartIfChanged;
      }
      (lib.mkIf c.autoStart {
        wantedBy = [ "machines.target" ];
        wants = [ "network.target" ];
        after = [ "network.target" ];
        restartTriggers = [ c.path (pkgs.writeText "etc-nixos-containers-${name}.conf" (confText c)) ];
      })
    ];
in
{
  options.containers = mkOption {
    type = types.attrsOf (types.submodule container);
    default = { };
  };
  config = {
    environment.etc = lib.mapAttrs' (name: c: lib.nameValuePair "nixos-containers/${name}.conf" { text = confText c; }) config.containers;
    systemd.targets.multi-user.wants = [ "machines.target" ];
    systemd.services = lib.optionalAttrs (config.containers != { }) {
      "container@" = lib.mkMerge [
        (base "container@")
        {
          restartIfChanged = false;
          unitConfig.RequiresMountsFor = "/var/lib/nixos-containers/%i";
          serviceConfig.TimeoutStartSec = "1min";
        }
      ];
    }
    // lib.mapAttrs' (name: c: lib.nameValuePair "container@${name}" (declared name c)) config.containers;
  };
}
