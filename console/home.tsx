import { Bodies } from "./accreditor/bodies.tsx";
import { BatchList } from "./batch-list.tsx";
import { CertificateList } from "./certifier/certificates.tsx";
import { PlotsToday } from "./grower/plots-today.tsx";
import { Repeat } from "./grower/repeat.tsx";
import { ReportList } from "./laboratory/report-list.tsx";
import { useLanguage } from "./language.ts";
import { Quota } from "./operator/quota.tsx";
import { Icon } from "./parts/icon.tsx";
import { Screen } from "./parts/screen.tsx";
import { RecallNotices } from "./recall/notices.tsx";
import { hrefOf } from "./route.ts";
import { useSignedIn } from "./session.ts";
import { tasksOf } from "./tasks.ts";

/** Big buttons for every task, and under them what the role looks at every day. */
export function Home() {
  const language = useLanguage();
  const { me } = useSignedIn();
  const is = (role: (typeof me.roles)[number]) => me.roles.includes(role);
  return (
    <Screen title={me.name[language]} back={false}>
      <RecallNotices of={me.actor} />
      {is("grower") && <Repeat />}
      <ul class="tasks">
        {tasksOf(me.roles)
          .filter(({ inner }) => !inner)
          .map(({ path, icon, title }) => (
            <li key={path}>
              <a href={hrefOf(path)}>
                <Icon name={icon} />
                {title[language]}
              </a>
            </li>
          ))}
      </ul>
      {is("operator") && <Quota />}
      {is("accreditor") && <Bodies />}
      {is("certifier") && <CertificateList />}
      {is("laboratory") && <ReportList />}
      {is("grower") && <PlotsToday />}
      {(is("grower") || is("factory") || is("packer")) && <BatchList of={me.actor} />}
      {is("regulator") && <BatchList />}
    </Screen>
  );
}
