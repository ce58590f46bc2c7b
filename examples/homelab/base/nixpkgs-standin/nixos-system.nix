# What `nixpkgs.lib.nixosSystem` gives, as far as this example and its readers need it.
{
  modules,
  system ? "x86_64-linux",
  specialArgs ? { },
}:
let
  lib = import ./lib;
  pkgs = import ./pkgs.nix { inherit lib system; };
  evaluated = lib.evalModules {
    modules = import ./modules ++ modules;
    specialArgs = {
      inherit pkgs;
      modulesPath = toString ./modules;
    }
    // specialArgs;
  };
in
evaluated // { inherit pkgs; }
