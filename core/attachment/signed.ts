import { utf8 } from "../bytes.ts";

/** What an actor signs to store a picture: the log's origin is inside, and nothing that is signed for the log begins like it. */
export const attachmentBytes = (origin: string, sha256: string): Uint8Array =>
  utf8(`liangji-attachment/v1\n${origin}\n${sha256}\n`);
