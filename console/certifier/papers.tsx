import { useId, useState } from "preact/hooks";
import { isPdf, readPdf } from "#core/attachment/pdf.ts";
import { MOST_PDF_BYTES } from "#core/attachment/stored-pdf.ts";
import { Refusal } from "#core/refusal.ts";
import { dictionary, useWords } from "../language.ts";
import { FileButton } from "../parts/file-button.tsx";
import { cleanPhoto, paperBounds } from "../parts/photo.ts";
import { Heading } from "../parts/screen.tsx";
import { digestOf, type File as Named, type OwnFile } from "../send/attach.ts";

const MOST_FILES = 16;
const MOST_TITLE = 80;
const words = dictionary(
  {
    label: "证书的文件（可不填）",
    note: "PDF 或照片，最多 16 份，一份 8 MB 以内。会公开；指纹写进签名的证书。",
    remove: (title: string) => `去掉 ${title}`,
    bad: (title: string) => `${title} 不是能用的 PDF 或照片，或者太大，没有加进来。`,
    heading: "证书的文件",
    none: "没有附文件。",
    save: "核对并保存",
    loading: "正在取，正在核对指纹…",
    missing: "现在取不到这份文件。",
    differs: "这份文件和证书里写的指纹对不上。请查清再用。",
    same: "指纹一致，已保存。",
  },
  {
    label: "Papers of the certificate (optional)",
    note: "PDF or photographs, 16 at most, 8 MB each. Public; their fingerprints stand in the signed certificate.",
    remove: (title) => `Remove ${title}`,
    bad: (title) => `${title} is no usable PDF or photograph, or is too large; it was left out.`,
    heading: "Papers of the certificate",
    none: "No papers.",
    save: "Check and save",
    loading: "Fetching it, checking its fingerprint…",
    missing: "The file cannot be fetched now.",
    differs: "This file does not match the fingerprint in the certificate. Look into it before you use it.",
    same: "The fingerprint matches; saved.",
  },
);

/** PDFs and photographs that belong to a certificate; they are stored when it is signed. */
export function PapersField({ value, onValue }: { value: readonly OwnFile[]; onValue: (files: OwnFile[]) => void }) {
  const t = useWords(words);
  const id = useId();
  const [bad, setBad] = useState("");
  const add = async (picked: readonly File[]): Promise<void> => {
    const read = await Promise.all(picked.map(readFile));
    setBad(picked.find((_, at) => !read[at])?.name ?? "");
    const all = [...value, ...read.filter((one) => one !== undefined)];
    onValue(all.filter((one, at) => all.findIndex(({ sha256 }) => sha256 === one.sha256) === at).slice(0, MOST_FILES));
  };
  return (
    <div class="field">
      <FileButton accept="application/pdf,image/*" multiple describedBy={id} onFiles={(files) => void add(files)}>
        {t.label}
      </FileButton>
      <p class="note" id={id}>
        {t.note}
      </p>
      {bad && <p role="alert">{t.bad(bad)}</p>}
      {value.length > 0 && (
        <ul class="rows">
          {value.map((one) => (
            <li key={one.sha256}>
              <div>{one.title}</div>
              <button
                type="button"
                class="quiet"
                aria-label={t.remove(one.title)}
                onClick={() => onValue(value.filter((other) => other !== one))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

async function readFile(file: File): Promise<OwnFile | undefined> {
  if (file.size > 8 * MOST_PDF_BYTES) return undefined;
  const own = new Uint8Array(await file.arrayBuffer());
  const pdf = isPdf(own);
  const bytes = pdf ? wholePdf(own) : (await cleanPhoto(file, paperBounds))?.bytes;
  if (!bytes) return undefined;
  const title = titleOf(file.name);
  return { title, sha256: digestOf(bytes), bytes, mediaType: pdf ? "application/pdf" : "image/jpeg" };
}

function wholePdf(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
  try {
    readPdf(bytes);
    return bytes.length <= MOST_PDF_BYTES ? bytes : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** Names of files carry what no signed text may: characters that are not seen, or turn the direction of reading. */
const titleOf = (name: string): string =>
  Array.from(name.normalize("NFC").replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ""))
    .slice(0, MOST_TITLE)
    .join("") || "file";

/** The papers of a certificate that is there, each checked by its hash before it is given out. */
export function Papers({ files }: { files: readonly Named[] }) {
  const t = useWords(words);
  return (
    <>
      <Heading>{t.heading}</Heading>
      {files.length === 0 && <p class="note">{t.none}</p>}
      <ul class="rows">
        {files.map((file) => (
          <Paper key={file.sha256} file={file} />
        ))}
      </ul>
    </>
  );
}

function Paper({ file: { title, sha256 } }: { file: Named }) {
  const t = useWords(words);
  const [said, setSaid] = useState<"loading" | "missing" | "differs" | "same">();
  const save = async (): Promise<void> => {
    setSaid("loading");
    const response = await fetch(`/attachments/${sha256}`).catch(() => undefined);
    if (!response?.ok) return setSaid("missing");
    const blob = await response.blob();
    if (digestOf(new Uint8Array(await blob.arrayBuffer())) !== sha256) return setSaid("differs");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = title;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    setSaid("same");
  };
  return (
    <li>
      <div>
        {title}
        <p class="note" role="status">
          {said && t[said]}
        </p>
      </div>
      <button
        type="button"
        class="quiet"
        aria-label={`${t.save} ${title}`}
        disabled={said === "loading"}
        onClick={() => void save()}
      >
        {t.save}
      </button>
    </li>
  );
}
