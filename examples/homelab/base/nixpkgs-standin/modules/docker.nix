# virtualisation.docker: the daemon's drop-in, its socket and its cleaning.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption mkIf types;
  cfg = config.virtualisation.docker;
  flag = default: mkOption {
    type = types.bool;
    inherit default;
  };
  daemonFile = pkgs.writeText "daemon.json" (builtins.toJSON cfg.daemon.settings);
in
{
  options.virtualisation.docker = {
    enable = flag false;
    enableOnBoot = flag true;
    liveRestore = flag false;
    logDriver = mkOption {
      type = types.str;
      default = "journald";
    };
    storageDriver = mkOption {
      type = types.nullOr types.str;
      default = null;
    };
    extraOptions = mkOption {
      type = types.str;
      default = "";
    };
    daemon.settings = mkOption {
      type = types.attrsOf types.anything;
      default = { };
    };
    rootless.enable = flag false;
    autoPrune = {
      enable = flag false;
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
    virtualisation.docker.daemon.settings = {
      group = "docker";
      hosts = [ "fd://" ];
      live-restore = cfg.liveRestore;
      log-driver = cfg.logDriver;
    };
    systemd.services.docker = {
      after = [ "network.target" "docker.socket" ];
      requires = [ "docker.socket" ];
      wantedBy = lib.optional cfg.enableOnBoot "multi-user.target";
      path = [ pkgs.kmod ];
      serviceConfig = {
        Type = "notify";
        ExecStart = [
          ""
          "${pkgs.docker}/bin/dockerd \\\n  --config-file=${daemonFile} \\\n  ${cfg.extraOptions}\n"
        ];
        ExecReload = [ "" "${pkgs.procps}/bin/kill -s HUP $MAINPID" ];
      };
    };
    systemd.sockets.docker = {
      description = "Docker Socket for the API";
      wantedBy = [ "sockets.target" ];
      socketConfig = {
        ListenStream = [ "/run/docker.sock" ];
        SocketMode = "0660";
        SocketUser = "root";
        SocketGroup = "docker";
      };
    };
    systemd.services.docker-prune = {
      description = "Prune docker resources";
      after = [ "docker.service" ];
      requires = [ "docker.service" ];
      restartIfChanged = false;
      unitConfig.X-StopOnRemoval = false;
      serviceConfig = {
        Type = "oneshot";
        ExecStart = lib.concatMapStringsSep " " builtins.toJSON (
          [ "${pkgs.docker}/bin/docker" "system" "prune" "-f" ] ++ cfg.autoPrune.flags
        );
      };
    };
    systemd.timers.docker-prune = mkIf cfg.autoPrune.enable {
      wantedBy = [ "timers.target" ];
      timerConfig = {
        OnCalendar = cfg.autoPrune.dates;
        Persistent = true;
        RandomizedDelaySec = "0";
      };
    };
  };
}
