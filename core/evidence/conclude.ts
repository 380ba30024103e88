import type { ChainSaid, Unavailable } from "../chain/ask.ts";
import type { Checks } from "./ledger.ts";
import type { Summary } from "./summary.ts";
import type { CertificateJudgement, CheckName, Headline, Judgement, Verdict } from "./verdict.ts";

/** What belongs to the record; the rest of the checks speak of the code or of certificates. */
const recordChecks = [
  "bundle-form",
  "log-identity",
  "log-signature",
  "entry-form",
  "entry-signature",
  "entry-inclusion",
  "entry-key",
  "entry-role",
  "series-complete",
  "log-history",
  "anchors",
  "batch-provenance",
  "batch-sources",
  "certificate-document",
  "survey-hash",
  "anchor-proof",
  "head-anchored",
  "log-witnessed",
  "head-age",
] as const satisfies readonly CheckName[];
/** A recall comes first: whatever else is wrong with the code, that is what a buyer must know. */
const codeChecks = [
  "batch-recall",
  "label-proof",
  "label-minted",
  "label-state",
] as const satisfies readonly CheckName[];

/** From single checks to three verdicts and one sentence. A failed record silences everything else. */
export function conclude(
  checks: Checks,
  chain: ChainSaid,
  certificates: readonly CertificateJudgement[],
  summary?: () => Summary,
): Judgement {
  const unavailable = "unavailable" in chain ? chain : undefined;
  if (unavailable) checks.add("nodes-agree", "unknown", unavailable.unavailable, { n: unavailable.nodes });
  else checks.add("nodes-agree", "passed");
  const record = recordVerdict(checks, unavailable);
  if (record.status === "failed") {
    const silent: Verdict = { status: "skipped", code: "not-judged", facts: {} };
    return { headline: "record-failed", record, code: silent, pack: silent, checks: checks.list(), certificates: [] };
  }
  const code = codeVerdict(checks, unavailable);
  const pack: Verdict = {
    status: "skipped",
    code: code.status === "failed" ? "pack-look-closely" : "pack-not-seen",
    facts: {},
  };
  const told = summary?.();
  return {
    headline: headlineOf(record, code, certificates, told),
    record,
    code,
    pack,
    checks: checks.list(),
    certificates,
    ...(told && { summary: told }),
  };
}

function recordVerdict(checks: Checks, unavailable: Unavailable | undefined): Verdict {
  const failed = firstOf(checks, "failed", recordChecks);
  if (failed) return failed;
  const unknown = firstOf(checks, "unknown", recordChecks);
  if (unknown) return unknown;
  return { status: "passed", code: unavailable ? "record-complete-offline" : "record-intact", facts: {} };
}

function codeVerdict(checks: Checks, unavailable: Unavailable | undefined): Verdict {
  const failed = firstOf(checks, "failed", codeChecks);
  if (failed) return failed;
  if (unavailable) return { status: "unknown", code: unavailable.unavailable, facts: { n: unavailable.nodes } };
  const unknown = firstOf(checks, "unknown", [...codeChecks, "anchor-proof", "head-age"]);
  if (unknown) return unknown;
  return { status: "passed", code: "code-active", facts: {} };
}

function firstOf(checks: Checks, status: "failed" | "unknown", names: readonly CheckName[]): Verdict | undefined {
  for (const name of names) {
    const check = checks.first(status, [name]);
    if (check) return { status, code: check.code ?? "not-judged", facts: { ...check.facts, check: name } };
  }
  return undefined;
}

function headlineOf(
  record: Verdict,
  code: Verdict,
  certificates: readonly CertificateJudgement[],
  summary: Summary | undefined,
): Headline {
  if (code.status === "failed") return code.code === "recalled" ? "recalled" : "code-unusable";
  if (certificates.some(({ now }) => now.state !== "in-force" && now.state !== "unknown"))
    return "certificate-not-in-force";
  // What concerns plots is leaf picked inside an interval.
  if (summary?.concerns.some((one) => "plots" in one)) return "picked-early";
  return record.status === "unknown" || code.status === "unknown" ? "no-conclusion" : "all-passed";
}
