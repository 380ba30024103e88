import { readFileSync } from "node:fs";
import { Interface } from "ethers";
import { describe, expect, it } from "vitest";
import { acts } from "#core/act/acts.ts";
import { HEARTBEAT } from "#core/anchor/head.ts";
import { HEAD_ANCHORED, views } from "#core/chain/views.ts";
import { isRecalled } from "#core/unit/ask-recalls.ts";

const interfaceOf = (contract: string): Interface =>
  new Interface(
    (JSON.parse(readFileSync(`.out/artifacts/contracts/${contract}.sol/${contract}.json`, "utf8")) as { abi: [] }).abi,
  );

describe("what core asks the chain", () => {
  it.each(Object.entries({ ...views, isRecalled }))(
    "%s has the contract's selector",
    (name, { contract, selector }) => {
      expect(interfaceOf(contract).getFunction(name)?.selector).toBe(`0x${selector}`);
    },
  );
  it("knows the topic of HeadAnchored", () => {
    expect(interfaceOf("LogAnchor").getEvent("HeadAnchored")?.topicHash).toBe(`0x${HEAD_ANCHORED}`);
    expect(interfaceOf("LogAnchor").getEvent("Heartbeat")?.topicHash).toBe(`0x${HEARTBEAT}`);
  });
  /** A struct of static members is encoded as its members in a row. */
  it("reads the return values in the contract's order", () => {
    const names = (contract: string, view: string) =>
      interfaceOf(contract)
        .getFunction(view)
        ?.outputs.flatMap((output) => output.components?.map(({ name }) => name) ?? [output.name]);
    expect(names("BatchLedger", "batchOf")).toEqual([
      "product",
      "holder",
      "season",
      "state",
      "mass",
      "drawn",
      "labelled",
      "provenanceRoot",
      "entryCount",
      "closedAt",
      "certificate",
      "recalledAt",
      "recallReasonHash",
    ]);
    expect(names("LogAnchor", "headOf")).toEqual(["root", "size", "time", "index", "frozen", "beat"]);
    expect(names("LabelMint", "mintOf")).toEqual([
      "batch",
      "packer",
      "count",
      "unitGrams",
      "mintedAt",
      "activatedAt",
      "hiddenRoot",
    ]);
    expect(names("LabelMint", "labelState")).toEqual(["state", "since", "reasonHash", "cause"]);
    expect(names("CertificateRegistry", "statusAt")).toEqual(["state", "since", "reasonHash"]);
    expect(names("CertificateRegistry", "certificateOf")).toEqual([
      "body",
      "holder",
      "scheme",
      "validFrom",
      "validTo",
      "documentHash",
      "issuedAt",
    ]);
    expect(names("BatchLedger", "capacityOf")).toEqual(["grams", "used", "surveyHash", "holder"]);
    expect(names("ActorRegistry", "keyAt")).toEqual(["keyHash", "roles"]);
  });
});

describe("acts", () => {
  it.each(Object.entries(acts))(
    "%s has the contract's struct, field by field",
    (name, { contract, function: verb, fields }) => {
      const [act, signature] = interfaceOf(contract).getFunction(verb)?.inputs ?? [];
      expect(act?.components?.map((component) => ({ name: component.name, type: component.type }))).toEqual(fields);
      expect([name, signature?.type]).toEqual([name, "bytes"]);
    },
  );
});
