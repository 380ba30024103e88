import { distance, type OverlayWords } from "./words-zh.ts";

const winds = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"] as const;

export const overlayEn: OverlayWords = {
  h: "Through the camera",
  and: ", ",
  plots: "Plots",
  town: "Town",
  picked: "Picked",
  sample: "Sample data",
  aim: "Point the camera at the square code on the pack",
  stays: "The picture stays on your phone.",
  open: "Open the camera",
  close: "Close the camera",
  noCamera:
    "The camera will not open: it may not be allowed, or this app forbids it, as WeChat often does. The card is below; nothing that was checked changes.",
  insecure:
    "This page was not opened by https, so the phone gives it neither camera nor position. The card is here all the same, and you can type a place.",
  own: "The camera sees this pack's code. The card says what this page has checked.",
  other: (code) => `The camera sees another code, ${code}, not the one of this page.`,
  otherHost: (host) => `The camera's code leads to ${host}, which is not this brand's site.`,
  noLabel: "The camera's code is not the one to check on the pack.",
  check: (code) => `Check ${code}`,
  ask: "Show the way to the plot (asks for position and compass)",
  asking: "Waiting for the phone to say where it is…",
  noPosition:
    "The phone did not say where it is: it may not be allowed, or nothing is received here. You can type a place.",
  there: (plot, wind, far) => `${plot} lies ${far} to the ${winds[wind]}`,
  inside: (plot) => `You are inside ${plot}`,
  near: (plot) => `${plot} is close by, too close to tell the direction`,
  distance,
  turn: (degrees) =>
    Math.abs(degrees) <= 10 ? "Straight ahead" : `Turn ${degrees > 0 ? "right" : "left"} ${Math.abs(degrees)}°`,
  from: (city) => `Measured from ${city ? `the middle of ${city}` : "the place you typed"} to the middle of the plot. `,
  accuracy: (metres) =>
    `Measured to the middle of the plot. The phone says its position is good to about ${distance(metres)}; some Chinese browsers shift it by hundreds of metres. `,
  compass: (degrees) =>
    `${degrees === undefined ? "The phone does not say how good its compass is" : `The phone says its compass is good to about ${degrees}°`}, nor whether it means magnetic or true north: the arrow may be off by a few degrees. `,
  northUp: (typed) =>
    `${typed ? "" : "The phone does not say where it points. "}The arrow is drawn as on a map, with north at the top. `,
  invented: "A sample plot: its position is invented.",
  elsewhere: "From another place",
  place: "Where you are",
  show: "Show the way",
  placeHint: "A city, such as Haikou; or latitude and longitude, such as 19.22, 109.44.",
  placeWrong: "That place is not known here. Give a large city, or latitude first and then longitude, with a comma.",
  kept: "Position and direction are worked out on this phone alone: not kept, and sent to nobody.",
};
