import { prometheusSeconds } from '../alerts/prometheus-seconds';
import { canonical, pathText } from '../difference';
import { valueAt } from '../value-at';
import type { JudgedSetting } from './setting-change';
import { becomes, gone, instead, plainText } from './setting-words';

/** Audit profiles of the API server, the one that writes most first. */
const auditProfiles = ['AllRequestBodies', 'WriteRequestBodies', 'Default', 'None'];

/**
 * Settings of the cluster itself that protect what runs in it, and its data. Sources: references of the APIs of OpenShift and Kubernetes.
 */
export const clusterSettings: readonly JudgedSetting[] = [
  {
    kind: /^config\.openshift\.io\/APIServer$/,
    field: /^spec\.encryption(\.type)?$/,
    class: 'weakens',
    what: ({ before, after }) =>
      canonical(before).includes('aes') && !canonical(after).includes('aes')
        ? 'writes secrets into etcd unencrypted'
        : undefined,
  },
  {
    kind: /^config\.openshift\.io\/APIServer$/,
    field: /^spec\.audit(\.profile)?$/,
    class: 'weakens',
    what: ({ before, after }) => {
      const level = (value: unknown) =>
        auditProfiles.findIndex((each) => canonical(value ?? 'Default').includes(`"${each}"`));
      return level(after) > level(before) ? 'writes down less of who did what by the API' : undefined;
    },
  },
  {
    kind: /^config\.openshift\.io\/APIServer$/,
    field: /^spec\.additionalCORSAllowedOrigins/,
    class: 'lets-in',
    what: ({ after }) => (after === undefined ? undefined : 'answers scripts of other websites'),
  },
  {
    kind: /^config\.openshift\.io\/Image$/,
    field: /^spec\.registrySources/,
    class: 'weakens',
    what: ({ after }) =>
      /insecureRegistries|"\w/.test(canonical(after))
        ? 'takes images from other registries, or without TLS'
        : undefined,
  },
  {
    kind: /^config\.openshift\.io\/Proxy$/,
    field: /^spec\.https?Proxy$/,
    class: 'lets-in',
    what: ({ after }) =>
      after === undefined ? undefined : `sends requests of the cluster through ${plainText(after)}`,
  },
  {
    kind: /^config\.openshift\.io\/Proxy$/,
    field: /^spec\.trustedCA(\.name)?$/,
    class: 'interrupts',
    what: ({ after }) =>
      after === undefined || after === ''
        ? 'no longer trusts the authorities that were added: calls that need them fail'
        : undefined,
  },
  {
    kind: /^\/ConfigMap$/,
    field: /^data\b.*ca-bundle\.crt/,
    class: 'lets-in',
    what: ({ before, after }) =>
      certificates(after).every((each) => certificates(before).includes(each))
        ? undefined
        : 'trusts another authority, which can answer as any server',
  },
  {
    kind: /^machine\.openshift\.io\/MachineSet$/,
    field: /\.spotMarketOptions$/,
    class: 'interrupts',
    what: ({ before, after }) =>
      before === undefined && after !== undefined
        ? 'are bought on the spot market: AWS takes them back with two minutes’ notice'
        : undefined,
  },
  {
    kind: /^storage\.k8s\.io\/StorageClass$/,
    field: /^reclaimPolicy$/,
    class: 'loses-data',
    what: ({ before, after }) =>
      before === 'Retain' && after !== 'Retain' ? 'deletes a disk with its claim, and kept it before' : undefined,
  },
  {
    kind: /^snapshot\.storage\.k8s\.io\/VolumeSnapshotClass$/,
    field: /^deletionPolicy$/,
    class: 'loses-data',
    what: becomes('Delete', 'deletes a snapshot with its object, and kept it before'),
  },
  {
    kind: /^route\.openshift\.io\/Route$/,
    field: /^spec\.httpHeaders\.actions\.request\b.*\.value$/,
    class: 'watch',
    what: instead('writes into a header of each request'),
  },
  {
    kind: /^machine\.openshift\.io\/MachineHealthCheck$/,
    field: /^spec\.(unhealthyConditions|nodeStartupTimeout)\b/,
    class: 'interrupts',
    what: ({ path }, change) => {
      const [before, after] = [change.before, change.after].map((object) => {
        const spec = valueAt(object, ['spec']);
        const part = valueAt(spec, [
          path.includes('nodeStartupTimeout') ? 'nodeStartupTimeout' : 'unhealthyConditions',
        ]);
        const times = [...canonical(part).matchAll(/"((?:\d+(?:ms|[smhd]))+)"/g)].map(([, time = '']) => time);
        return times.toSorted((one, other) => prometheusSeconds(one) - prometheusSeconds(other))[0];
      });
      return before !== undefined && after !== undefined && prometheusSeconds(after) < prometheusSeconds(before)
        ? `replaces machines that do not answer for ${after}, and waited for ${before}`
        : undefined;
    },
  },
  {
    kind: /^machine\.openshift\.io\/MachineSet$/,
    field: /^spec\.template\.spec\.taints\b/,
    class: 'watch',
    what: gone('take pods of everybody: a taint is gone'),
  },
  {
    kind: /^route\.openshift\.io\/Route$/,
    field: /^metadata\.annotations\.haproxy\.router\.openshift\.io\/timeout$/,
    class: 'watch',
    what: ({ before, after }) =>
      prometheusSeconds(plainText(after ?? '30s')) < prometheusSeconds(plainText(before ?? '30s'))
        ? `breaks off requests after ${plainText(after ?? '30s')} in place of ${plainText(before ?? '30s')}`
        : undefined,
  },
  {
    kind: /^(apps\/(Deployment|StatefulSet|DaemonSet)|batch\/CronJob|postgresql\.cnpg\.io\/Cluster)$/,
    field: /\.resources\.limits\.memory$/,
    class: 'watch',
    what: ({ before, after }) =>
      amount(after) < amount(before)
        ? `may use memory of ${plainText(after)} in place of ${plainText(before)}, and is killed above that`
        : undefined,
  },
  {
    kind: /^machine\.openshift\.io\/MachineHealthCheck$/,
    field: /^spec\.maxUnhealthy$/,
    class: 'weakens',
    what: ({ before, after }) =>
      after === '100%' && before !== '100%' ? 'replaces all machines at once, if all seem broken' : undefined,
  },
  {
    kind: /^observability\.openshift\.io\/ClusterLogForwarder$/,
    field: /^spec\.(pipelines|outputs)/,
    class: 'weakens',
    what: gone('no longer forwards some logs'),
  },
  {
    kind: /^monitoring\.openshift\.io\/AlertRelabelConfig$/,
    field: /^spec\.configs/,
    class: 'weakens',
    what: ({ after }) => (/"action":"[Dd]rop"/.test(canonical(after)) ? 'drops alerts' : undefined),
  },
  {
    kind: /^autoscaling\.openshift\.io\/ClusterAutoscaler$/,
    field: /^spec\.resourceLimits\.maxNodesTotal$/,
    class: 'watch',
    what: ({ before, after }) =>
      Number(after) < Number(before)
        ? `adds no machine beyond ${String(after)}, and did up to ${String(before)}`
        : undefined,
  },
  {
    kind: /^\/ResourceQuota$/,
    field: /^spec\.hard\b/,
    class: 'watch',
    what: ({ path, before, after }) =>
      amount(after) < amount(before)
        ? `allows ${pathText(path.slice(-1))} of ${String(after)} in place of ${String(before)}`
        : undefined,
  },
  {
    kind: /^apps\/(Deployment|StatefulSet|DaemonSet)$/,
    field: /\.(readinessProbe|livenessProbe|startupProbe)$/,
    class: 'watch',
    what: ({ path, before, after }) =>
      before !== undefined && after === undefined ? `has no ${pathText(path.slice(-1))}` : undefined,
  },
  {
    kind: /^apps\/(Deployment|StatefulSet|DaemonSet)$/,
    field: /\.resources(\.requests|\.limits)?$/,
    class: 'watch',
    what: gone('asks for no part of a machine, or has no limit there'),
  },
];

/** The certificates of a bundle. */
const certificates = (value: unknown): readonly string[] =>
  plainText(value).match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];

/** A quantity of Kubernetes as a number; NaN for what is none, which is less than nothing. */
function amount(value: unknown): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(String(value)) ?? [];
  return Number(number) * (units[unit ?? ''] ?? Number.NaN);
}

const units: Readonly<Record<string, number>> = {
  m: 1e-3,
  '': 1,
  k: 1e3,
  Ki: 1024,
  M: 1e6,
  Mi: 1024 ** 2,
  G: 1e9,
  Gi: 1024 ** 3,
  T: 1e12,
  Ti: 1024 ** 4,
};
