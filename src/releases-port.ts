// What the rooms may ask about the releases of somebody's software. The implementation asks GitHub.

/** One release; `notes` is the publisher's Markdown, untrusted. */
export type Release = { readonly tag: string; readonly name: string; readonly published: string; readonly notes: string; readonly url: string };

/** Releases of the repositories that images name as their source. */
export type Releases = {
  /** Newest first, over as many pages as are needed to reach `until`; empty where the source is no forge that is asked. It never throws. */
  list(source: string, range: { readonly until: string }): Promise<readonly Release[]>;
};
