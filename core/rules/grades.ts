import type { ClaimMade } from "../statement/claim.ts";
import type { Role } from "../statement/fields.ts";

const producers: readonly Role[] = ["operator", "grower", "factory", "packer"];
const thirdParties: readonly Role[] = ["laboratory", "certifier"];

/** Who may say with which grade: what a third party vouches for is signed by the third party, what was measured by who measures. */
export const gradeRoles: Readonly<Record<ClaimMade["grade"], readonly Role[]>> = {
  "third-party": thirdParties,
  measured: ["operator", ...thirdParties],
  "self-declared": producers,
  tradition: producers,
  contested: producers,
};

/** The grade that a reader may believe: a stronger one than the speaker's roles allow is the speaker's own word. */
export const believedGrade = (grade: ClaimMade["grade"], roles: readonly Role[]): ClaimMade["grade"] =>
  gradeRoles[grade].some((role) => roles.includes(role)) ? grade : "self-declared";
