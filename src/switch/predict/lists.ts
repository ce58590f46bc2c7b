// The lists that NixOS's switch program works through, while they are made.

/** Unit names by what the program will ask systemd to do. A default service that changed stands in both stop and start. */
export type Lists = {
  readonly stop: Set<string>;
  readonly start: Set<string>;
  readonly restart: Set<string>;
  readonly reload: Set<string>;
  readonly skip: Set<string>;
  /** Targets that are started again at every switch, which the program does not show. */
  readonly hidden: Set<string>;
};

/** Lists with the same names, which can be changed apart. */
export function copyLists(lists: Lists): Lists {
  return {
    stop: new Set(lists.stop),
    start: new Set(lists.start),
    restart: new Set(lists.restart),
    reload: new Set(lists.reload),
    skip: new Set(lists.skip),
    hidden: new Set(lists.hidden),
  };
}

export function emptyLists(): Lists {
  return { stop: new Set(), start: new Set(), restart: new Set(), reload: new Set(), skip: new Set(), hidden: new Set() };
}
