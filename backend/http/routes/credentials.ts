import type { Router } from "express";
import * as z from "zod/mini";
import { listNames } from "#core/credential/status-list.ts";
import { leafOf } from "#core/entry.ts";
import { Refusal } from "#core/refusal.ts";
import type { Context } from "../../context.ts";
import { readCertification } from "../../credentials/certification.ts";
import { documentOf, issueCertificate, issueCommitment, issueReport } from "../../credentials/issue.ts";
import { didDocument, didOf } from "../../credentials/key.ts";
import { issueStatusList } from "../../credentials/status.ts";
import { readLine } from "../../log/record.ts";
import { idParams, indexParams } from "../paths.ts";
import { type RouteSpec, route } from "../route.ts";

/** VCDM 2.0 §C.2. */
const VC = "application/vc";
const JSON_BYTES = "application/json";

/** What machines of others read: Verifiable Credentials, their status, and what they point to. */
export function credentialRoutes(router: Router, specs: RouteSpec[], context: Context): void {
  const get = (path: string, summary: string, type: string, read: (id: string) => Promise<object | Uint8Array>) =>
    route(
      router,
      specs,
      { method: "get", path, summary, params: idParams, answers: { 200: { type } } },
      async ({ params }) => {
        const body = await read(params.id);
        return { status: 200, body: body instanceof Uint8Array ? body : JSON.stringify(body) };
      },
    );
  get("/certificates/{id}/credential", "A certificate as Verifiable Credential (UNTP DCC)", VC, (id) =>
    issueCertificate(context, id),
  );
  get("/reports/{id}/credential", "A test report as Verifiable Credential (UNTP DCC)", VC, (id) =>
    issueReport(context, id),
  );
  get("/commitments/{id}/credential", "A 承诺达标合格证 as Verifiable Credential (UNTP DCC)", VC, (id) =>
    issueCommitment(context, id),
  );
  get("/certificates/{id}/certification", "A certificate as schema.org Certification", "application/ld+json", (id) =>
    readCertification(context, id),
  );
  get("/certificates/{id}/document", "The bytes whose SHA-256 the contract holds", JSON_BYTES, (id) =>
    documentOf(context, id),
  );

  const params = z.object({ name: z.enum(listNames), list: z.string().check(z.regex(/^(0|[1-9]\d{0,5})$/)) });
  route(
    router,
    specs,
    {
      method: "get",
      path: "/status-lists/{name}-{list}",
      summary: "Bitstring Status List of certificates, 合格证 or test reports, as chain and log have them now",
      params,
      answers: { 200: { type: VC } },
    },
    async ({ params: { name, list } }) => ({
      status: 200,
      body: JSON.stringify(await issueStatusList(context, name, Number(list))),
    }),
  );
  route(
    router,
    specs,
    {
      method: "get",
      path: "/entries/{index}/leaf",
      summary: "The leaf of one entry, as it was signed and hashed",
      params: indexParams,
      answers: { 200: { type: JSON_BYTES } },
    },
    async ({ params: { index } }) => {
      if (index >= context.sequencer.head.size) throw new Refusal("entry-unknown", { index });
      return { status: 200, body: leafOf((await readLine(context.store, index)).entry) };
    },
  );
  route(
    router,
    specs,
    {
      method: "get",
      path: "/.well-known/did.json",
      summary: "did:web document: the key that signs credentials",
      answers: { 200: { json: z.unknown() } },
    },
    () => ({ status: 200, body: didDocument(didOf(context.publicUrl), context.credentialKey) }),
  );
}
