import { canonical } from '../difference';
import { isOn } from '../is-on';
import type { JudgedSetting } from './setting-change';

const stopped = ({ before, after }: Parameters<JudgedSetting['what']>[0]): string | undefined =>
  isOn(after) && !isOn(before) ? 'is stopped' : undefined;

/** Kinds of pods of which there may be several, each as good as the other. */
const replicated =
  /^(apps\/(Deployment|StatefulSet)|postgresql\.cnpg\.io\/Pooler|operator\.openshift\.io\/IngressController)$/;

/** Settings by which something that runs is stopped, or has less to run on. */
export const runningSettings: readonly JudgedSetting[] = [
  {
    kind: replicated,
    field: /^spec\.(replicas|instances)$/,
    class: 'interrupts',
    what: ({ before, after }) => {
      if (after === 0 && before !== 0) return 'is stopped: it has no pods';
      return after === 1 && Number(before) > 1
        ? 'has one pod left, and nobody answers while that one is replaced'
        : undefined;
    },
  },
  {
    kind: replicated,
    field: /^spec\.(replicas|instances)$/,
    class: 'watch',
    what: ({ before, after }) =>
      Number(after) < Number(before) ? `has ${String(after)} pods in place of ${String(before)}` : undefined,
  },
  {
    kind: /^apps\/Deployment$/,
    field: /^spec\.strategy(\.type)?$/,
    class: 'interrupts',
    what: ({ before, after }) =>
      canonical(after).includes('"Recreate"') && !canonical(before).includes('"Recreate"')
        ? 'is stopped at each change, before its new pods start'
        : undefined,
  },
  {
    kind: /^autoscaling\/HorizontalPodAutoscaler$/,
    field: /^spec\.maxReplicas$/,
    class: 'watch',
    what: ({ before, after }) =>
      Number(after) < Number(before) ? `grows to ${String(after)} pods in place of ${String(before)}` : undefined,
  },
  {
    kind: /^postgresql\.cnpg\.io\/Cluster$/,
    field: /^metadata\.annotations(\.cnpg\.io\/hibernation|\[.*hibernation\])?$/,
    class: 'interrupts',
    what: ({ before, after }) => {
      const hibernates = (value: unknown) => value === 'on' || canonical(value).includes('"cnpg.io/hibernation":"on"');
      return hibernates(after) && !hibernates(before) ? 'is stopped: it hibernates' : undefined;
    },
  },
  { kind: /\/PostgresCluster$/, field: /^spec\.shutdown$/, class: 'interrupts', what: stopped },
  { kind: /\/PerconaXtraDBCluster$/, field: /^spec\.pause$/, class: 'interrupts', what: stopped },
  { kind: /^batch\/CronJob$/, field: /^spec\.suspend$/, class: 'interrupts', what: stopped },
];
