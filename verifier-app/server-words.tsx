/** What the server wrote into the page, kept as it is until this phone has its own answer. */
export const ServerWords = ({ node }: { node: Node }) => (
  <div class="facts" lang="zh-CN" ref={(place) => void place?.replaceChildren(node)} />
);
