type PickProps = {
  readonly label: string;
  readonly drop: string;
  readonly multiple?: boolean;
  readonly onFiles: (files: FileList | null) => void;
};

/** A button that opens the phone's own file chooser, in the reader's language: the browser's own words are in its. */
export const Pick = ({ label, drop, multiple = false, onFiles }: PickProps) => (
  <div class="again">
    <label class="filled">
      <input
        class="unseen"
        type="file"
        multiple={multiple}
        accept="application/json,.json"
        onChange={({ currentTarget }) => {
          onFiles(currentTarget.files);
          // The same file may be chosen again.
          currentTarget.value = "";
        }}
      />
      {label}
    </label>
    <p class="line">{drop}</p>
  </div>
);
