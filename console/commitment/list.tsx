import { useState } from "preact/hooks";
import { handOver, reportDiscrepancy, voidCommitment } from "#core/work/commitment.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { kilograms } from "../parts/amount.ts";
import { localTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { Chips, SelectField, TextField } from "../parts/field.tsx";
import { Empty, Heading, Screen, Shown } from "../parts/screen.tsx";
import { inForce } from "../read/commitments.ts";
import { useView } from "../read/use-view.ts";
import type { Batch, Commitment as Certificate } from "../read/views.ts";
import { nameOf, useSignedIn } from "../session.ts";

const words = dictionary(
  {
    title: "合格证",
    none: "还没有合格证。",
    states: {
      issued: "有效",
      attached: "已附在货上",
      shared: "已交给买方",
      consumed: "货已收完",
      voided: "已作废",
      superseded: "已更正",
      disputed: "不符，待核实",
    },
    line: (who: string, product: string, grams: string, until: string) =>
      `${who}，${product} ${grams}，保存到 ${until}`,
    move: "附上、交出或作废",
    to: "怎么了",
    moves: { attached: "附在货上了", shared: "交给买方了", voided: "作废" },
    which: "哪一张",
    reason: "原因（会公开）",
    noReason: "没填原因",
    moving: (id: string, what: string) => `合格证 ${id}：${what}。`,
    sign: "签名记下",
    report: "报告不符",
    batch: "哪一批货",
    kind: "哪里不符",
    kinds: { missing: "没有合格证", incomplete: "填得不全", mismatch: "与货不符" },
    found: "看到了什么",
    authority: "报给哪个农业农村部门",
    noFound: "没填看到的",
    noAuthority: "没填部门",
    reporting: (batch: string, kind: string, to: string) => `批次 ${batch}：${kind}。我向${to}报告，情况如上。`,
    after: "记下来，人人看得到。合格证有不符的，核实或重开以前不能再用。请另外把这份报告交给部门：平台不代您送。",
    signReport: "签名报告",
  },
  {
    title: "Commitments",
    none: "No certificate yet.",
    states: {
      issued: "in force",
      attached: "on the goods",
      shared: "with the buyer",
      consumed: "all bought",
      voided: "void",
      superseded: "corrected",
      disputed: "disputed",
    },
    line: (who, product, grams, until) => `${who}, ${product} ${grams}, keep until ${until}`,
    move: "Attached, handed over, or void",
    to: "What happened",
    moves: { attached: "put on the goods", shared: "given to the buyer", voided: "void" },
    which: "Which one",
    reason: "Reason (public)",
    noReason: "the reason is missing",
    moving: (id, what) => `Certificate ${id}: ${what}.`,
    sign: "Sign",
    report: "Report a discrepancy",
    batch: "Which goods",
    kind: "What is wrong",
    kinds: {
      missing: "there is no certificate",
      incomplete: "it is incomplete",
      mismatch: "it does not fit the goods",
    },
    found: "What you found",
    authority: "To which agriculture authority",
    noFound: "what you found is missing",
    noAuthority: "the authority is missing",
    reporting: (batch, kind, to) => `Batch ${batch}: ${kind}. I report this to ${to} as above.`,
    after:
      "It is recorded for everyone to see. A certificate with a discrepancy cannot be used until it is checked or issued again. Hand the report to the authority as well: the platform does not send it for you.",
    signReport: "Sign the report",
  },
);

/** Certificates with their states and how long they are kept; making one void, and reporting what does not fit. */
export function CommitmentList() {
  const t = useWords(words);
  const language = useLanguage();
  const { me, actors } = useSignedIn();
  const loaded = useView("/commitments");
  const batches = useView("/batches");
  const authority = me.roles.includes("operator") || me.roles.includes("regulator");
  const buys = me.roles.includes("factory") || me.roles.includes("packer");
  return (
    <Screen title={t.title}>
      <Shown loaded={loaded}>
        {({ commitments }) => {
          const open = commitments.filter(
            ({ issuer, state }) => (authority || issuer === me.actor) && !["voided", "superseded"].includes(state),
          );
          return (
            <>
              {commitments.length === 0 && <Empty>{t.none}</Empty>}
              <ul class="rows">
                {commitments.toReversed().map(({ certificate, issuer, document, state, keepUntil, because }) => (
                  <li key={certificate}>
                    <div>
                      <a class="hgz-link" href={`/hgz/${certificate}`} target="_blank" rel="noopener">
                        {certificate}
                      </a>
                      <p class="note">
                        {t.line(
                          nameOf(actors, issuer)[language],
                          document.productName,
                          kilograms(document.grams),
                          keepUntil,
                        )}
                      </p>
                      {because && <p class="note">{because.reason}</p>}
                    </div>
                    <b class={["voided", "disputed"].includes(state) ? "alarm" : "calm"}>{t.states[state]}</b>
                  </li>
                ))}
              </ul>
              <Moving open={open} own={me.actor} />
              {buys && batches.data && <Reporting batches={batches.data.batches} commitments={commitments} />}
            </>
          );
        }}
      </Shown>
    </Screen>
  );
}

const MOVES = ["attached", "shared", "voided"] as const;

function Moving({ open, own }: { open: readonly Certificate[]; own: string }) {
  const t = useWords(words);
  const [chosen, setChosen] = useState("");
  const [wanted, setWanted] = useState<(typeof MOVES)[number]>("attached");
  const [reason, setReason] = useState("");
  const found = open.find((one) => one.certificate === chosen) ?? open[0];
  if (!found) return null;
  const { certificate } = found;
  const may = found.issuer === own && inForce(found) ? MOVES : (["voided"] as const);
  const to = may.find((one) => one === wanted) ?? "voided";
  return (
    <details class="folded">
      <summary>{t.move}</summary>
      <SelectField
        label={t.which}
        value={certificate}
        onValue={setChosen}
        options={open.map((one) => ({ value: one.certificate, text: one.certificate }))}
      />
      <Chips
        label={t.to}
        options={may.map((one) => ({ value: one, text: t.moves[one] }))}
        chosen={[to]}
        onChosen={([next]) => setWanted(MOVES.find((one) => one === next) ?? "voided")}
      />
      {to === "voided" && <TextField label={t.reason} value={reason} onValue={setReason} area />}
      <Commitment
        danger={to === "voided"}
        about={{
          title: { zh: words.zh.moves[to], en: words.en.moves[to] },
          detail: { zh: certificate, en: certificate },
        }}
        missing={to === "voided" && reason.trim() === "" ? t.noReason : undefined}
        label={t.sign}
        task={() => {
          const occurredAt = localTime(new Date());
          return {
            steps:
              to === "voided"
                ? voidCommitment({ certificate, reason: reason.trim(), occurredAt })
                : handOver({ certificate, to, occurredAt }),
            ids: [],
          };
        }}
      >
        {t.moving(certificate, t.moves[to])}
      </Commitment>
    </details>
  );
}

const KINDS = ["missing", "incomplete", "mismatch"] as const;

function Reporting({ batches, commitments }: { batches: readonly Batch[]; commitments: readonly Certificate[] }) {
  const t = useWords(words);
  const { me } = useSignedIn();
  const [chosen, setChosen] = useState("");
  const [kind, setKind] = useState<(typeof KINDS)[number]>("mismatch");
  const [found, setFound] = useState("");
  const [authority, setAuthority] = useState("");
  const coming = batches.filter(({ nextHolder, holder }) => nextHolder === me.actor && holder !== me.actor);
  const batch = coming.find((one) => one.batch === chosen) ?? coming[0];
  if (!batch) return null;
  const certificate = commitments.findLast(({ document }) => document.batch === batch.batch)?.certificate;
  const what = certificate === undefined ? "missing" : kind === "missing" ? "mismatch" : kind;
  const missing = found.trim() === "" ? t.noFound : authority.trim() === "" ? t.noAuthority : undefined;
  return (
    <>
      <Heading>{t.report}</Heading>
      <SelectField
        label={t.batch}
        value={batch.batch}
        onValue={setChosen}
        options={coming.map((one) => ({ value: one.batch, text: one.batch }))}
      />
      <SelectField
        label={t.kind}
        value={what}
        onValue={(value) => setKind(KINDS.find((one) => one === value) ?? "mismatch")}
        options={KINDS.filter((one) => (one === "missing") === (certificate === undefined)).map((one) => ({
          value: one,
          text: t.kinds[one],
        }))}
      />
      <TextField label={t.found} value={found} onValue={setFound} area />
      <TextField label={t.authority} value={authority} onValue={setAuthority} />
      <Commitment
        about={{ title: { zh: words.zh.report, en: words.en.report }, detail: { zh: batch.batch, en: batch.batch } }}
        missing={missing}
        consequence={t.after}
        label={t.signReport}
        task={() => ({
          steps: reportDiscrepancy({
            occurredAt: localTime(new Date()),
            report: `report-${crypto.randomUUID().slice(0, 8)}`,
            batch: batch.batch,
            kind: what,
            found: found.trim(),
            authority: authority.trim(),
            ...(certificate !== undefined && { certificate }),
          }),
          ids: [batch.batch],
        })}
      >
        {t.reporting(batch.batch, t.kinds[what], authority.trim() || "…")}
      </Commitment>
    </>
  );
}
