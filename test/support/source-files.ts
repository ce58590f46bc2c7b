// Reads src/ with TypeScript's own parser: what each module imports, how long it is and what it does when it is imported.
import { globSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** The checkout's root. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** One module of src/, with paths relative to src/. */
export type SourceFile = {
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  /** Paths of our own modules (relative to src/) and names of packages, type-only imports included. */
  readonly imports: readonly string[];
  /** The source of every statement at the top level that does something when the module is imported. */
  readonly effects: readonly string[];
};

function importsOf(source: ts.SourceFile, path: string): string[] {
  const found: string[] = [];
  function visit(node: ts.Node): void {
    const specifier = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier : undefined;
    const dynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments[0] : undefined;
    const name = specifier ?? dynamic;
    if (name !== undefined && ts.isStringLiteral(name)) {
      found.push(name.text.startsWith(".") ? posix.join(posix.dirname(path), name.text) : name.text);
    }
    ts.forEachChild(node, visit);
  }
  visit(source);
  return found;
}

function isDeclaration(statement: ts.Statement): boolean {
  return (
    ts.isImportDeclaration(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isVariableStatement(statement)
  );
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(ROOT, "src", path), "utf8");
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  return {
    path,
    text,
    lines: text.split("\n").length - 1,
    imports: importsOf(source, path),
    effects: source.statements.filter((statement) => !isDeclaration(statement)).map((statement) => statement.getText(source)),
  };
}

/** Every module of src/ in path order; declaration files are left out. */
export function readSourceFiles(): readonly SourceFile[] {
  return globSync("**/*.ts", { cwd: join(ROOT, "src") })
    .filter((path) => !path.endsWith(".d.ts"))
    .toSorted()
    .map(readSource);
}
