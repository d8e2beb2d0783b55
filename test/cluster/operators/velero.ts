import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freePort } from '../../deep/keycloak/server';
import type { Variables } from '../../deep/support/variables';
import { programOf } from '../build/parts';
import { veleroRights } from '../stand-ins/oadp';
import { kubeconfigFor, userFor } from '../support/account';
import { answers } from './answers';
import type { Operator } from './operator';
import { defineOwn } from './own-definitions';

const account = { namespace: 'openshift-adp', name: 'velero' };

/** Velero's server as OADP starts it, with its plugin for AWS; `aws` are the variables by which that finds AWS. */
export const velero = (aws: Variables): Operator => ({
  name: 'Velero',
  comesWith: { kind: 'object', of: ['oadp.openshift.io/v1alpha1', 'DataProtectionApplication'] },
  inPlaceOf: [],
  users: [userFor(account)],
  start: async (plane) => {
    const { api, processes, folder: state } = plane;
    await defineOwn(plane, 'velero', ['crd/v1/bases', 'crd/v2alpha1/bases']);
    await api.applyAll(veleroRights(account.namespace, account.name), { manager: 'oadp' });
    const folder = join(state, 'velero');
    mkdirSync(folder);
    const port = await freePort();
    processes.start(
      'velero',
      [
        programOf('velero', 'velero'),
        'server',
        `--namespace=${account.namespace}`,
        '--features=EnableCSI',
        '--uploader-type=kopia',
        `--plugin-dir=${dirname(programOf('velero-plugin-for-aws', 'velero-plugin-for-aws'))}`,
        `--metrics-address=127.0.0.1:${port}`,
        `--profiler-address=127.0.0.1:${await freePort()}`,
      ],
      // It keeps credentials in the folder that it is started in.
      { folder, variables: { ...aws, KUBECONFIG: await kubeconfigFor(plane, account) } },
    );
    await answers(plane, 'the server of Velero', port);
  },
});
