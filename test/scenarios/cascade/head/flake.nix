{
  description = "A host whose containers hang on one engine and one network";
  outputs = _: {
    nixosConfigurations.gannet.config = {
          nixpkgs.system = "x86_64-linux";
          systemd.units."multi-user.target" = { enable = true; text = "[Unit]\n"; };
          systemd.units."podman.service" = { enable = true; wantedBy = [ "multi-user.target" ]; text = "[Unit]\n\n[Service]\nExecStart=/run/current-system/sw/bin/podman system service --time 60\n"; };
          systemd.units."harbour-network.service" = { enable = true; wantedBy = [ "multi-user.target" ]; text = "[Unit]\nRequires=podman.service\nAfter=podman.service\n[Service]\nExecStart=/run/current-system/sw/bin/podman network create harbour\n"; };
          systemd.units."library.service" = { enable = true; wantedBy = [ "multi-user.target" ]; text = "[Unit]\nRequires=harbour-network.service\nAfter=harbour-network.service\n[Service]\nExecStart=/run/current-system/sw/bin/podman run library\n"; };
          systemd.units."library-db.service" = { enable = true; wantedBy = [ "library.service" ]; text = "[Unit]\nBindsTo=harbour-network.service\nAfter=harbour-network.service\n[Service]\nExecStart=/run/current-system/sw/bin/podman run postgres\n"; };
          systemd.units."backup.service" = { enable = true; wantedBy = [  ]; text = "[Unit]\nPartOf=library.service\n[Service]\nExecStart=/run/current-system/sw/bin/backup --follow\n"; };
          systemd.units."tide-clock.service" = { enable = true; wantedBy = [  ]; text = "[Unit]\nPartOf=podman.service\n[Service]\nExecStart=/run/current-system/sw/bin/tide-clock\n"; };
          systemd.units."light.service" = { enable = true; wantedBy = [ "multi-user.target" ]; text = "[Unit]\n\n[Service]\nExecStart=/run/current-system/sw/bin/light\n"; };
          systemd.units."keeper.service" = { enable = true; wantedBy = [ "multi-user.target" ]; text = "[Unit]\nWants=light.service tide-clock.service\n[Service]\nExecStart=/run/current-system/sw/bin/keeper\n"; };
    };
  };
}
