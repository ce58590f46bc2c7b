# Text functions of nixpkgs' lib.
rec {
  inherit (builtins) concatStringsSep replaceStrings substring;
  concatMapStringsSep =
    separator: f: list:
    builtins.concatStringsSep separator (map f list);
  concatMapStrings = concatMapStringsSep "";
  optionalString = condition: text: if condition then text else "";
  boolToString = value: if value then "true" else "false";
  hasPrefix = prefix: text: builtins.substring 0 (builtins.stringLength prefix) text == prefix;
  makeBinPath = concatMapStringsSep ":" (package: "${package}/bin");
  makeSearchPath = folder: concatMapStringsSep ":" (package: "${package}/${folder}");

  # Quoted only where a shell would otherwise read something else.
  escapeShellArg =
    value:
    let
      text = toString value;
    in
    if builtins.match "[[:alnum:],._+:@%/-]+" text != null then
      text
    else
      "'${builtins.replaceStrings [ "'" ] [ "'\\''" ] text}'";
}
