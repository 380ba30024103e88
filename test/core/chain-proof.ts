import type { Validator } from "#backend/chain/seal.ts";
import { type AnchoredHead, HEARTBEAT, headSlots } from "#core/anchor/head.ts";
import type { AnchorProof } from "#core/anchor/proof.ts";
import { base64, concat, fromHex } from "#core/bytes.ts";
import { HEAD_ANCHORED } from "#core/chain/views.ts";
import { receiptKey } from "#core/ethereum/receipt.ts";
import { encodeRlp, type Rlp, scalar } from "#core/ethereum/rlp.ts";
import { buildTrie } from "#core/ethereum/trie-build.ts";
import type { Policy } from "#core/evidence/policy.ts";
import { nobleEthereum } from "#core/noble-ethereum.ts";
import { sealedBlock } from "./consortium.ts";

const { keccak256 } = nobleEthereum;
const word = (value: number): Uint8Array => fromHex(value.toString(16).padStart(64, "0"));
/** Things that are not ours, so that tries have branches. */
const noise = (count: number) => Array.from({ length: count }, (_, n) => keccak256(Uint8Array.of(n)));

export type Sealed = {
  readonly validators: readonly Validator[];
  readonly signers: readonly Validator[];
  readonly number?: number;
  readonly timestamp?: number;
  /** Headers before the last. */
  readonly before?: readonly Uint8Array[];
};

/** LogAnchor's second word, bits as in docs/spec/anchor.md. */
export const headWord = ({ size, time, index, frozen }: AnchoredHead, beat = 0): Uint8Array =>
  fromHex(
    ((BigInt(beat) << 200n) | (BigInt(frozen) << 192n) | (BigInt(index) << 128n) | (BigInt(time) << 64n) | BigInt(size))
      .toString(16)
      .padStart(64, "0"),
  );

/** What a consortium's chain would give for a head in the state of its block. */
export function storageProof(
  policy: Policy,
  head: AnchoredHead,
  sealed: Sealed,
  lastWord = headWord(head),
): AnchorProof {
  const [rootSlot, headSlot] = headSlots(keccak256, policy.log.id);
  const trimmed = (value: Uint8Array) => encodeRlp(value.slice(value.findIndex((byte) => byte !== 0)));
  const storage = buildTrie(keccak256, [
    [keccak256(rootSlot), trimmed(fromHex(head.root))],
    ...(lastWord.some((byte) => byte !== 0) ? [[keccak256(headSlot), trimmed(lastWord)] as const] : []),
    ...noise(40).map((slot) => [keccak256(slot), encodeRlp(scalar(7))] as const),
  ]);
  const account = encodeRlp([scalar(1), scalar(0), storage.root, keccak256(Uint8Array.of())]);
  const address = keccak256(fromHex(policy.chain.contracts.LogAnchor.slice(2)));
  const state = buildTrie(keccak256, [[address, account], ...noise(20).map((other) => [other, account] as const)]);
  return {
    driver: "storage-proof",
    headers: headersOf(sealed, { stateRoot: state.root }),
    account: state.prove(address).map(base64),
    root: storage.prove(keccak256(rootSlot)).map(base64),
    head: storage.prove(keccak256(headSlot)).map(base64),
  };
}

/** LogAnchor's event of a head: HeadAnchored, or with a beat Heartbeat. */
export const headEvent = (policy: Policy, { root, size, time, index }: AnchoredHead, beat?: number): Rlp => [
  fromHex(policy.chain.contracts.LogAnchor.slice(2)),
  [fromHex(beat === undefined ? HEAD_ANCHORED : HEARTBEAT), fromHex(policy.log.id), word(index), word(size)],
  concat(fromHex(root), word(time), ...(beat === undefined ? [] : [word(beat)])),
];

/** What it would give for an event in a block of many transactions of every type. */
export function receiptProof(event: Rlp, sealed: Sealed, type = 2, status = 1, count = 30): AnchorProof {
  const other: Rlp = [new Uint8Array(20), [], Uint8Array.of(1)];
  const receipt = (kind: number, ok: number, logs: readonly Rlp[]) => {
    const body = encodeRlp([scalar(ok), scalar(21_000), new Uint8Array(256), logs]);
    return kind === 0 ? body : concat(Uint8Array.of(kind), body);
  };
  const at = Math.floor(count / 2);
  const receipts = buildTrie(
    keccak256,
    Array.from({ length: count }, (_, n) => [
      receiptKey(n),
      n === at ? receipt(type, status, [other, event]) : receipt(n % 5, 1, [other]),
    ]),
  );
  return {
    driver: "receipt-proof",
    headers: headersOf(sealed, { receiptsRoot: receipts.root }),
    receipt: receipts.prove(receiptKey(at)).map(base64),
    transaction: at,
    log: 1,
  };
}

const headersOf = (
  { validators, signers, number = 50, timestamp = 1_774_422_000, before = [] }: Sealed,
  roots: { readonly stateRoot?: Uint8Array; readonly receiptsRoot?: Uint8Array },
): string[] => [...before, sealedBlock(validators, signers, { number, timestamp, ...roots })].map(base64);
