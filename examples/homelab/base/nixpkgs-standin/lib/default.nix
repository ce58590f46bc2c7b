# The parts of nixpkgs' lib that modules of this example use.
let
  properties = import ./properties.nix;
  strings = import ./strings.nix;
  types = import ./types.nix { inherit properties modules; };
  modules = import ./modules.nix { inherit properties types; };
in
properties
// strings
// {
  inherit types;
  inherit (modules) evalModules mkOption mkEnableOption;
  inherit (builtins) attrNames attrValues concatLists concatMap filter mapAttrs listToAttrs;
  mapAttrsToList = f: set: map (name: f name set.${name}) (builtins.attrNames set);
  mapAttrs' = f: set: builtins.listToAttrs (map (name: f name set.${name}) (builtins.attrNames set));
  nameValuePair = name: value: { inherit name value; };
  filterAttrs =
    keep: set: removeAttrs set (builtins.filter (name: !(keep name set.${name})) (builtins.attrNames set));
  optional = condition: value: if condition then [ value ] else [ ];
  optionals = condition: list: if condition then list else [ ];
  optionalAttrs = condition: set: if condition then set else { };
  unique = builtins.foldl' (seen: value: if builtins.elem value seen then seen else seen ++ [ value ]) [ ];
}
