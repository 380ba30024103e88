import { useRef } from "preact/hooks";
import { TextField } from "../../parts/field.tsx";
import { Camera } from "./camera.tsx";

type Props = { label: string; note: string; value: string; onValue: (value: string) => void };

/** Codes one to a line, by scanner, keyboard or camera; what the camera sees twice stands once. */
export function CodesField({ label, note, value, onValue }: Props) {
  const now = useRef(value);
  now.current = value;
  const add = (text: string) => {
    const code = text.trim();
    if (code === "" || now.current.split("\n").includes(code)) return;
    navigator.vibrate?.(40);
    now.current = [...now.current.split("\n").filter(Boolean), code].join("\n");
    onValue(now.current);
  };
  return (
    <>
      <TextField label={label} value={value} onValue={onValue} note={note} area mono />
      <Camera onCode={add} />
    </>
  );
}
