# Docker networks, which oci-containers does not make itself, and what needs them without being a container.
{ pkgs, ... }:
let
  needsNetworks = {
    requires = [ "docker-networks.service" ];
    after = [ "docker-networks.service" ];
  };
in
{
  systemd.services.docker-networks = {
    description = "Docker networks of this host";
    after = [ "docker.service" "docker.socket" ];
    wantedBy = [ "multi-user.target" ];
    path = [ pkgs.docker ];
    serviceConfig = {
      Type = "oneshot";
      RemainAfterExit = true;
    };
    script = ''
      docker network inspect proxy >/dev/null 2>&1 || docker network create proxy
    '';
  };

  systemd.services.docker-traefik = needsNetworks;
  systemd.services.docker-whoami = needsNetworks;

  # Tells the household's phones when a container behind the proxy dies. It starts together with docker.
  systemd.services.proxy-watch = needsNetworks // {
    description = "Watch the containers behind the proxy";
    wantedBy = [ "docker.service" ];
    path = [ pkgs.docker pkgs.curl ];
    serviceConfig.Restart = "on-failure";
    script = ''
      docker events --filter event=die --filter type=container --format '{{.Actor.Attributes.name}}' |
        while read -r name; do curl -fsS -d "$name died on falcon" https://ntfy.birkenweg.example/falcon; done
    '';
  };
}
