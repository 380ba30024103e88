import { TypedDataEncoder } from "ethers";
import { describe, expect, it } from "vitest";
import { type ActMessage, type ActName, actDigest, acts } from "#core/act/acts.ts";
import { roleBits } from "#core/act/states.ts";
import { hex } from "#core/bytes.ts";
import { accountKey, browserKey, FAR, id, openWorld } from "./chain.ts";

const samples: Record<string, string | number | boolean | string[] | number[]> = {
  bytes32: id("anything"),
  bytes: `0x${"ab".repeat(84)}`,
  string: "示例原因 reason",
  bool: true,
  uint8: 2,
  uint32: 4_294_967_295,
  uint64: "18446744073709551615",
  uint256: "115792089237316195423570985008687907853269984665640564039457584007913129639935",
  "bytes32[]": [id("a"), id("b")],
  "uint64[]": [1, 2],
  "uint32[]": [0, 7, 4_294_967_295],
};

describe("an act", () => {
  it.each(Object.keys(acts) as ActName[])("%s has the digest that ethers computes", (name) => {
    const { contract, fields } = acts[name];
    const message = Object.fromEntries(fields.map((field) => [field.name, samples[field.type]])) as ActMessage;
    const verifyingContract = "0x5fc8d32690cc91d4c39d9d3abcbd16989f875707";
    const deployment = { chainId: 31_337, contracts: { [contract]: verifyingContract } };
    const domain = { name: "Liangji", version: "1", chainId: 31_337, verifyingContract };
    const theirs = TypedDataEncoder.hash(domain, { [name]: [...fields] }, message);
    expect(`0x${hex(actDigest(deployment as never, name, message))}`).toBe(theirs);
  });

  it("signed by a key that a browser holds is accepted, and that key is the one the log would see", async () => {
    const { act, contracts, deployment } = await openWorld();
    const key = await browserKey(deployment.contracts.WebCryptoP256Verifier);
    await act("Admit", "operator", {
      subject: id("grower"),
      signer: key.signer,
      roles: roleBits.grower,
      validFrom: 0,
      validTo: FAR,
    });
    await act("OpenBatch", "grower", { batch: id("leaf"), product: id("fresh-leaf"), season: 2026 }, key);
    expect((await contracts.BatchLedger.getFunction("batchOf")(id("leaf"))).holder).toBe(id("grower"));

    const [keyHash, roles] = await contracts.ActorRegistry.getFunction("keyAt")(id("grower"), FAR);
    const raw = await crypto.subtle.digest("SHA-256", key.publicKey.slice());
    expect(keyHash).toBe(`0x${hex(new Uint8Array(raw))}`);
    expect(Number(roles)).toBe(roleBits.grower);
  });

  it("signed by an account is accepted, and by another account refused", async () => {
    const { act, contracts } = await openWorld();
    const grower = accountKey("grower");
    await act("Admit", "operator", {
      subject: id("grower"),
      signer: grower.signer,
      roles: roleBits.grower,
      validFrom: 0,
      validTo: FAR,
    });
    const open = { batch: id("leaf"), product: id("fresh-leaf"), season: 2026 };
    const refused = await act("OpenBatch", "grower", open, accountKey("another")).catch((error: unknown) => error);
    const { data } = refused as { data: string };
    expect(contracts.BatchLedger.interface.parseError(data)?.name).toBe("SignatureWrong");
    await act("OpenBatch", "grower", open, grower);
    expect(Number((await contracts.BatchLedger.getFunction("batchOf")(id("leaf"))).state)).toBe(1);
  });
});
