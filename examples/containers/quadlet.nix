# Podman's own unit generator: `web.service`, made from a file in /etc/containers/systemd. The module of quadlet-nix writes such files, too.
{
  virtualisation.podman.enable = true;
  environment.etc."containers/systemd/web.container".text = ''
    [Container]
    Image=docker.io/library/nginx:1.29.3
    PublishPort=127.0.0.1:8080:80
    Volume=web-content:/usr/share/nginx/html:ro

    [Service]
    Restart=always

    [Install]
    WantedBy=multi-user.target
  '';
}
