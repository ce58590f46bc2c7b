# A NixOS inside the host's: `container@files.service`. Its own configuration is evaluated with the host's.
{
  containers.files = {
    autoStart = true;
    privateNetwork = true;
    hostAddress = "10.30.0.1";
    localAddress = "10.30.0.2";
    bindMounts."/srv/files".hostPath = "/srv/files";
    config = {
      services.samba.enable = true;
      system.stateVersion = "25.11";
    };
  };
}
