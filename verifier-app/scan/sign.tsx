/** The scanner's own signs, drawn as those of the page are. */
const paths = {
  scan: "M4 8.5V4h4.5M15.5 4H20v4.5M20 15.5V20h-4.5M8.5 20H4v-4.5M4 12h16",
  picture: "M4 5h16v14H4zM4 16l4.5-4.5 3.5 3.5 2.5-2.5L20 18M9 8.8v.01",
  lamp: "M8 3.5h8l-1.5 5.5v11.5h-5V9zM8.5 6.5h7M12 12v2",
} as const;

export const Sign = ({ name }: { name: keyof typeof paths }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);
