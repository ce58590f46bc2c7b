// The version of stowplan that documents and headers name, and where its documents are; a test keeps the version equal to package.json.

/** Semantic version. */
export const VERSION = "0.1.0";

/** Where people read the documents: a path of our own repository would look like one of theirs. */
export const DOCUMENTS = "https://github.com/stowplan/stowplan/blob/main/docs";
