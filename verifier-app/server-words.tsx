import { useEffect, useRef } from "preact/hooks";

/** What the server wrote into the page, kept as it is until this phone has its own answer. */
export function ServerWords({ node }: { node: Node }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => void place.current?.replaceChildren(node), [node]);
  return <div class="facts" lang="zh-CN" ref={place} />;
}
