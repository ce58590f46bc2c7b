# The options of sops-nix that this household uses, without its activation. With sops-nix as an input of the flake, import its
# module in place of this file.
{ lib, ... }:
let
  inherit (lib) mkOption types;
  secret =
    { name, ... }:
    {
      options.path = mkOption {
        type = types.str;
        default = "/run/secrets/${name}";
      };
      options.sopsFile = mkOption {
        type = types.path;
        default = ../secrets.yaml;
      };
    };
in
{
  options.sops.secrets = mkOption {
    type = types.attrsOf (types.submodule secret);
    default = { };
  };
}
