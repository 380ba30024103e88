/** Values that are not leaves are JSON; they were written by this service and are read through their hash. */
export const encodeJson = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
export const decodeJson = <T>(value: Uint8Array): T => JSON.parse(Buffer.from(value).toString("utf8")) as T;
