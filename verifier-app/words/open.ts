const zh = {
  h: "打开一份凭证",
  s: "选一个保存下来的凭证或回执文件，您的手机会自己核验。文件不会传出去。",
  button: "选文件",
  drop: "也可以把文件拖到这里。",
  keep: "把核验程序存下来：一个文件，不联网、没有我们也能用",
};
const en: typeof zh = {
  h: "Open a proof",
  s: "Choose a saved proof or receipt; your phone checks it itself. The file is not sent anywhere.",
  button: "Choose a file",
  drop: "Or drop the file here.",
  keep: "Keep the verifier itself: one file that works offline and without us",
};

/** For whoever opens a saved proof. */
export const openWords = { zh, en } as const;
