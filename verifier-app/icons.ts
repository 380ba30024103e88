/** What is drawn under the verdict (icon.tsx). */
export const icons = {
  flag: "M6 21V4M6 4h12l-2.5 4L18 12H6",
  save: "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4 16v4h16v-4",
  phone: "M8.5 4 5 4.8C4.6 12.5 11.5 19.4 19.2 19l.8-3.5-4.2-2-2 2A13 13 0 0 1 8.5 10.2l2-2z",
  close: "M5.5 5.5l13 13M18.5 5.5l-13 13",
  check: "M4.5 12.5 10 18 19.5 7",
  cross: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  question: "M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1.2-1.5 2.3M12 18.5v.01",
  minus: "M6 12h12",
  clock: "M12 3.5a8.5 8.5 0 1 0 .01 0M12 7.5V12l3 2",
  next: "M9.5 6l6 6-6 6",
  file: "M6 3.5h8l4 4V20.5H6zM14 3.5v4h4",
} as const;
