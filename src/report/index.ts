// The room's door: everything that other rooms and the entries may use of the report.
export { assemblePlan, type PlanParts } from "./assemble-plan.ts";
export { failedPlan } from "./failed-plan.ts";
export { renderHtml } from "./html/render-html.ts";
export { findMarker, Marker } from "./marker.ts";
export { COMMENT_LIMIT, type MarkdownOptions } from "./markdown/print-report.ts";
export { renderMarkdown, SUMMARY_LIMIT } from "./markdown/render-markdown.ts";
export { countFindings, exitCode, hasChanges, isBlind, isFailing, isQuiet, worstSeverity } from "./outcome.ts";
export { mergePlans } from "./merge-plans.ts";
export { CommitId, Plan, PLAN_VERSION } from "./plan-document.ts";
export { parsePlan, planHash, writePlan } from "./plan-text.ts";
export { renderTerminal, renderTerminalImages, type TerminalOptions } from "./terminal/render-terminal.ts";
export { type PlanSummary, summarisePlan } from "./summarise-plan.ts";
export { escapeTerminal } from "./terminal/escape.ts";
export { escapeWorkflowLine, workflowCommand } from "./workflow-escape.ts";
export { type Dashboard, type DashboardEntry, type DashboardState, findDashboardRecord, readRequests, renderDashboard } from "./updates/dashboard.ts";
export { closePullBody, renderPullBody } from "./updates/pull-body.ts";
export { findPullRecord, PullRecord, replacePullRecord } from "./updates/pull-record.ts";
