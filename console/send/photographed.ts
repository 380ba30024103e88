import { withPhotos } from "#core/work/photos.ts";
import type { OwnPicture } from "./attach.ts";
import type { Task } from "./job.ts";

/** The same task with photographs: their bytes are sent first, and each event names them in what is signed. */
export const photographed = (task: Task, photos: readonly OwnPicture[]): Task => ({
  ...task,
  steps: [
    ...photos.map(({ picture: { sha256, mediaType }, bytes }) => ({ kind: "file" as const, sha256, mediaType, bytes })),
    ...withPhotos(
      task.steps.filter((step) => step.kind !== "file"),
      photos.map(({ picture }) => picture),
    ),
  ],
});
