import { useState } from "preact/hooks";
import { captureScene } from "#core/work/scene.ts";
import { dictionary, useLanguage, useWords } from "../language.ts";
import { localTime, shownTime } from "../parts/clock.ts";
import { Commitment } from "../parts/commitment.tsx";
import { Chips, NamesField, SelectField, TextField, TimeField } from "../parts/field.tsx";
import { useForm } from "../parts/form.ts";
import { Empty, Screen, Shown } from "../parts/screen.tsx";
import { heldBy } from "../read/plots.ts";
import { useView } from "../read/use-view.ts";
import type { Plot } from "../read/views.ts";
import type { OwnPicture } from "../send/attach.ts";
import { useSignedIn } from "../session.ts";
import { isAround, PanoramaField } from "./panorama.tsx";
import { type Position, PositionField } from "./position.tsx";
import { isWithin } from "./within.ts";

const words = dictionary(
  {
    title: "发全景",
    none: "没有归您的地块。请运营方测绘登记。",
    which: "哪块地",
    medium: "这是什么",
    photograph: "照片",
    drawing: "画的",
    heading: "画面正中朝哪（正北是 0，顺时针，度）",
    description: "画面里有什么，给看不见的人",
    time: "什么时候拍的",
    noPicture: "没选画面",
    notAround: "不是一圈的全景，宽要是高的两倍",
    badHeading: "朝向要填 0 到 359",
    noDescription: "没写画面里有什么",
    said: (time: string, plot: string, heading: string) => `${time}，我在${plot}拍下一圈，正中朝 ${heading}°。`,
    drawn: (time: string, plot: string) => `${time}，我为${plot}画了一圈。`,
    real: "拍摄点在边界里：买的人看到的是“实景”。",
    illustration: "买的人看到的是“示意”，不算这块地的样子：画的，没有拍摄点，或拍摄点在边界外。",
  },
  {
    title: "Panorama",
    none: "No plot is yours yet. Ask the operator to survey it.",
    which: "Which plot",
    medium: "What it is",
    photograph: "Photograph",
    drawing: "Drawing",
    heading: "Direction of its middle (north is 0, clockwise, degrees)",
    description: "What is to be seen, for those who cannot",
    time: "Taken at",
    noPicture: "no picture chosen",
    notAround: "not a picture all around: it must be twice as wide as high",
    badHeading: "the direction is a number from 0 to 359",
    noDescription: "what is to be seen is missing",
    said: (time, plot, heading) => `At ${time} I photographed ${plot} all around; its middle looks to ${heading}°.`,
    drawn: (time, plot) => `At ${time} I drew a view for ${plot}.`,
    real: "It was taken inside the outline: buyers see it as the place.",
    illustration:
      "Buyers see it as an illustration, not as the place: it is drawn, or says no position, or one outside the outline.",
  },
);

/** A panorama of a plot, by its holder or the operator. */
export function Capturing() {
  const t = useWords(words);
  const { me } = useSignedIn();
  const loaded = useView("/plots");
  return (
    <Screen title={t.title}>
      <Shown loaded={loaded}>
        {({ plots }) => {
          const own = me.roles.includes("operator") ? plots : heldBy(plots, me.actor);
          return own.length === 0 ? <Empty>{t.none}</Empty> : <Form plots={own} />;
        }}
      </Shown>
    </Screen>
  );
}

function Form({ plots }: { plots: readonly Plot[] }) {
  const t = useWords(words);
  const language = useLanguage();
  const [picture, setPicture] = useState<OwnPicture>();
  const [position, setPosition] = useState<Position>();
  const { form, set } = useForm(() => ({
    plot: plots[0]?.plot ?? "",
    medium: "photograph" as "photograph" | "drawing",
    heading: "0",
    description: { zh: "", en: "" },
    time: localTime(new Date()),
  }));
  const survey = plots.find(({ plot }) => plot === form.plot)?.survey;
  if (!survey) return null;
  const { medium, heading, description, time } = form;
  const real = medium === "photograph" && position !== undefined && isWithin(survey, position);
  const missing = () => {
    if (!picture) return t.noPicture;
    if (!isAround(picture)) return t.notAround;
    if (!/^(?:\d|[1-9]\d|[12]\d\d|3[0-5]\d)$/.test(heading)) return t.badHeading;
    return description.zh.trim() === "" || description.en.trim() === "" ? t.noDescription : undefined;
  };
  const name = survey.name;
  return (
    <>
      <SelectField
        label={t.which}
        value={form.plot}
        onValue={(plot) => {
          set("plot")(plot);
          setPosition(undefined);
        }}
        options={plots.map((one) => ({ value: one.plot, text: one.survey.name[language] }))}
      />
      <PanoramaField picture={picture} onPicture={setPicture} />
      <Chips
        label={t.medium}
        chosen={[medium]}
        onChosen={([value]) => set("medium")(value === "drawing" ? "drawing" : "photograph")}
        options={(["photograph", "drawing"] as const).map((value) => ({ value, text: t[value] }))}
      />
      <TimeField label={t.time} value={time} onValue={set("time")} />
      <TextField label={t.heading} value={heading} onValue={set("heading")} mode="numeric" />
      <PositionField key={form.plot} survey={survey} position={position} onPosition={setPosition} />
      <NamesField label={t.description} value={description} onValue={set("description")} />
      <Commitment
        about={{ title: { zh: words.zh.title, en: words.en.title }, detail: name }}
        missing={missing()}
        consequence={real ? t.real : t.illustration}
        task={() => ({
          steps: picture
            ? [
                {
                  kind: "file" as const,
                  sha256: picture.picture.sha256,
                  mediaType: picture.picture.mediaType,
                  bytes: picture.bytes,
                },
                ...captureScene({
                  occurredAt: time,
                  plot: form.plot,
                  medium,
                  picture: picture.picture,
                  headingDegrees: Number(heading),
                  ...(position && { position: [...position] as [number, number] }),
                  description: { zh: description.zh.trim(), en: description.en.trim() },
                }),
              ]
            : [],
          ids: [form.plot],
        })}
      >
        {medium === "drawing"
          ? t.drawn(shownTime(time), name[language])
          : t.said(shownTime(time), name[language], heading)}
      </Commitment>
    </>
  );
}
