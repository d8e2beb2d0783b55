import { canonical, pathText } from '../difference';
import { isOlder } from '../versions';
import type { JudgedSetting } from './setting-change';
import { becomes, gone, instead, plainText, switchedOn } from './setting-words';

/**
 * Settings of what operators run, and of the operators themselves. Sources: references of the APIs of Argo CD, cert-manager, CloudNativePG,
 * External Secrets, GitLab, Keycloak, Loki and OLM.
 */
export const operatorSettings: readonly JudgedSetting[] = [
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
    kind: /^external-secrets\.io\/(External|Push)Secret$/,
    field: /(^|\.)deletionPolicy$/,
    class: 'loses-data',
    what: becomes('Delete', 'deletes the secret with what it is copied from, and kept it before'),
  },
  {
    kind: /^argoproj\.io\/Application$/,
    field: /^spec\.syncPolicy\.automated\.allowEmpty$/,
    class: 'loses-data',
    what: switchedOn('deletes everything if nothing is rendered for it, and refused to'),
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
    kind: /^postgresql\.cnpg\.io\/Cluster$/,
    field: /^spec\.enableSuperuserAccess$/,
    class: 'weakens',
    what: switchedOn('lets the superuser log in by a password'),
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
];

/** Images that GitLab Runner lets jobs name, out of its settings in TOML. */
const allowedImages = (value: unknown): readonly string[] =>
  [...canonical(value).matchAll(/allowed_(?:images|services) = \[(.*?)\]/g)].flatMap(([, list = '']) =>
    [...list.matchAll(/[^\s",\\]+/g)].map(([image]) => image),
  );
