# A unit's options -> the text of its file, section by section.
{ lib, pkgs }:
let
  inherit (builtins) attrNames concatMap concatStringsSep isBool isList toJSON;

  line = key: value: "${key}=${if isBool value then lib.boolToString value else toString value}\n";
  section =
    set:
    concatStringsSep "" (
      concatMap (
        key:
        let
          value = set.${key};
        in
        if value == null then [ ] else map (line key) (if isList value then value else [ value ])
      ) (attrNames set)
    );

  lists = {
    After = "after";
    Before = "before";
    BindsTo = "bindsTo";
    Conflicts = "conflicts";
    OnFailure = "onFailure";
    PartOf = "partOf";
    Requires = "requires";
    Requisite = "requisite";
    Upholds = "upholds";
    Wants = "wants";
  };

  trigger = kind: name: values: {
    ${if values == [ ] then null else "X-${kind}-Triggers"} = toString (
      pkgs.writeText "X-${kind}-Triggers-${builtins.replaceStrings [ "@" ] [ "-" ] name}" (toString values)
    );
  };

  unitSection =
    name: def:
    "[Unit]\n"
    + section (
      lib.filterAttrs (_: value: value != "") (builtins.mapAttrs (_: option: toString def.${option}) lists)
      // lib.optionalAttrs (def.description != "") { Description = def.description; }
      // trigger "Restart" name (def.restartTriggers or [ ])
      // trigger "Reload" name (def.reloadTriggers or [ ])
      // def.unitConfig
    );
  installSection =
    def: lib.optionalString (def.wantedBy != [ ]) "\n[Install]\nWantedBy=${toString def.wantedBy}\n";

  environment =
    set:
    concatStringsSep "" (
      map (name: lib.optionalString (set.${name} != null) "Environment=${toJSON "${name}=${toString set.${name}}"}\n") (attrNames set)
    );
  switchFlags =
    def:
    if def.reloadIfChanged then
      line "X-ReloadIfChanged" true
    else
      lib.optionalString (!def.restartIfChanged) (line "X-RestartIfChanged" false)
      + lib.optionalString (!def.stopIfChanged) (line "X-StopIfChanged" false);
in
{
  service =
    name: def:
    unitSection name def
    + "\n[Service]\n"
    + environment def.environment
    + switchFlags def
    + section def.serviceConfig
    + installSection def;
  target = name: def: unitSection name def + "\n";
  socket =
    name: def:
    unitSection name def
    + "\n[Socket]\n"
    + section (lib.optionalAttrs (def.listenStreams != [ ]) { ListenStream = def.listenStreams; } // def.socketConfig)
    + "\n\n\n"
    + installSection def;
  timer = name: def: unitSection name def + "\n[Timer]\n" + section def.timerConfig + "\n" + installSection def;
}
