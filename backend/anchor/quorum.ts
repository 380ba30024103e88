import type { AnchorSignature } from "../log/publish.ts";

/** Whom `LogAnchor` asks for: how many of which witnesses. Addresses in lower case, 0x. */
export type Signers = { readonly quorum: number; readonly witnesses: readonly string[] };

/** As many as the quorum, or fewer if there are not so many: of the contract's witnesses only, by ascending address. */
export function forQuorum({ quorum, witnesses }: Signers, signed: readonly AnchorSignature[]): readonly Uint8Array[] {
  return signed
    .filter(({ address }) => witnesses.includes(address))
    .sort((a, b) => (a.address < b.address ? -1 : 1))
    .slice(0, quorum)
    .map(({ signature }) => signature);
}
