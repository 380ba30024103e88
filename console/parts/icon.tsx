/** One 24-grid set, stroke 2, round caps. */
const paths = {
  leaf: "M5 19c0-9 5-14 15-14 0 9-4 14-11 14-2 0-4-1-4-3 0-4 4-7 8-8",
  spray: "M8 10h6v11H8zM9 10V6h4v4M13 7h3M18.5 4v.01M18.5 7v.01M20.5 5.5v.01",
  sprout: "M12 21v-9M12 12c0-4-3-6-7-6 0 4 3 6 7 6zM12 14c0-3 2.5-5 6.5-5 0 3-2.5 5-6.5 5z",
  lock: "M6 11h12v10H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  truck:
    "M2.5 6h11v10h-11zM13.5 10h4l3.5 3.500V16h-7.500zM6.5 18.500a1.8 1.8 0 1 0 .01 0M17 18.500a1.8 1.8 0 1 0 .01 0",
  steps: "M4 18c3 0 3-4 6-4s3-4 6-4 3-4 4-4M4 21h16",
  flask: "M10 3h4M11 3v6L5 19.500c-.5 1 0 1.5 1 1.500h12c1 0 1.5-.5 1-1.500L13 9V3M7.5 15h9",
  pack: "M5 8h14v13H5zM8 8V5h8v3M9 13h6",
  label: "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM14 14h2v2h-2zM18 18h2v2h-2z",
  file: "M6 3.500h8l4 4V20.500H6zM14 3.500v4h4M9 12h6M9 16h6",
  check: "M4.5 12.5 10 18 19.5 7",
  flag: "M6 21V4M6 4h12l-2.5 4L18 12H6",
  person: "M12 4a4 4 0 1 0 .01 0M4.5 20.500c.5-4 3-6 7.5-6s7 2 7.5 6",
  pin: "M12 21c-5-5.5-7-8-7-11a7 7 0 0 1 14 0c0 3-2 5.5-7 11zM12 7.500a2.5 2.5 0 1 0 .01 0",
  scale: "M12 4v16M8 20h8M4 8h16M4 8l-2 6h4zM20 8l-2 6h4z",
  pen: "M5 19l1-4L16 5l3 3L9 18zM14 7l3 3",
  repeat:
    "M5 11V9.500A2.5 2.5 0 0 1 7.5 7H18M15.5 4.2 18.5 7l-3 2.800M19 13v1.500a2.5 2.5 0 0 1-2.5 2.500H6M8.5 14.2 5.5 17l3 2.8",
  back: "M14.5 6l-6 6 6 6",
  offline: "M3 4l18 17M5 11a10 10 0 0 1 3-2M8.5 15a5 5 0 0 1 6.5-.5M12 19v.01M13 8.500a10 10 0 0 1 6 2.5",
  key: "M8 11a4 4 0 1 0 .01 0M11 12.5 20 4M17 7l2.5 2.500M14.5 9.5 16.5 11.5",
  print: "M7 9V4h10v5M5 9h14v8h-3M5 17V9M5 17h3M8 14h8v6H8z",
  home: "M4 11l8-7 8 7M6 10v10h12V10",
  clock: "M12 4a8 8 0 1 0 .01 0M12 8v4.5l3 2",
  camera: "M3 8h4l2-3h6l2 3h4v11H3zM12 10a3 3 0 1 0 .01 0",
  send: "M12 20V5M6 11l6-6 6 6",
} as const;
export type IconName = keyof typeof paths;

export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);
