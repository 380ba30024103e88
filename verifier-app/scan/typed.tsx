import { useState } from "preact/hooks";
import { isSerial } from "#core/label/serial.ts";
import { spelledSerial } from "#core/label/spelled.ts";
import type { ScanWords } from "./words.ts";

const LENGTH = 13;
/** The code by hand: says how many are missing, and notices a slip before anything is asked. */
export function Typed({ words, onSerial }: { words: ScanWords; onSerial: (serial: string) => void }) {
  const [typed, setTyped] = useState("");
  const serial = spelledSerial(typed);
  const left = LENGTH - serial.length;
  const good = isSerial(serial);
  const hint =
    serial === "" ? "" : left > 0 ? words.toGo(left) : left < 0 ? words.tooMany(-left) : good ? "" : words.wrong;
  return (
    <form
      class="typed"
      onSubmit={(event) => {
        event.preventDefault();
        if (!good) return;
        onSerial(serial);
        setTyped("");
      }}
    >
      <label for="code">{words.type}</label>
      <div class="row">
        <input
          id="code"
          value={typed}
          autocapitalize="characters"
          autocomplete="off"
          spellcheck={false}
          enterkeyhint="search"
          maxLength={32}
          aria-describedby="hint"
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="submit" class="filled" disabled={!good}>
          {words.look}
        </button>
      </div>
      <p id="hint" class="line" role="status">
        {hint} {words.letters}
      </p>
    </form>
  );
}
