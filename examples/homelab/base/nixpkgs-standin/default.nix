# A stand-in for nixpkgs, just large enough for this example: lib.nixosSystem with the options and unit texts of the real
# NixOS modules for containers. Its packages are names without content; nothing here can be built.
{
  lib = import ./lib // {
    nixosSystem = import ./nixos-system.nix;
  };
}
