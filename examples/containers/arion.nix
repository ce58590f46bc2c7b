# Compose in Nix's words, run by Arion's module: `arion-photos.service`.
{
  virtualisation.arion = {
    backend = "docker";
    projects.photos.settings.services.server.service = {
      image = "ghcr.io/immich-app/immich-server:v2.2.3";
      ports = [ "127.0.0.1:2283:2283" ];
      volumes = [ "/srv/photos:/data" ];
      restart = "unless-stopped";
    };
  };
}
