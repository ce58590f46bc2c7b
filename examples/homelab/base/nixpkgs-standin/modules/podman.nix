# virtualisation.podman: its socket and its cleaning.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption mkIf types;
  cfg = config.virtualisation.podman;
  flag = mkOption {
    type = types.bool;
    default = false;
  };
in
{
  options.virtualisation.podman = {
    enable = flag;
    dockerCompat = flag;
    dockerSocket.enable = flag;
    defaultNetwork.settings = mkOption {
      type = types.attrsOf types.anything;
      default = { };
    };
    autoPrune = {
      enable = flag;
      dates = mkOption {
        type = types.str;
        default = "weekly";
      };
      flags = mkOption {
        type = types.listOf types.str;
        default = [ ];
      };
    };
  };
  config = mkIf cfg.enable {
    environment.etc."containers/policy.json".text = builtins.toJSON { default = [ { type = "insecureAcceptAnything"; } ]; };
    systemd.services.podman.environment.LOGGING = ''"--log-level=info"'';
    systemd.sockets.podman = {
      wantedBy = [ "sockets.target" ];
      socketConfig.SocketGroup = "podman";
    };
    systemd.services.podman-prune = {
      description = "Prune podman resources";
      restartIfChanged = false;
      unitConfig.X-StopOnRemoval = false;
      startAt = lib.optional cfg.autoPrune.enable cfg.autoPrune.dates;
      serviceConfig = {
        Type = "oneshot";
        ExecStart = lib.concatMapStringsSep " " builtins.toJSON (
          [ "${pkgs.podman}/bin/podman" "system" "prune" "-f" ] ++ cfg.autoPrune.flags
        );
      };
    };
  };
}
