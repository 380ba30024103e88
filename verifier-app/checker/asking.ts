import type { Scene } from "../scene.ts";
import type { Answer, Asked, Question } from "./question.ts";

/** With an `error` it could not be loaded or broke: whoever asks again gets another (vite.config.ts). */
export type Checker = Worker & { error?: unknown };
export type Tell = {
  /** The verdict; `again` when the same comes confirmed. */
  readonly told: (scene: Scene | undefined, again: boolean) => void;
  readonly failed: (error: unknown) => void;
};
/** This script's own address. */
const RELEASE = (document.currentScript as HTMLScriptElement).src;
const PATIENCE_MILLISECONDS = 5000;

/**
 * Asks one thing after another; what is still said of an earlier one is no longer heard. Where the page has a service worker, that began to
 * check with the page's address: it is asked first, and the worker beside the page if it has no answer.
 */
export function asking(beside: () => Checker): (asked: Asked, tell: Tell) => void {
  const { serviceWorker } = navigator;
  let ahead = serviceWorker?.controller;
  let newest = 0;
  return (asked, { told, failed }) => {
    const id = ++newest;
    const question: Question = { id, asked, release: RELEASE };
    let again = false;
    let late: ReturnType<typeof setTimeout> | undefined;
    const hear =
      (otherwise: (error: unknown) => void) =>
      ({ data }: MessageEvent<Answer>) => {
        clearTimeout(late);
        if (data.id !== id || id !== newest) return;
        if ("error" in data) return otherwise(data.error);
        told(data.scene, again);
        again = true;
      };
    const askBeside = () => {
      if (serviceWorker) serviceWorker.onmessage = null;
      const checker = beside();
      checker.onmessage = hear(failed);
      checker.onerror = (error) => {
        checker.error = error;
        failed(error);
      };
      checker.postMessage(question);
    };
    if (!ahead) return askBeside();
    late = setTimeout(askBeside, PATIENCE_MILLISECONDS);
    serviceWorker.onmessage = hear(askBeside);
    ahead.postMessage(question);
    ahead = null;
  };
}
