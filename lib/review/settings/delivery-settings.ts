import { canonical } from '../difference';
import { isOn } from '../is-on';
import type { JudgedSetting } from './setting-change';
import { instead, plainText, switchedOn } from './setting-words';

const argo = /^argoproj\.io\/ArgoCD$/;
const application = /^argoproj\.io\/Application$/;

/** Settings of Argo CD itself, and how it delivers. Sources: references of Argo CD and of the Argo CD operator. */
export const deliverySettings: readonly JudgedSetting[] = [
  {
    kind: argo,
    field: /^spec\.usersAnonymousEnabled$/,
    class: 'lets-in',
    what: switchedOn('lets everybody in without a login'),
  },
  {
    kind: argo,
    field: /^spec\.disableAdmin$/,
    class: 'lets-in',
    what: ({ before, after }) =>
      isOn(before) && !isOn(after) ? 'has an administrator who logs in by a password' : undefined,
  },
  {
    kind: argo,
    field: /^spec\.rbac\.defaultPolicy$/,
    class: 'lets-in',
    what: ({ before, after }) =>
      after === undefined || after === '' || after === before
        ? undefined
        : `gives everybody who logs in ${plainText(after)}`,
  },
  {
    kind: argo,
    field: /^spec\.rbac\.policy$/,
    class: 'lets-in',
    what: ({ before, after }) => {
      const lines = (value: unknown) =>
        plainText(value ?? '')
          .split('\n')
          .map((line) => line.trim());
      const added = lines(after).filter((line) => !lines(before).includes(line) && !/(^$|^#|,\s*deny$)/.test(line));
      return added.length === 0 ? undefined : `has the rights, too: ${added.join('; ')}`;
    },
  },
  {
    kind: argo,
    field: /\.env(\[ARGOCD_GPG_ENABLED\](\.value)?)?$/,
    class: 'weakens',
    what: ({ before, after }) => {
      const verifies = (value: unknown) =>
        value === 'true' || canonical(value).includes('"name":"ARGOCD_GPG_ENABLED","value":"true"');
      return verifies(before) && !verifies(after)
        ? 'verifies no signatures, also for projects that demand them'
        : undefined;
    },
  },
  {
    kind: argo,
    field: /^spec\.resourceTrackingMethod$/,
    class: 'watch',
    what: instead('knows what it has delivered by'),
  },
  {
    kind: application,
    field: /^spec\.syncPolicy\.automated\.selfHeal$/,
    class: 'weakens',
    what: ({ before, after }) =>
      isOn(before) && !isOn(after) ? 'leaves what somebody changes by hand in the cluster' : undefined,
  },
  {
    kind: application,
    field: /^spec\.syncPolicy\.syncOptions\b/,
    class: 'interrupts',
    what: ({ before, after }) => {
      const forced = (value: unknown) => /\b(Replace|Force)=true\b/.exec(canonical(value))?.[0];
      const option = forced(after);
      return option === undefined || forced(before) !== undefined
        ? undefined
        : `replaces objects as a whole, and changed them before (${option})`;
    },
  },
];
