import type { Policy } from "#core/evidence/policy.ts";
import { Header } from "../header.tsx";
import { Pick } from "../pick.tsx";
import { aloud } from "../speak.ts";
import type { Words } from "../words/zh.ts";
import { aloneWords } from "./words.ts";

type FormProps = {
  readonly words: Words;
  readonly policy: Policy | undefined;
  /** What was wrong with the files chosen last. */
  readonly said: string | undefined;
  readonly onLanguage: () => void;
  readonly onFiles: (files: FileList | null) => void;
};

/** Two files are needed: whom to trust, and what to check. Either may come first. */
export function Form({ words, policy, said, onLanguage, onFiles }: FormProps) {
  const own = aloneWords[words.language];
  return (
    <div class="page">
      <Header
        words={words}
        brand={policy?.brand.name}
        sample={policy?.sample ?? false}
        onAloud={aloud(`${own.h}. ${own.s}`, words.speech)}
        onLanguage={onLanguage}
      />
      <main>
        <div class="verdict">
          <div class="band calm">
            <h1>{own.h}</h1>
            <p>{own.s}</p>
          </div>
          <div class="advice">
            <h2>{own.policy}</h2>
            <p class="line">
              {policy ? own.kept(policy.brand.name[words.language], policy.log.origin) : own.policyHint}
            </p>
          </div>
          <div class="advice">
            <h2>{own.proof}</h2>
            <p class="line">{own.proofHint}</p>
          </div>
          <Pick label={own.choose} drop={own.drop} multiple onFiles={onFiles} />
          <p class="again" role="status">
            {said ?? ""}
          </p>
        </div>
      </main>
    </div>
  );
}
