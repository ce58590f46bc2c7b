# A flake and the steps of an attribute path -> the hosts there, the branches that end before, and the names that two branches have.
# The step `*` stands for every attribute: systems under `packages`, some of which may not evaluate at all.
flake: path:
let
  inherit (builtins) attrNames attrValues concatMap concatStringsSep filter foldl' groupBy head isAttrs length map tryEval;

  setOf = value: if isAttrs value then value else { };
  open =
    at:
    let
      tried = tryEval (setOf at.value);
    in
    if !at.isGuess then setOf at.value else if tried.success then tried.value else { };
  below = at: isGuess: name: { path = at.path ++ [ name ]; value = (open at).${name}; isGuess = isGuess || at.isGuess; };
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
  walked = foldl' walk { ends = [ { path = [ ]; value = flake; isGuess = false; } ]; missing = [ ]; } path;
  sets = map open walked.ends;
in
{
  # Of two hosts of one name the first is taken, in the order of the branches' names.
  hosts = foldl' (all: set: set // all) { } sets;
  inherit (walked) missing;
  twice = map head (filter (names: length names > 1) (attrValues (groupBy (name: name) (concatMap attrNames sets))));
}
