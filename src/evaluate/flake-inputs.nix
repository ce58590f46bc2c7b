# What flake.nix holds -> the inputs that it declares, as plain data. Nix allows no computation there, so nothing is evaluated.
flake:
let
  plain =
    value:
    if builtins.isAttrs value then
      builtins.mapAttrs (_: plain) value
    else if builtins.isPath value then
      toString value
    else
      value;
  outputs = flake.outputs or null;
in
{
  inputs = plain (flake.inputs or { });
  arguments =
    if builtins.isFunction outputs then
      builtins.filter (name: name != "self") (builtins.attrNames (builtins.functionArgs outputs))
    else
      [ ];
}
