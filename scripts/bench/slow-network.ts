import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export type Line = { readonly roundTripMs: number; readonly downMbit: number; readonly upMbit: number };
const PACKET = 1400;

/**
 * A port of this machine that leads to another through a slow line, which all connections share. Every request is slowed alike, of whichever
 * page or worker it is; a browser's own emulation leaves workers out. Connections are there at once, as if the line had been used before.
 */
export async function slowNetwork(port: number, { roundTripMs, downMbit, upMbit }: Line) {
  const [up, down] = [oneWay(upMbit, roundTripMs / 2), oneWay(downMbit, roundTripMs / 2)];
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    for (const [from, to, pass] of [
      [near, far, up],
      [far, near, down],
    ] as const) {
      open.add(from);
      from.setNoDelay(true);
      from.on("data", (bytes: Buffer) => {
        for (let at = 0; at < bytes.length; at += PACKET) {
          const packet = bytes.subarray(at, at + PACKET);
          pass(packet.length, () => to.write(packet));
        }
      });
      from.on("end", () => pass(0, () => to.end()));
      from.on("close", () => pass(0, () => to.destroy()));
      from.on("error", () => from.destroy());
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise<void>((done) => server.close(() => done()));
    },
  };
}

/** One after another at the line's speed, each half a round trip later. */
function oneWay(mbit: number, delayMs: number): (bytes: number, arrive: () => void) => void {
  let free = 0;
  // Timers of unequal length may end in another order: each lets the packet arrive whose turn it is.
  const onTheWay: (() => void)[] = [];
  return (bytes, arrive) => {
    const now = performance.now();
    free = Math.max(free, now) + (bytes * 8) / (mbit * 1000);
    onTheWay.push(arrive);
    setTimeout(() => onTheWay.shift()?.(), free + delayMs - now);
  };
}
