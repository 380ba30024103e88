import { createContext } from "preact";
import { useContext } from "preact/hooks";

import { type Policy, parsePolicy } from "#core/evidence/policy.ts";
import { read } from "./api.ts";
import { chosenKey, type DeviceKey, listKeys } from "./keys/device-key.ts";
import type { Both } from "./language.ts";
import type { Actor, Views } from "./read/views.ts";
import type { Signer } from "./send/sign.ts";

/** Who sits here: the chosen key, and the actor whose key it is, if it was admitted. */
export type Session = {
  readonly policy: Policy;
  readonly keys: readonly DeviceKey[];
  readonly actors: readonly Actor[];
  readonly key?: DeviceKey;
  readonly me?: Actor;
  readonly reload: () => Promise<void>;
};

export async function loadSession(reload: () => Promise<void>): Promise<Session> {
  const [policy, { body }, keys] = await Promise.all([
    read<unknown>("/policy.json").then((answer) => parsePolicy(answer.body)),
    read<Views["/actors"]>("/actors"),
    listKeys(),
  ]);
  const roots = policy.roots.map(
    ({ actor, name, roles, key }): Actor => ({ actor, name, roles, key, state: "active" }),
  );
  const actors = [...roots, ...body.actors.filter(({ actor }) => !roots.some((root) => root.actor === actor))];
  const chosen = chosenKey();
  const key = keys.find((one) => one.key === chosen);
  const me = key && actorOf(actors, key.key);
  return { policy, keys, actors, reload, ...(key && { key }), ...(me && { me }) };
}

export const actorOf = (actors: readonly Actor[], key: string): Actor | undefined =>
  actors.find((one) => one.key === key);

export const SessionContext = createContext<Session | undefined>(undefined);
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("no session");
  return session;
}
export type SignedIn = Session & { readonly me: Actor; readonly key: DeviceKey };
export function useSignedIn(): SignedIn {
  const session = useSession();
  const { me, key } = session;
  if (!me || !key) throw new Error("nobody is signed in");
  return { ...session, me, key };
}
export const signerOf = ({ me, key, policy }: SignedIn): Signer => ({ actor: me.actor, key, policy });
export const nameOf = (actors: readonly Actor[], actor: string): Both<string> =>
  actors.find((one) => one.actor === actor)?.name ?? { zh: actor, en: actor };
