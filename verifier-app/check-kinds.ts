import type { CheckName } from "#core/evidence/verdict.ts";
import type { Kind } from "./scene.ts";

/** Under which seal each check is told. */
export const kindOfCheck: Readonly<Record<CheckName, Kind>> = {
  "bundle-form": "record",
  "log-identity": "record",
  "log-signature": "record",
  "log-history": "record",
  "log-witnessed": "record",
  "anchor-proof": "record",
  "head-anchored": "record",
  "head-age": "record",
  anchors: "record",
  "entry-form": "record",
  "entry-inclusion": "record",
  "entry-signature": "record",
  "entry-key": "record",
  "entry-role": "record",
  "series-complete": "record",
  "batch-provenance": "record",
  "batch-sources": "record",
  "certificate-document": "record",
  "survey-hash": "record",
  "label-proof": "code",
  "label-minted": "code",
  "label-state": "code",
  "batch-recall": "code",
  "certificate-state": "code",
  "nodes-agree": "code",
};
