# systemd.services, targets, sockets, timers -> systemd.units.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  kinds = import ../systemd/options.nix { inherit lib pkgs; };
  unitText = import ../systemd/unit-text.nix { inherit lib pkgs; };
  unitsOf = kind: mkOption {
    type = types.attrsOf (types.submodule kind);
    default = { };
  };
  toUnits =
    suffix: render:
    lib.mapAttrs' (
      name: def:
      lib.nameValuePair "${name}.${suffix}" {
        text = render name def;
        inherit (def) enable overrideStrategy aliases wantedBy requiredBy upheldBy;
      }
    );
  cfg = config.systemd;
in
{
  options.systemd = {
    services = unitsOf kinds.service;
    targets = unitsOf kinds.target;
    sockets = unitsOf kinds.socket;
    timers = unitsOf kinds.timer;
    units = unitsOf kinds.unit;
    user.units = unitsOf kinds.unit;
    tmpfiles.rules = mkOption {
      type = types.listOf types.str;
      default = [ ];
    };
  };
  config.systemd = {
    targets.multi-user = { };
    units = lib.mkMerge [
      (toUnits "service" unitText.service cfg.services)
      (toUnits "target" unitText.target cfg.targets)
      (toUnits "socket" unitText.socket cfg.sockets)
      (toUnits "timer" unitText.timer cfg.timers)
    ];
    timers = builtins.mapAttrs (_: service: {
      timerConfig.OnCalendar = service.startAt;
      wantedBy = [ "timers.target" ];
    }) (lib.filterAttrs (_: service: service.startAt != [ ]) cfg.services);
  };
}
