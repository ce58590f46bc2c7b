# What every host of this household has in common.
{
  system.stateVersion = "26.05";
  time.timeZone = "Europe/Berlin";
  boot.loader.grub.enable = false;
  fileSystems."/" = {
    device = "/dev/disk/by-label/nixos";
    fsType = "ext4";
  };
}
