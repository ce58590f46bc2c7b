{
  config.nixpkgs.system = "x86_64-linux";
  config.systemd.units."wine.service" = {
    enable = true;
    text = throw "the cellar has no port";
  };
}
