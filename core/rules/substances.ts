import { teaRows } from "./limits.ts";

type Names = { readonly zh: string; readonly en: string };

/** Active ingredients that we know by name and have no limit for; domain lists that only one source gives. */
const unlimited: Readonly<Record<string, string>> = {
  chlorfenapyr: "虫螨腈",
  indoxacarb: "茚虫威",
  acetamiprid: "啶虫脒",
  pymetrozine: "吡蚜酮",
  fenazaquin: "喹螨醚",
  hexythiazox: "噻螨酮",
  imidaclothiz: "氯噻啉",
  phoxim: "辛硫磷",
  flonicamid: "氟啶虫酰胺",
  fenpyroximate: "唑螨酯",
  abamectin: "阿维菌素",
  matrine: "苦参碱",
  rotenone: "鱼藤酮",
};

const names: ReadonlyMap<string, Names> = new Map([
  ...Object.entries(unlimited).map(([id, zh]): [string, Names] => [id, { zh, en: id }]),
  ...teaRows.map(({ analyte, zh, en }): [string, Names] => [analyte, { zh, en }]),
]);

/** How people call a substance; one that we have no name for keeps its id. */
export const nameOfSubstance = (id: string): Names => names.get(id) ?? { zh: id, en: id };

/** The id of a substance by its Chinese or English name, as laboratories spell it. */
export function substanceNamed(name: string): string | undefined {
  const wanted = name.trim().toLowerCase();
  for (const [id, { zh, en }] of names) if ([id, zh, en].includes(wanted)) return id;
  return undefined;
}

/** Several substances as the facts of a refusal: in each language by name. */
export const namedSubstances = (ids: readonly string[]): Names => {
  const all = ids.map(nameOfSubstance);
  return { zh: all.map(({ zh }) => zh).join("、"), en: all.map(({ en }) => en).join(", ") };
};
