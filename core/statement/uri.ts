const BATCH = /\/p\/([a-z0-9][a-z0-9-]{0,47})\/b\/([a-z0-9][a-z0-9-]{0,47})$/;
const PLOT = /\/plot\/([a-z0-9][a-z0-9-]{0,47})$/;

/** EPC class of a batch on the brand's own domain (CBV 2.0 §8.2 allows URIs that are not GS1 keys). */
export const batchUri = (domain: string, product: string, batch: string): string =>
  `https://${domain}/p/${product}/b/${batch}`;
export const plotUri = (domain: string, plot: string): string => `https://${domain}/plot/${plot}`;

export function batchOfUri(uri: string): { product: string; batch: string } | undefined {
  const [, product, batch] = BATCH.exec(uri) ?? [];
  return product && batch ? { product, batch } : undefined;
}
export const plotOfUri = (uri: string): string | undefined => PLOT.exec(uri)?.[1];
