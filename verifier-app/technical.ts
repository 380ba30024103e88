import type { Scene } from "./scene.ts";

/** For whoever wants to check by other means: the log's page, the chain, and who vouches for the head there. */
export function technicalOf({ source, judgement: { anchored } }: Scene): readonly string[] {
  if (!source) return [];
  const { bundle, policy, chain } = source;
  const [, size, root] = bundle.log.checkpoint.split("\n");
  const asked = "unavailable" in chain ? chain.unavailable : `block ${chain.block.number}`;
  return [
    `log ${bundle.log.origin} · size ${size}`,
    `root ${root}`,
    `chain ${policy.chain.chainId} · ${asked}`,
    ...(anchored ? [`head ${anchored.driver} · ${anchored.by}/${anchored.of} · block ${anchored.block.number}`] : []),
    bundle.format,
  ];
}
