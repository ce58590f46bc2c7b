// Names of hosts -> the share of them that one of several jobs evaluates.

/** One of `of` jobs that plan a flake together; `number` counts from 1. */
export type Share = { readonly number: number; readonly of: number };

/** Every `of`-th name, so that hosts of one kind, which stand side by side by name, are spread over the jobs. */
export function hostsOfShare(names: readonly string[], share: Share | undefined): readonly string[] {
  return share === undefined ? names : names.filter((_, index) => index % share.of === share.number - 1);
}

/** As many shares as there are hosts, but no more than `most`; one where there is no host, because a plan is more than hosts. */
export function makeShares(hosts: number, most: number): readonly Share[] {
  const of = Math.max(1, Math.min(hosts, most));
  return Array.from({ length: of }, (_, index) => ({ number: index + 1, of }));
}
