import { guardedNamespace } from '../../base/namespaces/guarded-namespace';
import { runnerAccounts } from '../../base/pods/runner-accounts';
import { poolLabel } from '../node-labels';
import { celList, type AdmissionRule } from './admission-policy';
import { toleratedByAll } from './tolerated-by-all';

const containers =
  'object.spec.containers + object.spec.?initContainers.orValue([]) + object.spec.?ephemeralContainers.orValue([])';

/**
 * Limits where pods of CI jobs go and what they may do. What selects the nodes of the namespace's own pool goes nowhere else, whatever it
 * tolerates; so the rule knows no taints. Their namespace has the pod security standard `privileged`, because the standards do
 * not support user namespaces. So only OpenShift's SCC and this rule limit a job.
 */
export const ciPods: AdmissionRule = {
  name: 'ci-pods',
  because: 'A manager of jobs that somebody broke into starts jobs, and nothing that has more rights than a job',
  namespaces: 'ci-jobs',
  resources: [{ group: '', resources: ['pods', 'pods/ephemeralcontainers'] }],
  variables: {
    containers,
    pool: `namespaceObject.metadata.?annotations[?'${guardedNamespace.jobsPool}'].orValue('')`,
    selected: `object.spec.?nodeSelector[?'${poolLabel}'].orValue('')`,
  },
  validations: [
    {
      expression: `object.spec.serviceAccountName != '${runnerAccounts.jobs}' || variables.pool != '' && variables.selected == variables.pool`,
      message: `spec.nodeSelector: ${poolLabel} must be the pool that the namespace has in ${guardedNamespace.jobsPool}`,
    },
    {
      expression: `object.spec.serviceAccountName == '${runnerAccounts.jobs}' || object.spec.?tolerations.orValue([]).all(each, each.?key.orValue('') in ${celList(toleratedByAll)})`,
      message: 'spec.tolerations: only jobs run on a pool with a taint',
    },
    {
      // The scheduler's own word comes as a binding, and nobody may change it.
      expression: "request.operation == 'UPDATE' || object.spec.?nodeName.orValue('') == ''",
      message: 'spec.nodeName: must be empty, the scheduler chooses the machine',
    },
    {
      expression: "object.spec.?priorityClassName.orValue('') == ''",
      message: 'spec.priorityClassName: must be empty, no job goes before others',
    },
    {
      expression: `object.spec.?serviceAccountName.orValue('') in ${celList(Object.values(runnerAccounts))}`,
      message: `spec.serviceAccountName: must be ${Object.values(runnerAccounts).join(' or ')}`,
    },
    {
      expression: `!request.userInfo.username.endsWith(':${runnerAccounts.manager}') || object.spec.serviceAccountName == '${runnerAccounts.jobs}'`,
      message: `spec.serviceAccountName: the manager starts pods as ${runnerAccounts.jobs} alone`,
    },
    {
      expression: `object.spec.serviceAccountName != '${runnerAccounts.jobs}' || !object.spec.?automountServiceAccountToken.orValue(true)`,
      message: 'spec.automountServiceAccountToken: must be false, a job is nobody in the cluster',
    },
    {
      expression: 'object.spec.?volumes.orValue([]).all(volume, !has(volume.hostPath))',
      message: 'spec.volumes: a job sees no folder of its machine',
    },
    {
      expression:
        '!object.spec.?hostNetwork.orValue(false) && !object.spec.?hostPID.orValue(false) && !object.spec.?hostIPC.orValue(false)',
      message: 'spec: hostNetwork, hostPID and hostIPC must be false',
    },
    {
      expression:
        'variables.containers.all(each, !each.?securityContext.?privileged.orValue(false) && each.?ports.orValue([]).all(port, port.?hostPort.orValue(0) == 0))',
      message: 'spec.containers: none is privileged, or listens on the machine',
    },
  ],
};
