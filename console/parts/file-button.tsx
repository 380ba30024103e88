import { type ComponentChildren, Fragment } from "preact";
import { useId } from "preact/hooks";

type Props = {
  /** What the button says. */
  readonly children: ComponentChildren;
  readonly accept: string;
  readonly onFiles: (files: readonly File[]) => void;
  readonly multiple?: boolean;
  /** Opens the phone's camera where there is one. */
  readonly camera?: boolean;
  readonly class?: string;
  /** Id of the note that says more. */
  readonly describedBy?: string;
};

/** Chooses files by a button in the reader's language: a file input of its own speaks the browser's. The same file may be chosen twice. */
export function FileButton({ children, accept, onFiles, multiple, camera, class: kind = "", describedBy }: Props) {
  const id = useId();
  return (
    <Fragment>
      <label for={id} class={`button ${kind}`.trim()}>
        {children}
      </label>
      <input
        id={id}
        class="unseen"
        type="file"
        accept={accept}
        multiple={multiple ?? false}
        {...(camera && { capture: "environment" as const })}
        {...(describedBy && { "aria-describedby": describedBy })}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          currentTarget.value = "";
          if (files.length > 0) onFiles(files);
        }}
      />
    </Fragment>
  );
}
