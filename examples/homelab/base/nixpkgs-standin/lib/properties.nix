# mkIf, mkMerge and priorities: marks on definitions, and how they are resolved.
rec {
  mkIf = condition: content: {
    _type = "if";
    inherit condition content;
  };
  mkMerge = contents: {
    _type = "merge";
    inherit contents;
  };
  mkOverride = priority: content: {
    _type = "override";
    inherit priority content;
  };
  mkOptionDefault = mkOverride 1500;
  mkDefault = mkOverride 1000;
  mkForce = mkOverride 50;

  hasType = type: value: builtins.isAttrs value && value._type or null == type;

  # One attribute set with marks around it -> plain sets whose values carry the marks, so that names are known early.
  pushDown =
    value:
    if hasType "merge" value then
      builtins.concatMap pushDown value.contents
    else if hasType "if" value then
      map (builtins.mapAttrs (_: mkIf value.condition)) (pushDown value.content)
    else if hasType "override" value then
      map (builtins.mapAttrs (_: mkOverride value.priority)) (pushDown value.content)
    else
      [ value ];

  # One definition with marks around it -> the definitions that count, as { file, value, priority }.
  discharge =
    definition:
    let
      inherit (definition) value;
      content = inner: discharge (definition // { value = inner; });
    in
    if hasType "merge" value then
      builtins.concatMap content value.contents
    else if hasType "if" value then
      if value.condition then content value.content else [ ]
    else if hasType "override" value then
      map (inner: inner // { inherit (value) priority; }) (content value.content)
    else
      [ ({ priority = 100; } // definition) ];

  # Only the definitions of the strongest (lowest) priority count.
  strongest =
    definitions:
    let
      lowest = builtins.foldl' (low: d: if d.priority < low then d.priority else low) 9999 definitions;
    in
    builtins.filter (d: d.priority == lowest) definitions;
}
