import { useEffect, useState } from "preact/hooks";
import { type Document, fetchDocument } from "../picture.ts";
import type { FactsWords } from "../words/facts-zh.ts";
import { fileSize } from "./quantities.ts";

type File = { readonly title: string; readonly sha256: string };

/** Papers of a certificate, each by its hash in the signed document: fetched on a tap, hashed here, and only then given out. */
export function Documents({ files, facts: { documents: t } }: { files: readonly File[]; facts: FactsWords }) {
  if (files.length === 0) return null;
  return (
    <>
      <p class="line">{t.lead}</p>
      <ul class="papers" role="list">
        {files.map((file) => (
          <Paper key={file.sha256} file={file} t={t} />
        ))}
      </ul>
    </>
  );
}

type State = "asked" | "loading" | Document | "missing" | "differs";

function Paper({ file: { title, sha256 }, t }: { file: File; t: FactsWords["documents"] }) {
  const [state, setState] = useState<State>("asked");
  const open = async (): Promise<void> => {
    setState("loading");
    setState(await fetchDocument(sha256));
  };
  return (
    <li>
      {typeof state === "object" ? (
        <Checked title={title} document={state} t={t} />
      ) : (
        <>
          <button type="button" class="outlined" disabled={state === "loading"} onClick={() => void open()}>
            {t.open(title)}
          </button>
          <p class={state === "differs" ? "flag alarm" : "line"} role="status">
            {state === "asked" ? "" : t[state]}
          </p>
        </>
      )}
    </li>
  );
}

/** A picture is shown; anything else is saved, and opened by whatever the reader trusts with it. */
function Checked({
  title,
  document: { blob, kind },
  t,
}: {
  title: string;
  document: Document;
  t: FactsWords["documents"];
}) {
  const [address, setAddress] = useState("");
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  if (address === "") return null;
  return (
    <>
      {kind !== "pdf" && <img class="paper" src={address} alt={title} />}
      <a class="outlined" href={address} download={title.endsWith(`.${kind}`) ? title : `${title}.${kind}`}>
        {t.save(title, fileSize(blob.size))}
      </a>
      <p class="line" role="status">
        {t.same}
      </p>
    </>
  );
}
