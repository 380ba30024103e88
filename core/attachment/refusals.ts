import { refusalText as r } from "../refusal-text.ts";

export const attachmentRefusals = {
  "attachment-not-picture": r(
    415,
    "这不是完整的 JPEG 或 PNG 图片：{problem}。请重新拍一张。",
    "This is no whole JPEG or PNG picture: {problem}. Take it again.",
  ),
  "attachment-not-pdf": r(
    415,
    "这不是完整的 PDF：{problem}。请重新导出，再上传。",
    "This is no whole PDF: {problem}. Export it again, then send it.",
  ),
  "attachment-has-metadata": r(
    422,
    "图片里还带着 {part}，可能有拍摄地点。请用工作台上传，它会先去掉。",
    "The picture still carries {part}, which may say where it was taken. Send it from the console, which takes that off.",
  ),
  "attachment-too-large": r(
    413,
    "图片太大：{width} × {height}，最多 {limit}00 万像素。请缩小再发。",
    "The picture is too large: {width} × {height}, at most {limit} million pixels. Make it smaller.",
  ),
  "attachment-unknown": r(404, "没有这份文件。请核对指纹。", "There is no such file. Check its fingerprint."),
  "attachment-damaged": r(
    500,
    "这份文件和它的指纹对不上了，所以不给看。账本没有受影响。",
    "This file no longer matches its fingerprint, so it is not shown. The log is not affected.",
  ),
  "attachment-quota": r(
    429,
    "今天传的文件已经满 {limit} MB。请明天再传。",
    "You have sent {limit} MB of files today. Send more tomorrow.",
  ),
} as const;
