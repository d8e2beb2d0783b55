import { canonical, pathText } from '../difference';
import { isOn } from '../is-on';
import { isOlder } from '../versions';
import type { JudgedSetting } from './setting-change';

const becomes =
  (value: unknown, what: string): JudgedSetting['what'] =>
  ({ before, after }) =>
    after === value && before !== value ? what : undefined;
const turnedOn =
  (what: string): JudgedSetting['what'] =>
  ({ before, after }) =>
    isOn(after) && !isOn(before) ? what : undefined;
const gone =
  (what: string): JudgedSetting['what'] =>
  ({ before, after }) =>
    before !== undefined && after === undefined ? what : undefined;
const instead =
  (what: string): JudgedSetting['what'] =>
  ({ before, after }) =>
    before === undefined || after === undefined
      ? undefined
      : `${what} ${plainText(after)} in place of ${plainText(before)}`;

const plainText = (value: unknown): string => (typeof value === 'string' ? value : canonical(value));

/** Audit profiles of the API server, the one that writes most first. */
const auditProfiles = ['AllRequestBodies', 'WriteRequestBodies', 'Default', 'None'];

/**
 * Settings that protect what runs in the cluster, and its data. Sources: references of the APIs of OpenShift, Kubernetes, Argo CD, cert-manager,
 * CloudNativePG, External Secrets and OLM.
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
    kind: /^operators\.coreos\.com\/Subscription$/,
    field: /^spec\.installPlanApproval$/,
    class: 'weakens',
    what: becomes('Automatic', 'installs each new version by itself'),
  },
  {
    kind: /^operators\.coreos\.com\/Subscription$/,
    field: /^spec\.source(Namespace)?$/,
    class: 'lets-in',
    what: instead('comes from the catalogue'),
  },
  {
    kind: /^operators\.coreos\.com\/Subscription$/,
    field: /^spec\.channel$/,
    class: 'watch',
    what: instead('takes versions of the channel'),
  },
  {
    kind: /^operators\.coreos\.com\/Subscription$/,
    field: /^spec\.startingCSV$/,
    class: 'loses-data',
    what: ({ before, after }) => {
      const version = (value: unknown) => String(value).replace(/^[^.]*\.v?/, '');
      return isOlder(version(after), version(before))
        ? `goes back from version ${version(before)} to ${version(after)}`
        : undefined;
    },
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
    kind: /^apps\.gitlab\.com\/GitLab$/,
    field: /^spec\.chart\.version$/,
    class: 'loses-data',
    what: ({ before, after }) =>
      isOlder(String(after), String(before))
        ? `goes back from version ${String(before)} to ${String(after)}`
        : undefined,
  },
  {
    kind: /^apps\.gitlab\.com\/GitLab$/,
    field: /^spec\.chart\.values\.global\.gitaly\.internal\.names\b/,
    class: 'loses-data',
    what: ({ before, after }) =>
      before === undefined || after !== undefined
        ? undefined
        : `has no store ${plainText(before)} for repositories: those in it cannot be opened, and their disk stays unused`,
  },
  {
    kind: /^loki\.grafana\.com\/LokiStack$/,
    field: /^spec\.limits\..*\bretention\.days$/,
    class: 'weakens',
    what: ({ path, before, after }) =>
      Number(after) < Number(before)
        ? `keeps logs of ${pathText(path.slice(-3, -2))} for ${String(after)} days in place of ${String(before)}`
        : undefined,
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
    kind: /^cert-manager\.io\/(Cluster)?Issuer$/,
    field: /^spec\.acme\.server$/,
    class: 'interrupts',
    what: ({ before, after }) =>
      canonical(after).includes('staging') && !canonical(before).includes('staging')
        ? 'gives certificates for tests, which no browser trusts'
        : undefined,
  },
  {
    kind: /^cert-manager\.io\/(Cluster)?Issuer$/,
    field: /^spec\.acme\.solvers/,
    class: 'watch',
    what: () => 'answers challenges elsewhere: whoever writes there gets certificates',
  },
  {
    kind: /^cert-manager\.io\/Certificate$/,
    field: /^spec\.issuerRef\.name$/,
    class: 'watch',
    what: instead('is of the issuer'),
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
    kind: /^external-secrets\.io\/(External|Push)Secret$/,
    field: /(^|\.)deletionPolicy$/,
    class: 'loses-data',
    what: becomes('Delete', 'deletes the secret with what it is copied from, and kept it before'),
  },
  {
    kind: /^argoproj\.io\/Application$/,
    field: /^spec\.syncPolicy\.automated\.allowEmpty$/,
    class: 'loses-data',
    what: turnedOn('deletes everything if nothing is rendered for it, and refused to'),
  },
  {
    kind: /^argoproj\.io\/Application$/,
    field: /^spec\.syncPolicy(\.automated)?$/,
    class: 'watch',
    what: gone('is no longer delivered by itself'),
  },
  {
    kind: /^argoproj\.io\/Application$/,
    field: /^spec\.sources?\b.*\bhelm\b/,
    class: 'lets-in',
    what: ({ before, after }) => {
      const added = [...new Set(allowedImages(after))].filter((each) => !allowedImages(before).includes(each));
      return before === undefined || added.length === 0
        ? undefined
        : `lets jobs run ${added.join(', ')}, with the secrets of its runners`;
    },
  },
  {
    kind: /^route\.openshift\.io\/Route$/,
    field: /^spec\.httpHeaders\.actions\.request\b.*\.value$/,
    class: 'watch',
    what: instead('writes into a header of each request'),
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
    kind: /^postgresql\.cnpg\.io\/Cluster$/,
    field: /^spec\.enableSuperuserAccess$/,
    class: 'weakens',
    what: turnedOn('lets the superuser log in by a password'),
  },
  {
    kind: /^barmancloud\.cnpg\.io\/ObjectStore$/,
    field: /^spec\.configuration\.destinationPath$/,
    class: 'weakens',
    what: instead('keeps copies in'),
  },
  {
    kind: /^k8s\.keycloak\.org\/Keycloak$/,
    field: /^spec\.hostname\.hostname$/,
    class: 'interrupts',
    what: instead('answers as'),
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

/** Images that GitLab Runner lets jobs name, out of its settings in TOML. */
const allowedImages = (value: unknown): readonly string[] =>
  [...canonical(value).matchAll(/allowed_(?:images|services) = \[(.*?)\]/g)].flatMap(([, list = '']) =>
    [...list.matchAll(/[^\s",\\]+/g)].map(([image]) => image),
  );

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
