{
  description = "One host";
  outputs = _: {
    nixosConfigurations = {
      attic = {
        config = {
          nixpkgs.system = "x86_64-linux";
          systemd.units."notes.service" = {
            enable = true;
            wantedBy = [ "multi-user.target" ];
            text = "[Service]\nExecStart=/run/current-system/sw/bin/notes --port 8090\n\n[Install]\nWantedBy=multi-user.target\n";
          };
          systemd.units."multi-user.target" = { enable = true; text = "[Unit]\n"; };
        };
      };
    };
  };
}
