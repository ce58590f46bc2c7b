# Option types: how several definitions of one option become one value.
{ properties, modules }:
let
  place = builtins.concatStringsSep ".";

  only =
    loc: definitions:
    let
      first = builtins.head definitions;
    in
    if builtins.all (d: d.value == first.value) definitions then
      first.value
    else
      throw "The option `${place loc}' has conflicting definition values: ${
        builtins.concatStringsSep ", " (map (d: "in `${d.file}'") definitions)
      }";

  checked = description: check: {
    merge =
      loc: definitions:
      let
        wrong = builtins.filter (d: !(check d.value)) definitions;
      in
      if wrong == [ ] then
        only loc definitions
      else
        throw "A definition for option `${place loc}' is not of type `${description}'. Definition in `${(builtins.head wrong).file}'.";
  };
in
rec {
  anything.merge =
    loc: definitions:
    if builtins.all (d: builtins.isAttrs d.value && !(d.value ? outPath)) definitions then
      (attrsOf anything).merge loc definitions
    else if builtins.all (d: builtins.isList d.value) definitions then
      builtins.concatMap (d: d.value) definitions
    else
      only loc definitions;
  unspecified = anything;
  raw.merge = only;
  str = checked "string" (value: builtins.isString value);
  int = checked "signed integer" builtins.isInt;
  bool = checked "boolean" builtins.isBool;
  path = checked "path" (value: builtins.isPath value || builtins.substring 0 1 (toString value) == "/");
  package = raw;
  enum = values: checked "one of ${builtins.toJSON values}" (value: builtins.elem value values);
  lines.merge = loc: definitions: builtins.concatStringsSep "\n" (map (d: d.value) definitions);

  nullOr = type: {
    merge =
      loc: definitions: if builtins.all (d: d.value == null) definitions then null else type.merge loc definitions;
  };

  listOf = type: {
    emptyValue = [ ];
    merge =
      loc: definitions:
      builtins.concatMap (d: map (value: type.merge loc [ (d // { inherit value; }) ]) d.value) definitions;
  };

  attrsOf = type: {
    emptyValue = { };
    merge =
      loc: definitions:
      let
        named = builtins.concatMap (
          d:
          builtins.concatMap (
            set:
            map (name: {
              inherit name;
              value = d // {
                value = set.${name};
              };
            }) (builtins.attrNames set)
          ) (properties.pushDown d.value)
        ) definitions;
        byName = builtins.groupBy (entry: entry.name) named;
        counting = builtins.mapAttrs (
          _: entries: builtins.concatMap (entry: properties.discharge (removeAttrs entry.value [ "priority" ])) entries
        ) byName;
        defined = builtins.filter (name: counting.${name} != [ ]) (builtins.attrNames counting);
      in
      builtins.listToAttrs (
        map (name: {
          inherit name;
          value = type.merge (loc ++ [ name ]) (properties.strongest counting.${name});
        }) defined
      );
  };

  submodule = module: {
    emptyValue = { };
    merge =
      loc: definitions:
      (modules.evalModules {
        modules = [ module ] ++ map (d: { _file = d.file; config = d.value; }) definitions;
        specialArgs.name = builtins.elemAt loc (builtins.length loc - 1);
        prefix = loc;
      }).config;
  };
}
