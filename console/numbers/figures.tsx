import { useWords } from "../language.ts";
import { Empty } from "../parts/screen.tsx";
import { words } from "./words.ts";

type Row = readonly (readonly [column: string, figure: string])[];

/** A wide table: the first column names the row, the others are figures. It scrolls sideways within itself. */
export function Figures({ caption, rows }: { caption: string; rows: readonly Row[] }) {
  const t = useWords(words);
  const [first] = rows;
  if (!first) return <Empty>{t.none}</Empty>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls sideways and must take the keyboard
    <section class="wide" tabIndex={0} aria-label={caption}>
      <table>
        <thead>
          <tr>
            {first.map(([column]) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.map(([, figure]) => figure).join(" ")}>
              {row.map(([column, figure], at) =>
                at === 0 ? (
                  <th key={column} scope="row">
                    {figure}
                  </th>
                ) : (
                  <td key={column}>{figure}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
