/** An HTTP status, and a sentence for people in each language: what happened, and which step mends it. */
export type RefusalText = { readonly status: number; readonly zh: string; readonly en: string };

export const refusalText = (status: number, zh: string, en: string): RefusalText => ({ status, zh, en });
