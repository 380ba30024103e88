import { useState } from "preact/hooks";
import { metresToEdge, type Position } from "#core/place/outline.ts";
import type { PlotSurveyed } from "#core/statement/survey.ts";
import { dictionary, useWords } from "../language.ts";
import { TextField } from "../parts/field.tsx";
import { isWithin } from "./within.ts";

export type { Position };

const words = dictionary(
  {
    label: "拍摄点：经度, 纬度（可不填）",
    map: "地块的形状，点一下就是拍摄点",
    phone: "用手机现在的位置（会问您同意）",
    asking: "正在问手机…",
    denied: "手机没有给位置。可以在图上点，或照着填。",
    accuracy: (metres: number) => `手机说误差大约 ${metres} m。请在图上看对不对。`,
    inside: (metres: number) => `在地块里，离边界 ${metres} m`,
    outside: (metres: number) => `在地块外，离边界 ${metres} m`,
    none: "没有拍摄点",
  },
  {
    label: "Taken at: longitude, latitude (optional)",
    map: "Shape of the plot; a tap on it is where the picture was taken",
    phone: "Use where this phone is now (it will ask you)",
    asking: "Asking the phone…",
    denied: "The phone gave no position. Tap on the shape, or type it.",
    accuracy: (metres) => `The phone says it may be ${metres} m off. Please check it on the shape.`,
    inside: (metres) => `inside the plot, ${metres} m from its edge`,
    outside: (metres) => `outside the plot, ${metres} m from its edge`,
    none: "no position",
  },
);
type Props = {
  survey: PlotSurveyed;
  position: Position | undefined;
  onPosition: (position: Position | undefined) => void;
};
const textOf = ([x, y]: Position): string => `${(x / 1e6).toFixed(6)}, ${(y / 1e6).toFixed(6)}`;
const POINT = /^\s*(-?\d{1,3}(?:\.\d{1,8})?)[\s,，]+(-?\d{1,2}(?:\.\d{1,8})?)\s*$/;
function positionOf(text: string): Position | undefined {
  const [, x, y] = POINT.exec(text) ?? [];
  const position: Position = [Math.round(Number(x) * 1e6), Math.round(Number(y) * 1e6)];
  return Math.abs(position[0]) <= 180e6 && Math.abs(position[1]) <= 90e6 ? position : undefined;
}

/** Where a picture was taken: by a tap on the plot, by the phone when asked, or typed. */
export function PositionField({ survey, position, onPosition }: Props) {
  const t = useWords(words);
  const [text, setText] = useState(position ? textOf(position) : "");
  const [phone, setPhone] = useState("");
  const place = (next: Position): void => {
    setText(textOf(next));
    onPosition(next);
  };
  const ask = (): void => {
    setPhone(t.asking);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setPhone(t.accuracy(Math.round(coords.accuracy)));
        place([Math.round(coords.longitude * 1e6), Math.round(coords.latitude * 1e6)]);
      },
      () => setPhone(t.denied),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 0 },
    );
  };
  const metres = position && Math.round(metresToEdge(survey.outline, position));
  return (
    <>
      <TextField
        label={t.label}
        value={text}
        mono
        onValue={(typed) => {
          setText(typed);
          onPosition(positionOf(typed));
        }}
        note={position && metres !== undefined ? (isWithin(survey, position) ? t.inside : t.outside)(metres) : t.none}
      />
      <Shape survey={survey} position={position} onPosition={place} label={t.map} />
      {"geolocation" in navigator && (
        <button type="button" class="quiet" onClick={ask}>
          {t.phone}
        </button>
      )}
      <p class="note" role="status">
        {phone}
      </p>
    </>
  );
}

/** North up. Whoever cannot tap types the position above. */
function Shape({
  survey: { outline },
  position,
  onPosition,
  label,
}: Omit<Props, "onPosition"> & { label: string; onPosition: (position: Position) => void }) {
  const [xs, ys] = [outline.map(([x]) => x), outline.map(([, y]) => y)];
  const shrink = Math.cos(((ys[0] ?? 0) / 1e6) * (Math.PI / 180));
  const [west, north] = [Math.min(...xs), Math.max(...ys)];
  const flat = ([x, y]: Position): Position => [(x - west) * shrink, north - y];
  const [width, height] = flat([Math.max(...xs), Math.min(...ys)]);
  const margin = Math.max(width, height, 1) / 6;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the same is typed in the field above.
    <svg
      class="shape"
      viewBox={`${-margin} ${-margin} ${width + 2 * margin} ${height + 2 * margin}`}
      role="img"
      aria-label={label}
      onClick={({ currentTarget, clientX, clientY }) => {
        const inverse = currentTarget.getScreenCTM()?.inverse();
        if (!inverse) return;
        const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(inverse);
        onPosition([Math.round(x / shrink + west), Math.round(north - y)]);
      }}
    >
      <polygon points={outline.map((point) => flat(point).join(",")).join(" ")} />
      {position && <circle cx={flat(position)[0]} cy={flat(position)[1]} r={margin / 5} />}
    </svg>
  );
}
