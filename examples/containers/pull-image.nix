# An image that Nix fetches: digest and hash belong together, and an update changes both.
{ pkgs, ... }:
{
  virtualisation.oci-containers.containers.redis = {
    image = "redis:8.2.3-alpine";
    imageFile = pkgs.dockerTools.pullImage {
      imageName = "docker.io/library/redis";
      imageDigest = "sha256:59b6e694653476de2c992937ebe1c64182af4728e54bb49e9b7a6c26614d8933";
      hash = "sha256-aVTTCRqdnTyPCNVDbmEZXOGLnmBvbnlIWwNiwHZxzwk=";
      finalImageName = "redis";
      finalImageTag = "8.2.3-alpine";
    };
  };
}
