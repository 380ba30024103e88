import {
  leftTo,
  offered,
  picked,
  type Quota,
  refuseOffer,
  refusePick,
  refuseSurvey,
  refuseTake,
  surveyed,
  taken,
} from "#core/batch/quota.ts";

/** A plot's season as core has it. Once a survey said more than a number holds, core's sums say nothing of it. */
type Row = { readonly quota?: Quota; readonly vast?: true };
type Place = { readonly plot: string; readonly season: string };

/** Every plot's quota in core's words: each act is judged, then done. */
export function landOf() {
  const rows = new Map<string, Row>();
  const at = ({ plot, season }: Place): Row => rows.get(`${plot}/${season}`) ?? {};
  const put = ({ plot, season }: Place, quota: Quota): void => {
    const { grams, used, quotas } = quota;
    const passed = Object.values(quotas).reduce((sum, one) => sum + one, 0);
    if (Math.min(grams, used, passed, ...Object.values(quotas)) < 0 || used + passed > grams)
      throw new Error(`core lets a plot yield more than it may: ${JSON.stringify(quota)}`);
    rows.set(`${plot}/${season}`, { quota });
  };
  return {
    isVast: (place: Place): boolean => at(place).vast ?? false,
    survey(place: Place, holder: string, grams: number): void {
      const { quota, vast } = at(place);
      if (vast || !Number.isSafeInteger(grams)) return void rows.set(`${place.plot}/${place.season}`, { vast: true });
      refuseSurvey(quota, { holder, grams });
      put(place, surveyed(quota, { holder, grams }));
    },
    pick(place: Place, by: string, grams: number): void {
      const { quota } = at(place);
      refusePick(place.plot, quota, by, grams);
      if (quota) put(place, picked(quota, by, grams));
    },
    offer(place: Place, from: string, to: string, grams: number): void {
      const { quota } = at(place);
      refuseOffer(quota, { from, grams });
      if (quota) put(place, offered(quota, { from, to, grams }));
    },
    /** What both may pick together is the same before and after. */
    take(place: Place, from: string, to: string, grams: number): void {
      const { quota } = at(place);
      refuseTake(place.plot, quota, { from, to, grams });
      if (!quota) return;
      const both = (one: Quota) => leftTo(one, from) + leftTo(one, to);
      const after = taken(quota, { from, to, grams });
      if (both(after) !== both(quota)) throw new Error(`a trade made quota: ${JSON.stringify(after)}`);
      put(place, after);
    },
  };
}
