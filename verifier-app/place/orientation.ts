type Asks = { readonly requestPermission?: () => Promise<string> };

/** Whether the phone may say how it is held; to be called from a tap, since some ask for leave then and only then. */
export async function orientationAllowed(): Promise<boolean> {
  const asks = (globalThis.DeviceOrientationEvent ?? {}) as Asks;
  return !asks.requestPermission || (await asks.requestPermission().catch(() => "denied")) === "granted";
}
