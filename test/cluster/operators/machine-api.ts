import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../deep/keycloak/server';
import { programOf } from '../build/parts';
import { kubeconfigFor, userFor } from '../support/account';
import { answering } from './answering';
import type { Operator } from './operator';
import { calledAt } from './published';
import { publishedFile } from './published-file';

const account = { namespace: 'openshift-machine-api', name: 'machine-api-controllers' };
const group = 'machine.openshift.io';

/** The MachineSet controller of OpenShift and its webhooks; the machines that it makes stay without instances. */
export const machineApi: Operator = {
  name: 'machine-api',
  comesWith: { kind: 'openshift' },
  inPlaceOf: [],
  users: [userFor(account)],
  start: async (plane) => {
    const { api, authority, processes, folder: state } = plane;
    const rights = publishedFile('machine-api', 'install/0000_30_machine-api-operator_09_rbac.yaml');
    await api.applyAll(
      rights.filter(({ metadata }) => metadata.name === account.name),
      { manager: 'cluster-version-operator' },
    );
    const port = await freePort();
    const folder = join(state, 'machine-api');
    mkdirSync(folder);
    const { certificate, key } = await authority.issue(['machine-api-operator-webhook.openshift-machine-api.svc']);
    writeFileSync(join(folder, 'tls.crt'), certificate);
    writeFileSync(join(folder, 'tls.key'), key, { mode: 0o600 });
    processes.start(
      'machine-api',
      [
        programOf('machine-api', 'machineset-controller'),
        `--namespace=${account.namespace}`,
        `--webhook-cert-dir=${folder}`,
        `--webhook-port=${port}`,
        `--metrics-bind-address=127.0.0.1:${await freePort()}`,
        `--health-addr=127.0.0.1:${await freePort()}`,
      ],
      { variables: { KUBECONFIG: await kubeconfigFor(plane, account) } },
    );
    await answering(plane, 'machine-api', port);
    const webhooks = configurations.map((each) => calledAt(each, { port, certificate: authority.certificate }));
    await api.applyAll(webhooks, { manager: 'machine-api-operator' });
  },
};

/**
 * What its operator writes, which has no file to read it from.
 * Source: openshift/machine-api-operator, pkg/webhooks/config.go.
 */
const configurations = (['Mutating', 'Validating'] as const).map((kind) => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: `${kind}WebhookConfiguration`,
  metadata: { name: 'machine-api' },
  webhooks: ['machine', 'machineset'].map((name) => ({
    name: `${kind === 'Mutating' ? 'default' : 'validation'}.${name}.${group}`,
    admissionReviewVersions: ['v1'],
    sideEffects: 'None',
    // There it is `Ignore`: a webhook that does not answer lets everything in, which here would pass for its consent.
    failurePolicy: 'Fail',
    matchPolicy: 'Equivalent',
    clientConfig: {
      service: { path: `/${kind === 'Mutating' ? 'mutate' : 'validate'}-machine-openshift-io-v1beta1-${name}` },
    },
    rules: [
      {
        apiGroups: [group],
        apiVersions: ['v1beta1'],
        operations: kind === 'Mutating' ? ['CREATE'] : ['CREATE', 'UPDATE'],
        resources: [`${name}s`],
      },
    ],
  })),
}));
