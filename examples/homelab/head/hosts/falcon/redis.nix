# A cache for the applications of this host, on a network without a way out.
{
  virtualisation.oci-containers.containers.redis = {
    image = "redis:7.2-alpine";
    cmd = [ "redis-server" "--save" "60" "1" ];
    volumes = [ "/srv/redis:/data" ];
    extraOptions = [ "--network=cache" ];
  };

  systemd.services.docker-redis = {
    requires = [ "docker-networks.service" ];
    after = [ "docker-networks.service" ];
  };
}
