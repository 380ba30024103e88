import type { TaskScreen } from "../tasks.ts";
import { Apply } from "./apply.tsx";
import { Attest } from "./attest.tsx";
import { CertificatePage } from "./certificate.tsx";
import { Certificates } from "./certificates.tsx";
import { Issue } from "./issue.tsx";
import { RequestPage, Requests } from "./requests.tsx";
import { Rescope } from "./rescope.tsx";
import { Sell } from "./sell.tsx";

export const certifierTasks: readonly TaskScreen[] = [
  {
    path: "apply",
    roles: ["grower", "factory", "packer"],
    icon: "file",
    title: { zh: "申请认证", en: "Apply" },
    screen: Apply,
  },
  {
    path: "requests",
    roles: ["certifier"],
    icon: "person",
    title: { zh: "认证申请", en: "Applications" },
    screen: Requests,
  },
  {
    path: "request",
    roles: ["certifier"],
    icon: "person",
    title: { zh: "认证申请", en: "Application" },
    screen: RequestPage,
    inner: true,
  },
  {
    path: "certificates",
    roles: ["certifier"],
    icon: "file",
    title: { zh: "证书", en: "Certificates" },
    screen: Certificates,
  },
  { path: "issue", roles: ["certifier"], icon: "pen", title: { zh: "签发证书", en: "Issue" }, screen: Issue },
  {
    path: "attest",
    roles: ["certifier"],
    icon: "scale",
    title: { zh: "互认条件", en: "Recognition" },
    screen: Attest,
  },
  {
    path: "certificate",
    roles: ["certifier"],
    icon: "file",
    title: { zh: "证书", en: "Certificate" },
    screen: CertificatePage,
    inner: true,
  },
  {
    path: "rescope",
    roles: ["certifier"],
    icon: "repeat",
    title: { zh: "续证、缩小范围", en: "Renew or reduce" },
    screen: Rescope,
    inner: true,
  },
  {
    path: "sell",
    roles: ["certifier"],
    icon: "truck",
    title: { zh: "开销售证", en: "Sales certificate" },
    screen: Sell,
    inner: true,
  },
];
