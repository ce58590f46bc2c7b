# Traefik, and whoami to try it out with.
{ config, ... }:
{
  sops.secrets."traefik.env" = { };

  virtualisation.oci-containers.containers.traefik = {
    image = "traefik:v3.1@sha256:91669de547563e0d8f460f17bf0aca529581dd721721bac8685773181c274ea7";
    cmd = [
      "--providers.docker=true"
      "--providers.docker.exposedByDefault=false"
      "--entrypoints.websecure.address=:443"
      "--certificatesresolvers.letsencrypt.acme.dnschallenge.provider=hetzner"
      "--certificatesresolvers.letsencrypt.acme.storage=/letsencrypt/acme.json"
    ];
    # HETZNER_API_KEY, for the certificates
    environmentFiles = [ config.sops.secrets."traefik.env".path ];
    ports = [
      "80:80"
      "443:443"
    ];
    volumes = [
      "/var/run/docker.sock:/var/run/docker.sock:ro"
      "/srv/traefik/letsencrypt:/letsencrypt"
    ];
    labels = {
      "traefik.enable" = "true";
      "traefik.http.routers.dashboard.rule" = "Host(`traefik.birkenweg.example`)";
      "traefik.http.routers.dashboard.service" = "api@internal";
    };
    extraOptions = [
      "--network=proxy"
      "--dns=9.9.9.9"
    ];
  };

  virtualisation.oci-containers.containers.whoami = {
    image = "traefik/whoami:v1.10.2";
    labels = {
      "traefik.enable" = "true";
      "traefik.http.routers.whoami.rule" = "Host(`whoami.birkenweg.example`)";
      "traefik.http.routers.whoami.entrypoints" = "websecure";
    };
    extraOptions = [ "--network=proxy" ];
  };
}
