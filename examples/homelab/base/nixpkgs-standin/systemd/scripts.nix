# The scripts of a service -> store paths, as NixOS names and words them.
{ pkgs }:
let
  safeName = builtins.replaceStrings [ "\\" "@" ] [ "-" "_" ];
  shebang = "#!${pkgs.bash}/bin/bash";
  writeScript =
    { name, file, text }:
    "${
      pkgs.writeTextFile {
        inherit name text;
        executable = true;
        destination = "/bin/${file}";
      }
    }/bin/${file}";
in
{
  # A phase (start, pre-start, …) of a systemd service's own script.
  jobScript =
    { service, phase, text }:
    writeScript {
      name = "unit-script-${safeName service}-${phase}";
      file = "${safeName service}-${phase}";
      text = "${shebang}\nset -e\n\n${text}\n\n";
    };
  # What nixpkgs' writeShellApplication gives.
  shellApplication =
    { name, text, file ? name }:
    writeScript {
      inherit name file;
      text = "${shebang}\nset -o errexit\nset -o nounset\nset -o pipefail\n\nexport PATH=\"$PATH\"\n\n${text}\n\n";
    };
}
