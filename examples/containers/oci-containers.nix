# An image of a registry as a systemd unit: `podman-vaultwarden.service`.
{
  virtualisation.oci-containers = {
    backend = "podman";
    containers.vaultwarden = {
      image = "docker.io/vaultwarden/server:1.34.3@sha256:84fd8a47f58d79a1ad824c27be0a9492750c0fa5216b35c749863093bfa3c3d7";
      ports = [ "127.0.0.1:8222:80" ];
      volumes = [ "/var/lib/vaultwarden:/data" ];
      environmentFiles = [ "/run/secrets/vaultwarden.env" ];
    };
  };
}
