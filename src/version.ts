// The version of stowplan that documents and headers name; a test keeps it equal to package.json.

/** Semantic version. */
export const VERSION = "0.1.0";
