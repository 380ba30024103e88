import type { Interface, JsonRpcProvider } from "ethers";
import type { Logger } from "pino";
import type { Policy } from "#core/evidence/policy.ts";
import type { Pack } from "#core/scheme/pack.ts";
import type { RecognitionTermsFields } from "#core/statement/recognition.ts";
import type { TagKeys } from "#core/tag/sun.ts";
import type { Anchorer } from "./anchor/anchorer.ts";
import type { Shelf } from "./attachments/shelf.ts";
import type { Closing } from "./chain/closing.ts";
import type { ContractName } from "./chain/contracts.ts";
import type { ChainIndex } from "./chain/follow.ts";
import type { Names } from "./chain/names.ts";
import type { Sender } from "./chain/sender.ts";
import type { CredentialKey } from "./credentials/key.ts";
import type { AnchorProofs } from "./evidence/anchor-proofs.ts";
import type { Reader } from "./intake/reader.ts";
import type { Vault } from "./labels/hidden-codes.ts";
import type { LogKey } from "./log/key.ts";
import type { Publisher } from "./log/publish.ts";
import type { Scrub } from "./log/scrub.ts";
import type { Sequencer } from "./log/sequencer.ts";
import type { LedgerReader } from "./read/ledger.ts";
import type { ScanCounter } from "./scans/counter.ts";
import type { PlaceHeaders } from "./scans/place.ts";
import type { Store } from "./store/store.ts";

/** What handlers work with. Everything that changes is behind one of these. */
export type Context = {
  readonly store: Store;
  readonly key: LogKey;
  readonly credentialKey: CredentialKey;
  /** Where the keys of hidden codes' salts are sealed. */
  readonly vault: Vault;
  /** Keys of seal tags (NTAG 424 DNA). */
  readonly tagKeys: TagKeys;
  readonly reader: Reader;
  readonly sequencer: Sequencer;
  readonly publisher: Publisher;
  readonly ledger: LedgerReader;
  readonly scrub: Scrub;
  readonly scans: ScanCounter;
  /** Absent: where scans come from is not known. */
  readonly placeHeaders?: PlaceHeaders | undefined;
  readonly attachments: Shelf;
  readonly sealedComplaints: Shelf;
  readonly index: ChainIndex;
  readonly names: Names;
  readonly anchorProofs: AnchorProofs;
  readonly sender: Sender;
  readonly anchorer: Pick<Anchorer, "trouble">;
  readonly provider: JsonRpcProvider;
  readonly interfaces: Readonly<Record<ContractName, Interface>>;
  readonly policy: Policy;
  readonly packs: readonly Pack[];
  readonly recognitionTemplates: readonly RecognitionTermsFields[];
  readonly publicUrl: string;
  readonly verifierDir: string;
  readonly consoleDir: string;
  readonly closing: Closing;
  /** Seconds since 1970; never before the chain's newest block by a little. */
  readonly now: () => number;
  /** Seconds that the machine's clock is behind the chain's newest block by more than a little; 0 when it is not. */
  readonly clockBehind: () => number;
  readonly log: Logger;
};
