import { useEffect, useState } from "preact/hooks";
import { dictionary, useWords } from "../language.ts";

const words = dictionary({ copied: "复制好了" }, { copied: "Copied" });

/** A QR code to be scanned from this screen. */
export function Code({ text, alt }: { text: string; alt: string }) {
  const [svg, setSvg] = useState("");
  useEffect(() => {
    void import("qrcode")
      .then((qr) => qr.toString(text, { type: "svg", errorCorrectionLevel: "M", margin: 4 }))
      .then(setSvg);
  }, [text]);
  return svg ? <img class="code" alt={alt} src={`data:image/svg+xml,${encodeURIComponent(svg)}`} /> : null;
}

export function CopyButton({ text, label }: { text: string; label: string }) {
  const t = useWords(words);
  const [copied, setCopied] = useState("");
  return (
    <button
      type="button"
      class="quiet"
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(text))}
    >
      <span role="status">{copied === text ? t.copied : label}</span>
    </button>
  );
}
