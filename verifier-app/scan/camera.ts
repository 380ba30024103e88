export type Camera = {
  /** Undefined where the lamp cannot be switched. */
  readonly lamp: ((on: boolean) => Promise<void>) | undefined;
  readonly close: () => void;
};

/** The camera at the back, shown in `video`; undefined where the browser has none or forbids it. */
export async function openCamera(video: HTMLVideoElement): Promise<Camera | undefined> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } },
    });
    video.srcObject = stream;
    await video.play();
    const [track] = stream.getVideoTracks();
    const able = track?.getCapabilities?.() as { torch?: boolean } | undefined;
    return {
      lamp: able?.torch
        ? (on) => track?.applyConstraints({ advanced: [{ torch: on } as object] }) ?? Promise.resolve()
        : undefined,
      close: () => {
        for (const one of stream.getTracks()) one.stop();
        video.srcObject = null;
      },
    };
  } catch {
    return undefined;
  }
}
