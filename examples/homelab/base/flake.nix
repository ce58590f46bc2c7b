{
  description = "The containers of a small household: falcon in the hall cupboard, kestrel in the attic";

  # This one line puts the real nixpkgs in the place of the stand-in beside this file:
  # inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    inputs:
    let
      nixpkgs = inputs.nixpkgs or (import ./nixpkgs-standin);
      host =
        name:
        nixpkgs.lib.nixosSystem {
          system = "x86_64-linux";
          modules = [ ./hosts/${name} ];
        };
    in
    {
      nixosConfigurations.falcon = host "falcon";
      nixosConfigurations.kestrel = host "kestrel";
    };
}
