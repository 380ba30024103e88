type Subset = { encode(): Uint8Array; encodeStream?: () => Stream };
type Stream = { on(event: string, listener: (bytes?: Uint8Array) => void): Stream };
type Font = { createSubset(): Subset };

/**
 * pdf-lib asks for a subset as fontkit 1 gave it, a stream; fontkit 2, which writes whole subsets of Chinese fonts, gives bytes.
 *
 * @param create  fontkit's
 */
export const subsetting = (create: (bytes: Uint8Array) => Font) => ({
  create: (bytes: Uint8Array): Font => {
    const font = create(bytes);
    const make = font.createSubset.bind(font);
    font.createSubset = () => {
      const subset = make();
      subset.encodeStream = () => streamOf(() => subset.encode());
      return subset;
    };
    return font;
  },
});

function streamOf(bytes: () => Uint8Array): Stream {
  const listeners = new Map<string, (bytes?: Uint8Array) => void>();
  const stream: Stream = {
    on: (event, listener) => {
      listeners.set(event, listener);
      if (event === "end")
        void Promise.resolve().then(() => {
          listeners.get("data")?.(bytes());
          listener();
        });
      return stream;
    },
  };
  return stream;
}
