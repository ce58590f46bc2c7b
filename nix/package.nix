# The bundles of dist/ -> the programs `stowplan` and `stowplan-bot`. Nothing is downloaded: the bundles hold every library.
{
  lib,
  stdenvNoCC,
  makeWrapper,
  nodejs_24,
  git,
  nix,
  bubblewrap,
  util-linux,
}:
let
  # What the programs start. Linux only: the sandbox, and the limits on what runs in it.
  tools = [
    git
    nix
  ]
  ++ lib.optionals stdenvNoCC.hostPlatform.isLinux [
    bubblewrap
    util-linux
  ];
in
stdenvNoCC.mkDerivation {
  pname = "stowplan";
  inherit (lib.importJSON ../package.json) version;

  src = ../dist;
  nativeBuildInputs = [ makeWrapper ];
  dontConfigure = true;
  dontBuild = true;

  installPhase = ''
    runHook preInstall
    mkdir -p $out/bin $out/lib
    cp -r . $out/lib/stowplan
    for entry in cli:stowplan bot:stowplan-bot; do
      makeWrapper ${lib.getExe nodejs_24} $out/bin/''${entry#*:} \
        --add-flags $out/lib/stowplan/''${entry%%:*}.js \
        --suffix PATH : ${lib.makeBinPath tools}
    done
    runHook postInstall
  '';

  meta = {
    description = "Says on a pull request what a merge will do to the containers of a NixOS flake";
    homepage = "https://github.com/stowplan/stowplan";
    license = lib.licenses.mit;
    mainProgram = "stowplan";
    platforms = lib.platforms.unix;
  };
}
