# falcon: everything that the household opens in a browser, behind one reverse proxy.
{
  imports = [
    ../../modules/base.nix
    ../../modules/secrets.nix
    ./networks.nix
    ./proxy.nix
    ./redis.nix
    ./mealie/docker-compose.nix
  ];

  networking.hostName = "falcon";
  networking.firewall.allowedTCPPorts = [ 80 443 ];

  virtualisation.docker = {
    enable = true;
    autoPrune.enable = true;
  };
  virtualisation.oci-containers.backend = "docker";
}
