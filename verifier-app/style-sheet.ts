/** Adds a style sheet; resolves when it is there, or will not be. */
export const styleSheet = (href: string): Promise<void> =>
  new Promise((done) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href, onload: () => done(), onerror: () => done() });
    document.head.append(link);
  });
