# Every module of this NixOS.
[
  ./system.nix
  ./systemd.nix
  ./docker.nix
  ./podman.nix
  ./oci-containers.nix
  ./nspawn.nix
]
