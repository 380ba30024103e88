import { createPublicKey, verify } from "node:crypto";

/** A served checkpoint, read without any code of ours (C2SP tlog-checkpoint). */
export type Served = { readonly origin: string; readonly size: number; readonly root: Buffer };

/** Reads the log as anyone may: checkpoint and entry bundles (C2SP tlog-tiles). `vkey` is the log's. */
export function readerOf(vkey: string) {
  // name+hash+key; base64 has plus signs of its own.
  const [, name = "", key = ""] = /^([^+]+)\+[0-9a-f]{8}\+(.+)$/.exec(vkey) ?? [];
  const x = Buffer.from(key, "base64").subarray(1).toString("base64url");
  const publicKey = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });

  /** @throws when the log's own signature is not there or not right */
  function checkpoint(note: string): Served {
    const [text = "", signatures = ""] = note.split("\n\n");
    const ours = signatures.split("\n").find((line) => line.startsWith(`— ${name} `)) ?? "";
    const signature = Buffer.from(ours.split(" ")[2] ?? "", "base64").subarray(4);
    if (!verify(null, Buffer.from(`${text}\n`), publicKey, signature)) throw new Error(`not the log's word: ${note}`);
    const [origin = "", size = "", root = ""] = text.split("\n");
    return { origin, size: Number(size), root: Buffer.from(root, "base64") };
  }

  /** The first `size` entries, as bytes. */
  async function entries(url: string, size: number): Promise<readonly Buffer[]> {
    const all: Buffer[] = [];
    while (all.length < size) {
      const width = Math.min(256, size - all.length);
      const response = await fetch(
        `${url}/log/tile/entries/${indexed(all.length / 256)}${width < 256 ? `.p/${width}` : ""}`,
      );
      if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
      const bundle = Buffer.from(await response.arrayBuffer());
      for (let at = 0; at < bundle.length; at += 2 + bundle.readUInt16BE(at))
        all.push(bundle.subarray(at + 2, at + 2 + bundle.readUInt16BE(at)));
    }
    return all;
  }
  return { checkpoint, entries };
}

/** 1234067 → x001/x234/067. */
const indexed = (index: number): string => {
  const groups =
    String(index)
      .padStart(Math.ceil(String(index).length / 3) * 3, "0")
      .match(/\d{3}/g) ?? [];
  return groups.map((group, n) => (n < groups.length - 1 ? `x${group}` : group)).join("/");
};
