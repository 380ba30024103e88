import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { hex } from "#core/bytes.ts";
import { Refusal } from "#core/refusal.ts";
import { sha256 } from "../crypto.ts";
import { syncFolder } from "../store/copy.ts";

/** Bytes under their SHA-256, a file each; pictures a web server or a bucket could serve as well. */
export type Shelf = {
  /** On disk before it returns; the same bytes again are the same file. */
  put(digest: string, bytes: Uint8Array): Promise<void>;
  /** Read through its hash. @throws Refusal `attachment-unknown`, `attachment-damaged` */
  get(digest: string): Promise<Buffer>;
};

export async function openShelf(
  dataDir: string,
  name: "attachments" | "complaints",
  hasRoom: () => Promise<boolean>,
): Promise<Shelf> {
  const folder = join(dataDir, name);
  await mkdir(folder, { recursive: true });
  await syncFolder(dataDir);
  const fileOf = (digest: string): string => join(folder, digest);
  const read = async (digest: string): Promise<Buffer> => {
    const bytes = await readFile(fileOf(digest)).catch((error: { code?: string }) => {
      if (error.code === "ENOENT") throw new Refusal("attachment-unknown");
      throw error;
    });
    if (hex(sha256(bytes)) !== digest) throw new Refusal("attachment-damaged");
    return bytes;
  };
  return {
    get: read,
    put: async (digest, bytes) => {
      // A file that is there and whole stays; one that is damaged is replaced by what hashes to its name.
      if (await read(digest).catch(() => undefined)) return;
      if (!(await hasRoom())) throw new Refusal("disk-full");
      const unfinished = `${fileOf(digest)}.${randomBytes(6).toString("hex")}.new`;
      try {
        await writeDurably(unfinished, bytes);
        await rename(unfinished, fileOf(digest));
        await syncFolder(folder);
        await read(digest);
      } catch (error) {
        await rm(unfinished, { force: true }).catch(() => undefined);
        throw new Refusal("storage-failed", { cause: (error as { code?: string }).code ?? "" });
      }
    },
  };
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
