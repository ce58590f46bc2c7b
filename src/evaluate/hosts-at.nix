# A flake and the steps of an attribute path -> the hosts there, their names, the branches that end before, and names that tell branches apart.
# The step `*` stands for every attribute: systems under `packages`, some of which may not evaluate at all. Hosts of one name in
# several branches are told apart by what `*` stands for: `x86_64-linux/falcon`. By such a name each host below a `*` is found as well,
# because at the other revision another branch may have one of its name.
flake: path:
let
  inherit (builtins) attrNames attrValues concatMap concatStringsSep filter foldl' groupBy isAttrs length listToAttrs map mapAttrs tryEval;

  setOf = value: if isAttrs value then value else { };
  open =
    at:
    let
      tried = tryEval (setOf at.value);
    in
    if !at.isGuess then setOf at.value else if tried.success then tried.value else { };
  below = at: isGuess: name: {
    path = at.path ++ [ name ];
    branch = at.branch ++ (if isGuess then [ name ] else [ ]);
    value = (open at).${name};
    isGuess = isGuess || at.isGuess;
  };
  named = at: attrNames (if at.path == [ ] then flake.outputs or flake else open at);

  walk =
    found: step:
    foldl' (
      all: at:
      if step == "*" then
        all // { ends = all.ends ++ map (below at true) (named at); }
      else if open at ? ${step} then
        all // { ends = all.ends ++ [ (below at false step) ]; }
      else
        all // { missing = all.missing ++ [ { path = concatStringsSep "." at.path; inherit step; present = named at; } ]; }
    ) { ends = [ ]; inherit (found) missing; } found.ends;
  walked = foldl' walk { ends = [ { path = [ ]; branch = [ ]; value = flake; isGuess = false; } ]; missing = [ ]; } path;
  found = concatMap (at: map (name: { inherit name; inherit (at) branch; value = (open at).${name}; }) (attrNames (open at))) walked.ends;
  apart = host: host // { name = concatStringsSep "/" (host.branch ++ [ host.name ]); };
  byName = groupBy (host: host.name) found;
  listed = concatMap (same: if length same > 1 then map apart same else same) (attrValues byName);
in
{
  hosts = listToAttrs (listed ++ map apart found);
  names = map (host: host.name) listed;
  inherit (walked) missing;
  apart = mapAttrs (_: map (host: (apart host).name)) (groupBy (host: host.name) (filter (host: host.branch != [ ]) found));
}
