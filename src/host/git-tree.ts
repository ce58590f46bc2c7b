// A tree -> the files of a SourceTree: one listing of the tree, then blobs by object name, many at once in one git process.
import type { SourceTree, TreeEntry } from "../ports.ts";
import { type Repository, runGit } from "./git-command.ts";

/** A file larger than this is not text that anybody wrote; it reads as missing. */
const LARGEST_FILE = 8 * 1024 * 1024;

/** PATH_MAX of Linux: git can hold longer paths, but nobody can check them out. */
export const LONGEST_PATH = 4096;

const KINDS: Readonly<Record<string, TreeEntry["kind"]>> = { "100644": "file", "100755": "file", "120000": "link", "160000": "submodule" };

/** The content of a blob by its object name. */
type ReadBlob = (blob: string) => Promise<Buffer>;

type Listed = TreeEntry & { readonly blob: string; readonly size: number };

type Files = Omit<SourceTree, "revision">;

/** Opens what lists the files of trees by their object names (throws `git-failed`): base and head hold mostly the same blobs, so each is read once. */
export function openTrees(): (repository: Repository, tree: string) => Promise<Files> {
  const readers = new Map<Repository, ReadBlob>();
  return (repository, tree) => {
    const readBlob = readers.get(repository) ?? rememberBlobs(openBlobs(repository));
    readers.set(repository, readBlob);
    return listFiles(repository, { tree, readBlob });
  };
}

async function listFiles(repository: Repository, { tree, readBlob }: { tree: string; readBlob: ReadBlob }): Promise<Files> {
  const listing = await runGit(repository, { args: ["ls-tree", "-r", "-l", "-z", "--full-tree", tree] });
  const listed = new Map(parseListing(listing.toString("utf8")).map((entry) => [entry.path, entry]));
  return {
    entries: new Map([...listed].map(([path, { kind, isExecutable }]) => [path, { path, kind, ...(isExecutable === true ? { isExecutable } : {}) }])),
    read: async (path) => {
      const entry = listed.get(path);
      if (entry?.kind !== "file" || entry.size > LARGEST_FILE) return undefined;
      return (await readBlob(entry.blob)).toString("utf8");
    },
  };
}

/** Each record is `MODE TYPE OBJECT SIZE<tab>PATH<NUL>` (git-ls-tree(1), -l); a submodule has `-` for its size. */
function parseListing(listing: string): readonly Listed[] {
  return listing.split("\0").flatMap((record) => {
    const tab = record.indexOf("\t");
    const [mode, , blob, size] = record.slice(0, tab).split(/ +/);
    const kind = KINDS[mode ?? ""];
    const path = record.slice(tab + 1);
    if (tab < 0 || kind === undefined || blob === undefined || path.length > LONGEST_PATH) return [];
    return [{ path, kind, isExecutable: mode === "100755", blob, size: Number(size) }];
  });
}

/** The rooms read one after the other and often the same files; their text is small beside a host's state. */
function rememberBlobs(read: ReadBlob): ReadBlob {
  const blobs = new Map<string, Promise<Buffer>>();
  return (blob) => {
    const content = blobs.get(blob) ?? read(blob);
    blobs.set(blob, content);
    return content;
  };
}

type Waiting = {
  readonly blob: string;
  readonly resolve: (content: Buffer) => void;
  readonly reject: (error: unknown) => void;
};

/** Reads asked for in the same turn share one `git cat-file --batch`, and no process outlives its answers. */
function openBlobs(repository: Repository): ReadBlob {
  let waiting: Waiting[] = [];
  async function flush(): Promise<void> {
    const batch = waiting;
    waiting = [];
    try {
      const input = batch.map(({ blob }) => `${blob}\n`).join("");
      const contents = parseBatch(await runGit(repository, { args: ["cat-file", "--batch"], input }));
      for (const [index, { resolve }] of batch.entries()) resolve(contents[index] ?? Buffer.alloc(0));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
  return (blob) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(() => void flush());
      waiting.push({ blob, resolve, reject });
    });
}

/** Each answer is `OBJECT blob SIZE<newline>CONTENT<newline>` (git-cat-file(1), BATCH OUTPUT); a missing one is a line without size. */
function parseBatch(output: Buffer): readonly Buffer[] {
  const contents: Buffer[] = [];
  let start = 0;
  while (start < output.length) {
    const end = output.indexOf("\n", start);
    const size = Number(output.toString("utf8", start, end).split(" ")[2] ?? 0);
    contents.push(output.subarray(end + 1, end + 1 + size));
    start = end + 1 + (output.toString("utf8", start, end).endsWith(" missing") ? 0 : size + 1);
  }
  return contents;
}
