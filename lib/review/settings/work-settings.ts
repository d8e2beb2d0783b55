import type { Difference } from '../difference';
import { scheduleRuns } from '../schedule-runs';
import { valueAt } from '../value-at';
import type { JudgedSetting } from './setting-change';
import { becomes, gone, instead, plainText } from './setting-words';

const workload = /^(apps\/(Deployment|StatefulSet|DaemonSet)|batch\/(Cron)?Job)$/;

const mailWords = instead('sends mail, with links that set passwords, by');

/**
 * Settings by which pods are there and do not do their work, or do it elsewhere. Sources: Kubernetes' reference of its API; references of
 * GitLab's chart, Loki's operator and Keycloak.
 */
export const workSettings: readonly JudgedSetting[] = [
  {
    kind: workload,
    field: /\.initContainers(\[[^\]]*\])?$/,
    class: 'interrupts',
    what: gone('starts without a step that ran before its program'),
  },
  {
    kind: workload,
    field: /\.command\b/,
    class: 'interrupts',
    what: ({ before, after }) => (isIdle(after) && !isIdle(before) ? 'runs a command that does nothing' : undefined),
  },
  {
    kind: workload,
    field: /\.volumeMounts(\[[^\]]*\](\.mountPath)?)?$/,
    class: 'interrupts',
    what: ({ path, before }) =>
      path.at(-1) === 'mountPath'
        ? `has no longer what a volume holds at ${plainText(before)}, and starts with an empty folder there`
        : undefined,
  },
  {
    kind: /^batch\/CronJob$/,
    field: /^spec\.schedule$/,
    class: 'watch',
    what: ({ before, after }) => {
      const [then, now] = [scheduleRuns(before), scheduleRuns(after)];
      return then !== undefined && now !== undefined && now >= often * then
        ? `runs ${Math.round(now)} times in four weeks in place of ${Math.round(then)}`
        : undefined;
    },
  },
  {
    kind: /^loki\.grafana\.com\/LokiStack$/,
    field: /^spec\.size$/,
    class: 'weakens',
    what: (difference) => {
      const [then, now] = [difference.before, difference.after].map((size) => sizes.indexOf(plainText(size)));
      return now !== undefined && then !== undefined && now < then ? sizeWords(difference) : undefined;
    },
  },
  { kind: /^apps\.gitlab\.com\/GitLab$/, field: /\.smtp\.address$/, class: 'lets-in', what: mailWords },
  { kind: workload, field: /\.env\[[^\]]*SMTP[^\]]*(HOST|ADDRESS)[^\]]*\]\.value$/, class: 'lets-in', what: mailWords },
  { kind: /^\/ConfigMap$/, field: /\.smtpServer\.host$/, class: 'lets-in', what: mailWords },
  {
    kind: /^route\.openshift\.io\/Route$/,
    field: /^spec\.httpHeaders\.actions\.request\[X-Forwarded-For\].*\.value$/,
    class: 'weakens',
    what: instead('takes the address of clients, by which limits and logs go, from'),
  },
  {
    kind: /^argoproj\.io\/AppProject$/,
    field: /^spec\.signatureKeys\b/,
    class: 'watch',
    // Without any signer, signatures are not asked for, which is told by what may be delivered.
    what: ({ before, after }, change) =>
      before === undefined || after !== undefined || valueAt(change.after, ['spec', 'signatureKeys', 0]) === undefined
        ? undefined
        : `no longer takes what ${plainText(before)} has signed`,
  },
  {
    kind: /^\/Service$/,
    field: /^spec\.externalTrafficPolicy$/,
    class: 'weakens',
    what: becomes('Cluster', 'sees the addresses of machines in place of those of clients'),
  },
  {
    kind: /^policy\/PodDisruptionBudget$/,
    field: /^spec\.(maxUnavailable|minAvailable)$/,
    class: 'interrupts',
    what: ({ path, after }) =>
      path.at(-1) === 'maxUnavailable' ? everyPod(after === '100%') : everyPod(after === '0%' || after === 0),
  },
  {
    kind: workload,
    field: /\.imagePullPolicy$/,
    class: 'interrupts',
    what: becomes('Never', 'starts only on machines that have its image already'),
  },
];

/** Whether a command only waits, or ends well, whatever it is for. */
const isIdle = (command: unknown): boolean =>
  /^\["(?:\/\S*\/)?(?:true|sleep|:|echo)"|^\["(?:\/\S*\/)?(?:ba)?sh","-c","(?:true|:|sleep \w+|exit 0)"/.test(
    JSON.stringify(command ?? []),
  );

/** How many times as often makes a difference. */
const often = 4;

/** Sizes, the least first. Source: Loki operator's reference of its API. */
const sizes = ['1x.demo', '1x.pico', '1x.extra-small', '1x.small', '1x.medium'];

const sizeWords = ({ before, after }: Difference): string =>
  `is of size ${plainText(after)} in place of ${plainText(before)}: logs beyond what that takes are lost`;

const everyPod = (isAll: boolean): string | undefined =>
  isAll ? 'lets all its pods be stopped at once when machines are drained' : undefined;
