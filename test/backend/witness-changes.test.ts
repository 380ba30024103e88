import { Contract, type ContractTransactionResponse, Wallet } from "ethers";
import { expect, it } from "vitest";
import { readInterfaces } from "#backend/chain/contracts.ts";
import { followChain } from "#backend/chain/follow.ts";
import { providerOf } from "#backend/chain/provider.ts";
import { witnesses } from "../contracts/cosigner.ts";
import { prepareService } from "./running.ts";

const WEEK = 7 * 24 * 3600;

it("knows of a change of witnesses from the moment it is proposed, until it is cancelled or counts", async () => {
  let now = 1_770_000_000;
  const { chain, options, close } = await prepareService(() => now);
  const provider = providerOf([chain.url], chain.chainId);
  const { deployment, relayerKeys } = options;
  const submitter = new Wallet(relayerKeys[0] ?? "", provider);
  const contract = new Contract(deployment.contracts.LogAnchor, readInterfaces().LogAnchor, submitter);
  const index = followChain(provider, deployment, readInterfaces());
  await index.refresh();
  const [logId] = index.history.witnesses.keys();
  const after = async (method: string, ...args: unknown[]) => {
    // A node estimates at the last block's time, a week ago for the change that has just come to count.
    const limit = { gasLimit: 300_000 };
    const sent: ContractTransactionResponse = await contract.getFunction(method).send(`0x${logId}`, ...args, limit);
    await sent.wait();
    await index.refresh();
    return index.history.witnesses.get(logId ?? "");
  };
  const first = { epoch: 1, witnesses: [], quorum: 0, since: now };
  expect(index.history.witnesses.get(logId ?? "")).toEqual(first);

  const two = witnesses(2).map(({ address }) => address.toLowerCase());
  const second = { epoch: 2, witnesses: two.map((address) => address.slice(2)), quorum: 2 };
  const proposed = await after("proposeWitnessChange", two, 2);
  expect(proposed).toMatchObject({ epoch: 1, quorum: 0, proposed: second });
  expect(Math.abs((proposed?.proposed?.since ?? 0) - now - WEEK)).toBeLessThan(60);
  expect(await after("cancelWitnessChange")).toEqual(first);

  await after("proposeWitnessChange", two, 2);
  now += WEEK + 60;
  const present = await after("applyWitnessChange");
  expect(present).toMatchObject(second);
  expect(present).not.toHaveProperty("proposed");
  provider.destroy();
  await close();
});
