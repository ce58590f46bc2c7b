# kestrel: the household's files, on podman and one NixOS container.
{
  imports = [
    ../../modules/base.nix
    ./files.nix
  ];

  networking.hostName = "kestrel";

  virtualisation.podman = {
    enable = true;
    autoPrune.enable = true;
  };
  virtualisation.oci-containers.backend = "podman";
}
