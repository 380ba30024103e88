/**
 * The clone rules' numbers, open to everybody: GET /scan-rules answers with them, and a simulation of a million codes shows
 * what they find (docs/decisions/0017). A rule speaks when its number is reached.
 */
export const scanRules = {
  /** Scans older than this count as a number only. */
  windowDays: 180,
  /** Cells nearer to each other than this are one place: a border between cells is no journey. */
  onePlaceKilometres: 250,
  placesInADay: { hours: 24, places: 3 },
  /** The more places, the fewer networks are enough: the first number is for one place, the last for five or more. */
  manyNetworks: { byPlaces: [18, 15, 9, 5, 5] },
  /** From one place to another, back and on. A place seen once between two scans of another is taken for a network registered elsewhere. */
  toAndFro: { moves: 5 },
  /** A move that no traveller makes: an hour is added, because scans are kept by the hour. */
  tooFast: { kilometresPerHour: 900, jumps: 3 },
  /** Places other than that of the opening, after the hidden code was used. */
  afterOpening: { places: 2 },
  outsideRegion: { places: 3 },
} as const;
export type ScanRules = typeof scanRules;
