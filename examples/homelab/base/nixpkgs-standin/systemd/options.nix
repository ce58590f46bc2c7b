# The options of systemd units, under the names that NixOS gives them.
{ lib, pkgs }:
let
  inherit (lib) mkOption types;
  list = mkOption {
    type = types.listOf types.str;
    default = [ ];
  };
  settings = mkOption {
    type = types.attrsOf types.anything;
    default = { };
  };
  flag =
    default:
    mkOption {
      type = types.bool;
      inherit default;
    };
  text = mkOption {
    type = types.lines;
    default = "";
  };
  values = mkOption {
    type = types.listOf types.anything;
    default = [ ];
  };

  common = {
    enable = flag true;
    overrideStrategy = mkOption {
      type = types.enum [ "asDropin" "asDropinIfExists" ];
      default = "asDropinIfExists";
    };
    description = mkOption {
      type = types.str;
      default = "";
    };
    unitConfig = settings;
  }
  // lib.listToAttrs (
    map (name: lib.nameValuePair name list) [
      "after" "aliases" "before" "bindsTo" "conflicts" "onFailure" "partOf" "requiredBy" "requires" "requisite" "upheldBy" "upholds" "wantedBy" "wants"
    ]
  );

  phases = {
    script = "start";
    preStart = "pre-start";
    postStart = "post-start";
    preStop = "pre-stop";
    postStop = "post-stop";
    reload = "reload";
  };
  keys = {
    script = "ExecStart";
    preStart = "ExecStartPre";
    postStart = "ExecStartPost";
    preStop = "ExecStop";
    postStop = "ExecStopPost";
    reload = "ExecReload";
  };
in
{
  inherit common;
  service =
    { config, name, ... }:
    let
      scripts = import ./scripts.nix { inherit pkgs; };
      path = config.path ++ (with pkgs; [ coreutils findutils gnugrep gnused systemd ]);
      exec =
        option:
        lib.mkIf (config.${option} != "") (
          scripts.jobScript {
            service = name;
            phase = phases.${option};
            text = config.${option};
          }
          + lib.optionalString (option == "script") " ${config.scriptArgs}"
        );
    in
    {
      options =
        common
        // builtins.mapAttrs (_: _: text) phases
        // {
          environment = settings;
          path = values;
          serviceConfig = settings;
          scriptArgs = mkOption {
            type = types.str;
            default = "";
          };
          startAt = list;
          restartIfChanged = flag true;
          reloadIfChanged = flag false;
          stopIfChanged = flag true;
          restartTriggers = values;
          reloadTriggers = values;
        };
      config.environment = {
        PATH = "${lib.makeSearchPath "bin" path}:${lib.makeSearchPath "sbin" path}";
        LOCALE_ARCHIVE = "${pkgs.glibcLocales}/lib/locale/locale-archive";
        TZDIR = "${pkgs.tzdata}/share/zoneinfo";
      };
      config.serviceConfig = lib.mapAttrs' (option: key: lib.nameValuePair key (exec option)) keys;
    };
  target.options = common;
  socket.options = common // {
    listenStreams = list;
    socketConfig = settings;
  };
  timer.options = common // {
    timerConfig = settings;
  };
  unit.options = {
    text = mkOption { type = types.str; default = ""; };
    inherit (common) enable overrideStrategy aliases wantedBy requiredBy upheldBy;
  };
}
