// Questions about one repository -> the methods of the Forge port for check runs (REST API, "Check runs").
import * as z from "zod";
import type { CheckAnnotation, CheckContent, CheckForge, CheckRun } from "../ports.ts";
import { type Asker, askPages, parseAnswer } from "./forge-asker.ts";

const Run = z.object({
  id: z.int(),
  external_id: z.string().nullish(),
  conclusion: z.string().nullish(),
  html_url: z.string().nullish(),
  app: z.object({ slug: z.string().optional() }).nullish(),
  output: z.object({ title: z.string().nullish() }).nullish(),
});

/** A commit gets one run of a name, and one more each time that something said at a line is no longer true: never a page of them. */
const Runs = z.object({ check_runs: z.array(Run) });

const Annotation = z.object({
  path: z.string(),
  start_line: z.int(),
  end_line: z.int(),
  annotation_level: z.string().nullish(),
  title: z.string().nullish(),
  message: z.string().nullish(),
});

function toRun(run: z.infer<typeof Run>): CheckRun {
  const author = run.app?.slug === undefined ? "" : `${run.app.slug}[bot]`;
  return { id: run.id, author, externalId: run.external_id ?? "", conclusion: run.conclusion ?? "", title: run.output?.title ?? "", url: run.html_url ?? "" };
}

function toAnnotation(annotation: z.infer<typeof Annotation>): CheckAnnotation {
  const { path, start_line: startLine, end_line: endLine, annotation_level: level, title, message } = annotation;
  return { path, startLine, endLine, level: level === "failure" || level === "warning" ? level : "notice", title: title ?? "", message: message ?? "" };
}

/** A completed run always says how it ended; GitHub takes the conclusion as the end in both requests. */
function parametersOf({ report, annotations }: CheckContent): Readonly<Record<string, unknown>> {
  const { name, externalId, conclusion, title, summary, detailsUrl } = report;
  const notes = annotations.map((note) => ({
    path: note.path, start_line: note.startLine, end_line: note.endLine, annotation_level: note.level, title: note.title, message: note.message,
  }));
  return { name, external_id: externalId, ...(detailsUrl === undefined ? {} : { details_url: detailsUrl }), status: "completed", conclusion, output: { title, summary, ...(notes.length === 0 ? {} : { annotations: notes }) } };
}

/** The methods that publishing needs for its check run. */
export function checkMethods(ask: Asker): CheckForge {
  return {
    async checkRuns(commit, name) {
      const question = { subject: `check runs of ${commit.slice(0, 10)}`, permission: "checks: read" } as const;
      const parameters = { ref: commit, check_name: name, filter: "all", per_page: 100 };
      const data = await ask({ route: "GET /repos/{owner}/{repo}/commits/{ref}/check-runs", parameters, question });
      return parseAnswer(Runs, { data, question }).check_runs.map(toRun);
    },
    async checkAnnotations(id) {
      const question = { subject: `annotations of check run ${id}`, permission: "checks: read" } as const;
      const asked = { route: "GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations", parameters: { check_run_id: id }, question };
      return (await askPages(ask, { asked, page: z.array(Annotation) })).map(toAnnotation);
    },
    async createCheck(content) {
      const { report } = content;
      const question = { subject: `check run ${report.name}`, permission: "checks: write" } as const;
      const data = await ask({ route: "POST /repos/{owner}/{repo}/check-runs", parameters: { head_sha: report.commit, ...parametersOf(content) }, question });
      return toRun(parseAnswer(Run, { data, question }));
    },
    async updateCheck(id, content) {
      const question = { subject: `check run ${content.report.name}`, permission: "checks: write" } as const;
      const data = await ask({ route: "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", parameters: { check_run_id: id, ...parametersOf(content) }, question });
      return toRun(parseAnswer(Run, { data, question }));
    },
  };
}
