import type { Attachment } from "../statement/attachment.ts";
import type { PlannedAct, PlannedEntry } from "./task.ts";

type Step =
  | ({ readonly kind: "entry" } & PlannedEntry)
  | ({ readonly kind: "act" } & PlannedAct)
  | { readonly kind: "mint" };

/** The same work with photographs of it: each of its events names them by hash. Other records stay as they are. */
export const withPhotos = <S extends Step>(steps: readonly S[], photos: readonly Attachment[]): readonly S[] =>
  photos.length === 0
    ? steps
    : steps.map((step) =>
        step.kind === "entry" && isEvent(step.statement)
          ? { ...step, statement: { ...step.statement, "liangji:photos": [...photos] } }
          : step,
      );

const isEvent = ({ type }: PlannedEntry["statement"]): boolean =>
  type === "ObjectEvent" || type === "TransformationEvent";
