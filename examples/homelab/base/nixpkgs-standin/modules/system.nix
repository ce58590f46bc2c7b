# What every host sets, and what the whole system evaluates to.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkOption types;
  anything = mkOption {
    type = types.attrsOf types.anything;
    default = { };
  };
  units = builtins.mapAttrs (_: unit: unit.text) config.systemd.units;
in
{
  options = {
    assertions = mkOption {
      type = types.listOf types.anything;
      default = [ ];
    };
    boot = anything;
    environment.etc = mkOption {
      type = types.attrsOf (types.submodule {
        options.text = mkOption {
          type = types.nullOr types.lines;
          default = null;
        };
        options.source = mkOption { type = types.path; };
      });
      default = { };
    };
    fileSystems = anything;
    networking.firewall = anything;
    networking.hostName = mkOption {
      type = types.str;
      default = "nixos";
    };
    networking.nat = anything;
    nixpkgs.hostPlatform = mkOption {
      type = types.str;
      default = pkgs.system;
    };
    services = anything;
    system.build = mkOption { type = types.attrsOf types.raw; };
    system.nixos.version = mkOption {
      type = types.str;
      default = "26.11.19700101.standin";
    };
    system.stateVersion = mkOption { type = types.str; };
    time.timeZone = mkOption {
      type = types.nullOr types.str;
      default = null;
    };
    users = anything;
  };
  config.system.build.toplevel = derivation {
    name = "nixos-system-${config.networking.hostName}-${config.system.nixos.version}";
    inherit (pkgs) system;
    builder = "/not-built";
    content = builtins.toJSON {
      inherit units;
      inherit (config) services users;
    };
  };
}
