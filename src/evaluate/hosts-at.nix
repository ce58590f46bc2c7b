# A flake and the steps of an attribute path -> the hosts there, the branches that end before, and the names that two branches have.
# The step `*` stands for every attribute: systems under `packages`, some of which may not evaluate at all. Hosts of one name in
# several branches are told apart by what `*` stands for: `x86_64-linux/falcon`.
flake: path:
let
  inherit (builtins) attrNames attrValues concatMap concatStringsSep filter foldl' groupBy head isAttrs length listToAttrs map tryEval;

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
  byName = attrValues (groupBy (host: host.name) found);
in
{
  hosts = listToAttrs (concatMap (same: if length same > 1 then map apart same else same) byName);
  inherit (walked) missing;
  twice = map (same: (head same).name) (filter (same: length same > 1) byName);
}
