# The module system: modules -> options and config, by the rules that NixOS modules rely on.
{ properties, types }:
let
  place = builtins.concatStringsSep ".";
  isOption = properties.hasType "option";

  mkOption = attrs: { _type = "option"; } // attrs;
  mkEnableOption =
    what:
    mkOption {
      type = types.bool;
      default = false;
      description = "Whether to enable ${what}.";
    };

  # A path, function or attribute set -> { file, imports, options, config }.
  load =
    args: module:
    let
      isFile = builtins.isPath module || builtins.isString module;
      file = if isFile then toString module else set._file or "<unknown-file>";
      value = if isFile then import module else module;
      set = if builtins.isFunction value then value args else value;
      isStructured = set ? config || set ? options;
      config = if isStructured then set.config or { } else removeAttrs set [ "imports" "_file" ];
    in
    {
      inherit file config;
      imports = set.imports or [ ];
      options = set.options or { };
    };

  collect =
    args: list:
    builtins.concatMap (
      module:
      let
        loaded = load args module;
      in
      [ loaded ] ++ collect args loaded.imports
    ) list;

  mergeOptions =
    loc: trees:
    let
      names = builtins.foldl' (all: tree: all // tree) { } trees;
    in
    builtins.mapAttrs (
      name: _:
      let
        found = map (tree: tree.${name}) (builtins.filter (tree: tree ? ${name}) trees);
        first = builtins.head found;
      in
      if isOption first then first else mergeOptions (loc ++ [ name ]) found
    ) names;

  evalOption =
    loc: option: definitions:
    let
      type = option.type or types.anything;
      default = if option ? default then [ { file = "<default>"; value = properties.mkOptionDefault option.default; } ] else [ ];
      counting = builtins.concatMap properties.discharge (default ++ definitions);
      used = properties.strongest counting;
      value =
        if counting != [ ] then
          type.merge loc used
        else
          type.emptyValue or (throw "The option `${place loc}' is used but not defined.");
    in
    option
    // {
      inherit loc;
      isDefined = counting != [ ];
      definitionsWithLocations = map (d: { inherit (d) file value; }) used;
      value = (option.apply or (v: v)) value;
    };

  # Walks the tree of options with the definitions for it; what no option takes is an error, as in NixOS.
  evalTree =
    loc: tree: definitions:
    let
      flat = builtins.concatMap (d: map (value: d // { inherit value; }) (properties.pushDown d.value)) definitions;
      below = name: builtins.concatMap (d: if d.value ? ${name} then [ (d // { value = d.value.${name}; }) ] else [ ]) flat;
      unknown = builtins.concatMap (
        d: map (name: { inherit name; inherit (d) file; }) (builtins.filter (name: !(tree ? ${name})) (builtins.attrNames d.value))
      ) flat;
      first = builtins.head unknown;
    in
    if unknown != [ ] then
      throw "The option `${place (loc ++ [ first.name ])}' does not exist. Definition in `${first.file}'."
    else
      builtins.mapAttrs (
        name: node: (if isOption node then evalOption else evalTree) (loc ++ [ name ]) node (below name)
      ) tree;

  valuesOf = builtins.mapAttrs (_: node: if isOption node then node.value else valuesOf node);

  evalModules =
    {
      modules,
      specialArgs ? { },
      prefix ? [ ],
    }:
    let
      args = {
        lib = import ./.;
        inherit config options;
      }
      // specialArgs;
      loaded = collect args modules;
      options = evalTree prefix (mergeOptions prefix (map (module: module.options) loaded)) (
        map (module: { inherit (module) file; value = module.config; }) loaded
      );
      config = valuesOf options;
    in
    {
      inherit options config;
    };
in
{
  inherit evalModules mkOption mkEnableOption;
}
