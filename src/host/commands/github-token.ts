// The user's environment -> the token for GitHub's API, for the commands that write there.
import { StowplanError } from "../../errors.ts";

/** The value of `GITHUB_TOKEN`, else of `GH_TOKEN`, as GitHub's own program takes them. Throws `usage` that names the rights it needs. */
export function readGithubToken(rights: string): string {
  const token = process.env["GITHUB_TOKEN"] ?? process.env["GH_TOKEN"] ?? "";
  if (token !== "") return token;
  throw new StowplanError({
    code: "usage",
    subject: "GITHUB_TOKEN",
    message: "is not set, and GitHub is written to with a token only",
    hint: `Set it to a token that may write ${rights}; with GitHub's own program: GITHUB_TOKEN=$(gh auth token).`,
  });
}
