# The file server: a NixOS container with an address of its own and the disks it serves.
{
  networking.nat = {
    enable = true;
    internalInterfaces = [ "ve-+" ];
    externalInterface = "eno1";
  };

  containers.files = {
    autoStart = true;
    privateNetwork = true;
    hostAddress = "10.20.0.1";
    localAddress = "10.20.0.2";
    forwardPorts = [
      {
        protocol = "tcp";
        hostPort = 2022;
        containerPort = 22;
      }
    ];
    bindMounts."/data" = {
      hostPath = "/srv/files";
      isReadOnly = false;
    };
    config = {
      system.stateVersion = "26.05";
      services.openssh.enable = true;
    };
  };
}
