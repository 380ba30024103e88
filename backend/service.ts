import type { Logger } from "pino";
import { fromHex } from "#core/bytes.ts";
import type { Policy } from "#core/evidence/policy.ts";
import { startAnchorer } from "./anchor/anchorer.ts";
import { refuseIfChainDiffers } from "./anchor/compare.ts";
import { logContract } from "./anchor/log-contract.ts";
import { openShelf } from "./attachments/shelf.ts";
import { openClosing } from "./chain/closing.ts";
import { type Deployment, readInterfaces } from "./chain/contracts.ts";
import { followChain } from "./chain/follow.ts";
import { openNames } from "./chain/names.ts";
import type { Patience } from "./chain/patience.ts";
import { keepFollowing } from "./chain/poll.ts";
import { providerOf } from "./chain/provider.ts";
import { createSender } from "./chain/sender.ts";
import type { Context } from "./context.ts";
import { openCredentialKey } from "./credentials/key.ts";
import { startAnchorProofs } from "./evidence/anchor-proofs.ts";
import { createApp } from "./http/app.ts";
import { startReader } from "./intake/reader.ts";
import { openVault } from "./labels/hidden-codes.ts";
import { listen } from "./listen.ts";
import { witnessKnown } from "./log/ask-witness.ts";
import { keepDamage, refuseIfStillDamaged } from "./log/damage.ts";
import { openLogKey } from "./log/key.ts";
import { openMark } from "./log/mark.ts";
import { outsideFacts } from "./log/outside.ts";
import { startPublisher } from "./log/publish.ts";
import { recoverLog } from "./log/recover.ts";
import { startScrub } from "./log/scrub.ts";
import { startSequencer } from "./log/sequencer.ts";
import { startSignatureChecks } from "./log/signatures.ts";
import { createLogger } from "./logger.ts";
import { policyOf, writePolicy } from "./policy.ts";
import { readLedger } from "./read/ledger.ts";
import { readTemplates } from "./recognition/templates.ts";
import { type ScanCounter, startScanCounter } from "./scans/counter.ts";
import type { PlaceHeaders } from "./scans/place.ts";
import { readPacks } from "./schemes/packs.ts";
import type { Database } from "./store/database.ts";
import { forgetKept, openDatabase, putBack } from "./store/open.ts";
import { openRoom, ROOM, type RoomSizes } from "./store/room.ts";
import { Damaged } from "./store/sealed.ts";
import { storeOf } from "./store/store.ts";
import { openTagKeys } from "./tags/keys.ts";

export type ServiceOptions = {
  readonly dataDir: string;
  readonly port: number;
  readonly host: string;
  /** The address that people and labels use; empty: where the service listens. */
  readonly publicUrl?: string;
  /** Nodes of one chain, the preferred first. */
  readonly chainRpcUrls: readonly string[];
  /** How long to wait for the chain's effects; the sender's own if absent. */
  readonly patience?: Patience;
  /** Blocks above one before it counts; 0, the default, is for chains that never go back. */
  readonly confirmations?: number;
  readonly deployment: Deployment;
  /** Pay for transactions; the first is the log's submitter. */
  readonly relayerKeys: readonly string[];
  /** No entry waits longer for its anchor. */
  readonly anchorSeconds: number;
  /** Nor do so many wait together. */
  readonly anchorEntries?: number;
  /** A head to which nothing was added is confirmed when it is this old. */
  readonly heartbeatSeconds?: number;
  readonly brand: Policy["brand"];
  readonly logOrigin: string;
  readonly roots: Policy["roots"];
  /** Addresses of those who seal the chain's blocks (QBFT); without them there are no anchor proofs. */
  readonly validators?: readonly string[];
  /** From the end of one whole reading of the store to the beginning of the next. */
  readonly scrubHours?: number;
  /** Who is asked to cosign each head. `anchorVkey`: with which it signs for LogAnchor, if it does. */
  readonly witnesses?: readonly (NonNullable<Policy["witnesses"]>[number] & {
    readonly url: string;
    readonly anchorVkey?: string;
  })[];
  /** How many of them a reader wants to see on a checkpoint; all of them if absent. */
  readonly witnessQuorum?: number;
  readonly verifierDir: string;
  readonly consoleDir: string;
  /** In which headers the proxy before the service says where a network is. */
  readonly placeHeaders?: PlaceHeaders | undefined;
  readonly sample: boolean;
  readonly logLevel?: string;
  /** Seconds since 1970. */
  readonly clock?: () => number;
  /** Leaves the process after a storage error. */
  readonly exit?: (code: number) => void;
  /** What is held back of the disk, and what must be free on it. */
  readonly room?: RoomSizes;
  /** Instead of the store in the data folder. */
  readonly database?: Database;
};
export type Service = {
  readonly url: string;
  readonly policy: Policy;
  anchorNow(): Promise<void>;
  close(): Promise<void>;
};

/** A clock a little behind the chain's is led by it: entries would be dated before their authors were admitted there. */
const MOST_AHEAD_SECONDS = 900;
const ANCHOR_ENTRIES = 10_000;
const HEARTBEAT_SECONDS = 1200;
const SCRUB_HOURS = 24;

/** Opens the store, compares it with the chain, and serves. Refuses to start, with the reason, when the two disagree. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { dataDir, deployment, clock = () => Math.floor(Date.now() / 1000), exit = leave } = options;
  const log = createLogger(options.logLevel ?? "warn");
  const database = options.database ?? (await openDatabase(dataDir, { room: options.room ?? ROOM }));
  const room = await openRoom(dataDir, options.room ?? ROOM);
  const store = storeOf(database, (error) => storageFailed({ dataDir, log, exit }, error), { room });
  const provider = providerOf(options.chainRpcUrls, deployment.chainId);
  let sound = false;
  try {
    const key = openLogKey(dataDir, options.logOrigin);
    const vault = openVault(dataDir);
    const tagKeys = openTagKeys(dataDir);
    const credentialKey = openCredentialKey(dataDir);
    const heartbeatSeconds = options.heartbeatSeconds ?? HEARTBEAT_SECONDS;
    const policy = policyOf({ ...options, heartbeatSeconds, key });
    const interfaces = readInterfaces();
    const names = await openNames(store);
    const index = followChain(provider, deployment, interfaces, options.confirmations);
    const clockBehind = () => (index.block.time - clock() > MOST_AHEAD_SECONDS ? index.block.time - clock() : 0);
    const now = () => (clockBehind() > 0 ? clock() : Math.max(clock(), index.block.time));
    const start = await recoverLog(store, await openMark(dataDir), key, policy.roots);
    await refuseIfStillDamaged(dataDir, store, key);
    const closing = await openClosing(store);
    await forgetKept(dataDir);
    sound = true;
    names.learn([...policy.roots.map(({ actor }) => actor)]);

    const sender = createSender({
      provider,
      keys: options.relayerKeys,
      deployment,
      interfaces,
      nameOf: names.of,
      log,
      ...(options.patience && { patience: options.patience }),
    });
    const contract = logContract(provider, sender, deployment, interfaces.LogAnchor, key);
    await contract.ensureRegistered();
    await refuseIfChainDiffers(store, start.head, await contract.headOf());
    await index.refresh();

    const facts = () => outsideFacts({ index, policy, closing, names, now });
    const reader = startReader();
    const signatures = startSignatureChecks(store, policy.roots, facts);
    const sequencer = startSequencer(store, key, start, facts, now, signatures.checkAhead);
    const scrub = await startScrub({
      store,
      log: key,
      everySeconds: (options.scrubHours ?? SCRUB_HOURS) * 3600,
      now,
      logger: log,
    });
    const following = keepFollowing(index, log);
    const publisher = await startPublisher({
      dataDir,
      store,
      key,
      head: () => sequencer.head,
      witnesses: (options.witnesses ?? []).map((one) => witnessKnown(one.url, one.vkey, one.anchorVkey)),
      quorum: policy.witnessQuorum ?? 0,
      on: { chainId: deployment.chainId, contract: deployment.contracts.LogAnchor, logId: fromHex(key.id) },
      log,
    });
    const anchorer = startAnchorer({
      store,
      contract,
      head: () => publisher.newest,
      cosignaturesFor: publisher.cosignaturesFor,
      heartbeatSignaturesFor: publisher.heartbeatSignaturesFor,
      now,
      cadence: {
        seconds: options.anchorSeconds,
        entries: options.anchorEntries ?? ANCHOR_ENTRIES,
        heartbeatSeconds,
      },
      anchored: () => index.refresh(),
      log,
    });

    const anchorProofs = await startAnchorProofs({
      store,
      policy,
      node: (method, params) => provider.send(method, [...params]),
      anchors: () => index.history.anchors.get(key.id) ?? [],
      block: () => index.block.number,
      log,
    });

    const ledger = readLedger(store, policy.roots);
    const scans: ScanCounter = startScanCounter({ store, ledger, index, now, log });

    let publicUrl = options.publicUrl ?? "";
    const context: Context = {
      vault,
      tagKeys,
      store,
      key,
      credentialKey,
      reader,
      sequencer,
      publisher,
      ledger,
      scans,
      placeHeaders: options.placeHeaders,
      scrub,
      attachments: await openShelf(dataDir, "attachments", store.hasRoom),
      sealedComplaints: await openShelf(dataDir, "complaints", store.hasRoom),
      index,
      names,
      anchorProofs,
      sender,
      anchorer,
      provider,
      interfaces,
      policy,
      packs: readPacks(dataDir),
      recognitionTemplates: readTemplates(dataDir),
      clockBehind,
      closing,
      now,
      log,
      verifierDir: options.verifierDir,
      consoleDir: options.consoleDir,
      get publicUrl() {
        return publicUrl;
      },
    };
    const listening = await listen(createApp(context).app, options.host, options.port);
    const url = `http://${options.host.includes(":") ? `[${options.host}]` : options.host}:${listening.port}`;
    if (publicUrl === "") publicUrl = url;
    writePolicy(dataDir, policy, url);
    return {
      url,
      policy,
      anchorNow: async () => {
        await publisher.publishNow();
        await anchorer.anchorNow();
      },
      close: async () => {
        await listening.close();
        await following.stop();
        await sender.stop();
        await anchorer.stop();
        await publisher.stop();
        await anchorProofs.stop();
        await scans.stop();
        await scrub.stop();
        await sequencer.idle();
        await reader.close();
        await signatures.close();
        provider.destroy();
        await store.close();
      },
    };
  } catch (error) {
    provider.destroy();
    await store.close();
    if (!sound) await putBack(dataDir);
    throw error;
  }
}

const LEAVE_AFTER_MS = 200;
/** Answers under way may still say 503; then the process ends, and a fresh one recovers. */
const leave = (code: number): void => void setTimeout(() => process.exit(code), LEAVE_AFTER_MS);

type Leaving = { readonly dataDir: string; readonly log: Logger; readonly exit: (code: number) => void };
function storageFailed({ dataDir, log, exit }: Leaving, error: unknown): void {
  if (error instanceof Damaged) keepDamage(dataDir, error);
  log.fatal({ err: error }, "storage failed: this process ends, nothing acknowledged is lost");
  exit(1);
}
