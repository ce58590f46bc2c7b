// The page of a plan in a real browser: keys, search, both colour schemes, a phone's width, and nothing on the console.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { type Plan, renderHtml } from "../../../src/report/index.ts";
import { action, homelabPlan, host } from "../../fakes/plans.ts";
import { needs } from "../../needs.ts";

const CASCADE = { kind: "cascade", subject: "docker-networks.service", text: "it goes down" } as const;

/** 500 units with diffs, half of them dragged along. */
const largePlan: Plan = {
  ...homelabPlan,
  hosts: [
    host("falcon", Array.from({ length: 500 }, (_, index) =>
      action({
        unit: `docker-app${index}.service`, action: index % 50 === 0 ? "left-stopped" : "restart",
        causes: index % 2 === 0 ? [CASCADE] : [{ kind: "option", subject: "image", text: `image ${index} → ${index + 1}` }],
        diff: `--- a\n+++ b\n@@ -1,12 +1,12 @@\n${"   --log-driver=journald \\\n".repeat(10)}-  app:${index}\n+  app:${index + 1}\n`,
      }),
    )),
  ],
};

describe("the page in a browser", needs("chromium"), () => {
  const folder = mkdtempSync(join(tmpdir(), "stowplan-page-"));
  const pictures = process.env["STOWPLAN_SCREENSHOTS"];
  const complaints: string[] = [];
  const requests: string[] = [];
  let browser: Browser;

  async function open(plan: Plan, options: { readonly width?: number; readonly scheme?: "light" | "dark"; readonly hasScript?: boolean } = {}): Promise<Page> {
    const file = join(folder, "plan.html");
    writeFileSync(file, renderHtml(plan));
    const { width = 1280, scheme = "light", hasScript = true } = options;
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme, javaScriptEnabled: hasScript });
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    return page;
  }

  before(async () => {
    browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"], timeout: 120_000 });
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
    assert.deepEqual(complaints, [], "the console is silent");
    assert.deepEqual(requests.filter((url) => !url.startsWith("file:")), [], "nothing is asked for");
  });

  const focused = (page: Page): Promise<string> => page.evaluate("document.activeElement.textContent.trim().slice(0, 60)").then(String);

  it("goes from part to part with j and k, and opens with Enter", async () => {
    const page = await open(homelabPlan);
    await page.keyboard.press("j");
    assert.match(await focused(page), /^2 hosts: /);
    await page.keyboard.press("j");
    assert.equal(await focused(page), "Host falcon");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    assert.equal(await focused(page), "Host falcon");
    const fold = page.locator("details.entry").first();
    await fold.locator("summary").focus();
    assert.notEqual(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle"), "none", "focus can be seen");
    await page.keyboard.press("Enter");
    assert.notEqual(await fold.getAttribute("open"), null);
    await page.close();
  });

  it("has a link past the search for those who use the keyboard", async () => {
    const page = await open(homelabPlan);
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "Skip to the plan");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate("document.activeElement.id"), "part-0");
    await page.close();
  });

  it("searches in what is folded, says how much it found, and leaves everything as it was", async () => {
    const page = await open(homelabPlan);
    const height = await page.evaluate("document.documentElement.scrollHeight");
    await page.keyboard.press("/");
    await page.keyboard.type("create --internal");
    await page.locator("#found", { hasText: "2 entries" }).waitFor();
    assert.equal(await page.locator(".diff:visible").count(), 1);
    assert.equal(await page.evaluate("CSS.highlights.get('found').size >= 2"), true);
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate("document.documentElement.scrollHeight"), height);
    await page.keyboard.press("/");
    await page.keyboard.type("no such word");
    await page.locator("#found", { hasText: "nothing found" }).waitFor();
    await page.close();
  });

  for (const scheme of ["light", "dark"] as const) {
    for (const width of [390, 1280]) {
      it(`fits ${width} pixels and can be read in the ${scheme} scheme`, async () => {
        const page = await open(homelabPlan, { width, scheme });
        await page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })");
        assert.equal(await page.evaluate("document.documentElement.scrollWidth"), width);
        const [ground = "", text = ""] = String(await page.evaluate("(({ backgroundColor, color }) => `${backgroundColor}|${color}`)(getComputedStyle(document.body))")).split("|");
        assert.notEqual(ground, text);
        // Old and new beside each other where there is room for both.
        const [old, fresh] = await Promise.all([".removed.text", ".added.text"].map((side) => page.locator(`.diff ${side}`).first().boundingBox()));
        assert.equal(old?.y === fresh?.y, width > 768);
        if (pictures !== undefined) {
          mkdirSync(pictures, { recursive: true });
          await page.screenshot({ path: join(pictures, `page-${scheme}-${width}.png`), fullPage: true });
        }
        await page.close();
      });
    }
  }

  it("is whole without its script", async () => {
    const page = await open(homelabPlan, { hasScript: false });
    assert.equal(await page.locator("search").isVisible(), false);
    assert.equal(await page.locator("h1").isVisible(), true);
    await page.locator("details.entry summary").first().click();
    assert.equal(await page.locator(".diff").first().isVisible(), true);
    await page.close();
  });

  it("finds one unit of 500", async () => {
    const page = await open(largePlan);
    await page.keyboard.press("/");
    await page.keyboard.type("app:499");
    await page.locator("#found", { hasText: "2 entries" }).waitFor();
    await page.close();
  });

  it("gives names and roles to what can be used", async () => {
    const page = await open(homelabPlan);
    const tree = await page.locator("body").ariaSnapshot();
    for (const part of [/searchbox "Search"/, /navigation "Contents"/, /main:/, /heading "2 hosts: .*" \[level=1\]/, /columnheader "Host"/]) assert.match(tree, part);
    const ids = await page.evaluate("[...document.querySelectorAll('[id]')].map((element) => element.id)");
    assert.ok(Array.isArray(ids) && new Set(ids).size === ids.length, "ids are unique");
    await page.close();
  });
});
