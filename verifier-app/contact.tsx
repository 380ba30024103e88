import { Complain } from "./complaint/complain.tsx";
import { AUTHORITY } from "./dock.tsx";
import { Icon } from "./icon.tsx";
import type { Scene } from "./scene.ts";
import { factsWordsFor } from "./words/facts.ts";
import type { Words } from "./words/zh.ts";

export function Contact({ scene, words }: { scene: Scene; words: Words }) {
  const { language } = words;
  const { contact } = factsWordsFor(words);
  const packer = scene.judgement.summary?.packer[language];
  return (
    <section id="contact" tabIndex={-1}>
      <h2>{contact.h}</h2>
      <p>{packer ? contact.first(packer) : contact.none}</p>
      {scene.recallLine && (
        <a class="outlined" href={`tel:${scene.recallLine.replaceAll(" ", "")}`}>
          <Icon name="phone" />
          {contact.recall(scene.recallLine)}
        </a>
      )}
      <a class="outlined" href={`tel:${AUTHORITY}`}>
        <Icon name="phone" />
        {contact.call}
      </a>
      {/* A page that is one file on a disk has nobody to send to. */}
      {location.protocol !== "file:" && <Complain scene={scene} words={words} />}
    </section>
  );
}
