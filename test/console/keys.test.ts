import { createHash } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sampleAuthor } from "#scripts/author.ts";
import { type Desk, desk as onDesk, openDesk, phone, visit } from "./desk.ts";

/** A photograph as a phone's camera leaves it: with a segment that may say where it was taken (Exif 2.32 §4.7.2). */
const withPlace = (jpeg: Buffer): Buffer =>
  Buffer.concat([
    jpeg.subarray(0, 2),
    Buffer.from("ffe10012", "hex"),
    Buffer.from("Exif\0\0GPS 19.23N"),
    jpeg.subarray(2),
  ]);

/** Of each file in the outbox, whether its bytes are still on the phone. */
const bytesKept = (page: Page): Promise<boolean[]> =>
  page.evaluate(async () => {
    const opened = indexedDB.open("liangji-console");
    await new Promise((done) => opened.addEventListener("success", done));
    const all = opened.result.transaction("outbox").objectStore("outbox").getAll();
    await new Promise((done) => all.addEventListener("success", done));
    const steps: { kind: string; bytes?: unknown }[] = all.result.flatMap(({ steps }) => steps);
    return steps.filter(({ kind }) => kind === "file").map((step) => "bytes" in step);
  });

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.close());

describe("keys", () => {
  it("a new grower makes a key, is admitted from its invitation, and gets in", async () => {
    const grower = await desk.open(phone);
    await visit(grower, desk.url, "sign-in");
    await grower.getByRole("button", { name: "新建钥匙" }).click();
    await grower.getByAltText("公钥二维码").waitFor();
    const publicKey = await grower.getByLabel("公钥", { exact: true }).textContent();
    expect(publicKey).toMatch(/^[A-Za-z0-9_-]{87}$/);

    const operator = await desk.signIn("brand-operator", onDesk);
    await visit(operator, desk.url, `admit/${publicKey}`);
    await operator.getByLabel("编号").fill("tea-garden-9");
    await operator.getByLabel("名称 · 中文").fill("示例茶场九");
    await operator.getByLabel("名称 · 英文").fill("Sample tea garden 9");
    await operator.getByRole("button", { name: "签名并保存" }).click();
    await operator.getByText(/登记主体 示例茶场九/).waitFor();

    await grower.getByRole("link", { name: "登记好了，进入" }).click();
    await grower.getByRole("heading", { name: "示例茶场九" }).waitFor();
  });

  it("a private key cannot be read out of the browser, imported or made here", async () => {
    const page = await desk.signIn("tea-garden-1", phone);
    const kept = await page.evaluate(async () => {
      const opened = indexedDB.open("liangji-console");
      await new Promise((done) => opened.addEventListener("success", done));
      const all = opened.result.transaction("keys").objectStore("keys").getAll();
      await new Promise((done) => all.addEventListener("success", done));
      return Promise.all(
        all.result.map(async ({ privateKey }: { privateKey: CryptoKey }) => [
          privateKey.extractable,
          await crypto.subtle.exportKey("pkcs8", privateKey).then(
            () => "read",
            () => "refused",
          ),
        ]),
      );
    });
    expect(kept).toEqual([[false, "refused"]]);
    expect(page.url()).toBe(`${desk.url}#/`);
  });

  it("refuses a sample key where the policy is not a sample's", async () => {
    const page = await desk.open(phone, "block");
    await page.route("**/policy.json", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...(await answer.json()), sample: false } });
    });
    await page.goto(`${desk.url}#/sign-in/tea-garden-1/${sampleAuthor("tea-garden-1").pkcs8}`);
    await page.getByText("这不是示例系统，不能从链接带入钥匙。").waitFor();
    expect(await page.getByText("示例数据").count()).toBe(0);
  });

  it("refuses a sample key under another actor's name", async () => {
    const page = await desk.open(phone);
    await page.goto(`${desk.url}#/sign-in/brand-operator/${sampleAuthor("tea-garden-1").pkcs8}`);
    await page.getByText("这把钥匙不是这个主体的。").waitFor();
  });
});

describe("without signal", () => {
  it("a planting with its photograph is signed in the field, waits on the phone, survives a restart, and is sent by itself", async () => {
    const page = await desk.signIn("tea-garden-1", phone);
    const taken = withPlace(await page.screenshot({ type: "jpeg" }));
    await visit(page, desk.url, "plant");
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
    await page.reload();
    await page.getByLabel("品种").fill("示例品种");
    await page.getByLabel("每亩多少株").fill("2200");
    await page.context().setOffline(true);
    await page.getByLabel("拍一张（可不拍）").setInputFiles({ name: "1.jpg", mimeType: "image/jpeg", buffer: taken });
    await page.getByAltText("第 1 张照片").waitFor();
    await page
      .getByLabel("从相册选")
      .setInputFiles({ name: "2.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no") });
    await page.getByText("这张照片打不开，没有加进来。请重新拍一张。").waitFor();
    await page.getByRole("button", { name: "签名并保存" }).click();
    await page.getByText("签好了，存在这台设备里。有了信号会自动发。").waitFor();
    await page.getByText("没有信号，照常记").waitFor();
    await page.reload();
    await page.getByText("1 条待发").waitFor();
    await page.context().setOffline(false);
    await page.getByText("1 条待发").waitFor({ state: "detached" });
    await visit(page, desk.url, "outbox");
    const line = (await page.getByText(/第 \d+ 行/).textContent()) ?? "";
    const { entry } = await (await fetch(new URL(`/entries/${/\d+/.exec(line)?.[0]}`, desk.url))).json();
    const [photo] = entry.statement["liangji:photos"];
    const stored = Buffer.from(await (await fetch(new URL(`/attachments/${photo.sha256}`, desk.url))).arrayBuffer());
    expect(createHash("sha256").update(stored).digest("hex")).toBe(photo.sha256);
    expect(taken.includes("Exif")).toBe(true);
    expect(stored.includes("Exif")).toBe(false);
    expect(stored.length).toBeLessThanOrEqual(250_000);
    expect(await bytesKept(page)).toEqual([false]);
  });

  it("a panorama is placed by a tap on the plot, says whether buyers see the place or an illustration", async () => {
    const page = await desk.signIn("tea-garden-1", phone);
    await page.setViewportSize({ width: 400, height: 200 });
    const around = await page.screenshot({ type: "png" });
    const narrow = await page.screenshot({ type: "png", clip: { x: 0, y: 0, width: 300, height: 200 } });
    await page.setViewportSize(phone);
    await visit(page, desk.url, "scene");
    const choose = (buffer: Buffer) =>
      page.getByLabel("全景画面（宽是高的两倍）").setInputFiles({ name: "a.png", mimeType: "image/png", buffer });
    await choose(narrow);
    await page.getByRole("button", { name: "还不能签（不是一圈的全景，宽要是高的两倍）" }).waitFor();
    await choose(around);
    await page.getByText("买的人看到的是“示意”").waitFor();
    await page.getByRole("img", { name: "地块的形状，点一下就是拍摄点" }).click();
    await page.getByText(/在地块里，离边界 \d+ m/).waitFor();
    await page.getByText("买的人看到的是“实景”").waitFor();
    await page.getByRole("radio", { name: "画的" }).check();
    await page.getByText("买的人看到的是“示意”").waitFor();
    await page.getByRole("radio", { name: "照片" }).check();
    await page.context().grantPermissions(["geolocation"]);
    await page.context().setGeolocation({ longitude: 109.9, latitude: 19.9, accuracy: 12 });
    await page.getByRole("button", { name: "用手机现在的位置（会问您同意）" }).click();
    await page.getByText("手机说误差大约 12 m。请在图上看对不对。").waitFor();
    await page.getByText(/在地块外，离边界 \d+ m/).waitFor();
    await page.getByLabel("画面里有什么，给看不见的人 · 中文").fill("一行行茶树");
    await page.getByLabel("画面里有什么，给看不见的人 · 英文").fill("Rows of tea");
    await page.getByRole("button", { name: "签名并保存" }).click();
    await page.getByText(/已到账，第 \d+ 行/).waitFor();
  });

  it("an entry whose place was taken meanwhile comes back, and is accepted once signed again", async () => {
    const here = await desk.signIn("tea-garden-1", phone);
    await visit(here, desk.url, "plant");
    await here.getByLabel("品种").fill("示例品种一");
    await here.getByLabel("每亩多少株").fill("2200");
    await here.context().setOffline(true);
    await here.getByRole("button", { name: "签名并保存" }).click();
    await here.getByText("1 条待发").waitFor();
    const there = await desk.signIn("tea-garden-1", phone);
    await visit(there, desk.url, "plant");
    await there.getByLabel("品种").fill("示例品种二");
    await there.getByLabel("每亩多少株").fill("2200");
    await there.getByRole("button", { name: "签名并保存" }).click();
    await there.getByText(/已到账/).waitFor();

    await here.context().setOffline(false);
    await here.getByText("1 条退回").waitFor();
    await visit(here, desk.url, "outbox");
    await here.getByText(/已经有第 \d+ 条了/).waitFor();
    await here.getByRole("button", { name: "接着最新的再签一次" }).click();
    await here.getByText(/第 \d+ 行/).waitFor();
    expect(await here.getByText("退回来的").count()).toBe(0);
  });

  it("an act of which the service cannot say yet whether it counts goes out again as it was signed, and counts once", async () => {
    const page = await desk.signIn("tea-garden-1", phone, "block");
    const sent: (string | null)[] = [];
    // The phone may try again by itself first: no answer comes before the button was pressed.
    const pressed = Promise.withResolvers<void>();
    await page.route("**/acts", async (route) => {
      sent.push(route.request().postData());
      if (sent.length > 1) {
        await pressed.promise;
        return route.continue();
      }
      await route.fetch();
      const unsure = { code: "act-unconfirmed", status: 503, title: "", titleEn: "", facts: {} };
      return route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify(unsure) });
    });
    await visit(page, desk.url, "harvest");
    await page.getByRole("checkbox", { name: "地块七" }).click();
    await page.getByLabel("地块七的鲜叶重量").fill("1");
    await page.getByRole("button", { name: "签名并保存" }).click();
    await page.getByText("签好了，存在这台设备里。有了信号会自动发。").waitFor();
    await visit(page, desk.url, "outbox");
    await page.getByRole("button", { name: "现在试" }).click();
    pressed.resolve();
    await page
      .getByText(/已上链|第 \d+ 行/)
      .first()
      .waitFor();
    expect(sent[1]).toBe(sent[0]);
    expect(await page.getByText("1 条待发").count()).toBe(0);
    await page.context().close();
  });
});
