import { panoramaOn } from "./panorama.ts";

/** As much of WebXR (W3C WebXR Device API) as looking around takes. */
type View = { readonly projectionMatrix: Float32Array; readonly transform: { readonly matrix: Float32Array } };
type Frame = { getViewerPose(space: object): { readonly views: readonly View[] } | undefined };
type Session = {
  updateRenderState(state: { baseLayer: object }): void;
  requestReferenceSpace(type: "local"): Promise<object>;
  requestAnimationFrame(draw: (time: number, frame: Frame) => void): void;
  addEventListener(type: "end", ended: () => void): void;
};
type Layer = {
  readonly framebuffer: WebGLFramebuffer | null;
  getViewport(view: View): { x: number; y: number; width: number; height: number } | null;
};
type Xr = {
  isSessionSupported(mode: "immersive-vr"): Promise<boolean>;
  requestSession(mode: "immersive-vr"): Promise<Session>;
};
declare const XRWebGLLayer: new (session: Session, gl: WebGLRenderingContext) => Layer;

const xrOf = (): Xr | undefined => (navigator as { readonly xr?: Xr }).xr;

/** Whether there is a headset to look through. Asks for nothing. */
export const vrOffered = async (): Promise<boolean> =>
  (await xrOf()
    ?.isSessionSupported("immersive-vr")
    .catch(() => false)) ?? false;

/** Shows the picture around the wearer's head until they leave; to be called from a tap. Resolves when it began; false if it could not. */
export async function enterVr(picture: Blob): Promise<boolean> {
  try {
    // The session first: the tap that allows it is soon forgotten.
    const session = await xrOf()?.requestSession("immersive-vr");
    const panorama = panoramaOn(document.createElement("canvas"), await createImageBitmap(picture));
    if (!session || !panorama) return false;
    const { gl, draw } = panorama;
    await (gl as unknown as { makeXRCompatible(): Promise<void> }).makeXRCompatible();
    const layer = new XRWebGLLayer(session, gl);
    session.updateRenderState({ baseLayer: layer });
    const space = await session.requestReferenceSpace("local");
    const show = (_time: number, frame: Frame): void => {
      session.requestAnimationFrame(show);
      gl.bindFramebuffer(gl.FRAMEBUFFER, layer.framebuffer);
      for (const view of frame.getViewerPose(space)?.views ?? []) {
        const port = layer.getViewport(view);
        if (!port) continue;
        gl.viewport(port.x, port.y, port.width, port.height);
        draw(turnIn(view.transform.matrix), lensIn(view.projectionMatrix));
      }
    };
    session.requestAnimationFrame(show);
    return true;
  } catch {
    return false;
  }
}

/** Of a 4 × 4 matrix, column by column, how it turns: where a thing is far away, the place of the eye does not matter. */
export const turnIn = (m: Float32Array): Float32Array =>
  Float32Array.from([0, 1, 2, 4, 5, 6, 8, 9, 10], (at) => m[at] ?? 0);

/** A perspective projection's angles of view, and how far its middle is off for this eye. */
export const lensIn = (p: Float32Array): readonly [number, number, number, number] => [
  1 / (p[0] ?? 1),
  1 / (p[5] ?? 1),
  p[8] ?? 0,
  p[9] ?? 0,
];
