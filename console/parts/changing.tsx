import { useState } from "preact/hooks";
import type { Both } from "../language.ts";
import type { Task } from "../send/job.ts";
import { Commitment } from "./commitment.tsx";
import { TextField } from "./field.tsx";

/** One change of state with its public reason: what it is, why, and the signature. */
export function Changing({
  title,
  said,
  reasonLabel,
  noReason,
  danger = false,
  about,
  task,
}: {
  title: string;
  said: string;
  reasonLabel: string;
  noReason: string;
  danger?: boolean;
  about: Both<string>;
  task: (reason: string) => Task;
}) {
  const [reason, setReason] = useState("");
  return (
    <section class="asking">
      <h2>{title}</h2>
      <TextField label={reasonLabel} value={reason} onValue={setReason} area />
      <Commitment
        danger={danger}
        about={{ title: about, detail: { zh: reason, en: reason } }}
        missing={reason.trim() === "" ? noReason : undefined}
        task={() => task(reason.trim())}
      >
        {said}
      </Commitment>
    </section>
  );
}
