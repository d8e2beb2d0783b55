import { celList, type AdmissionRule } from './admission-policy';
import { toleratedByAll } from './tolerated-by-all';

/** Node labels that a pod may select. OpenShift adds the role `worker` if the cluster has a default node selector. */
const machineLabels = [
  'kubernetes.io/arch',
  'kubernetes.io/os',
  'node-role.kubernetes.io/worker',
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
];

/**
 * Rule for the placement of pods: only on workers without taints, without a priority, and without naming a node. As long as a pod waits for a
 * machine, tolerations may be added to it, and labels of machines while it has a scheduling gate; so a change is judged like a new pod. What
 * changes no more than metadata is not: controllers take their finalizers off pods that are older than the rule.
 * Source: kubernetes/kubernetes:pkg/apis/core/validation/validation.go, ValidatePodUpdate.
 */
export const podPlacement: AdmissionRule = {
  name: 'pod-placement',
  because: 'Machines of the control plane, the routers, releases and CI are for those alone, and nobody is pushed out',
  resources: [{ group: '', resources: ['pods'] }],
  when: { placed: "request.operation == 'CREATE' || object.spec != oldObject.spec" },
  variables: {
    labels: celList(machineLabels),
    terms:
      'object.spec.?affinity.?nodeAffinity.?requiredDuringSchedulingIgnoredDuringExecution.?nodeSelectorTerms.orValue([])',
  },
  validations: [
    {
      expression: `object.spec.?tolerations.orValue([]).all(each, each.?key.orValue('') in ${celList(toleratedByAll)})`,
      message: 'spec.tolerations: pools with a taint are for what the platform puts there',
    },
    {
      expression: 'object.spec.?nodeSelector.orValue({}).all(label, label in variables.labels)',
      message: `spec.nodeSelector: may name ${machineLabels.join(', ')}`,
    },
    {
      expression:
        'variables.terms.all(term, !has(term.matchFields) && term.?matchExpressions.orValue([]).all(each, each.key in variables.labels))',
      message: `spec.affinity.nodeAffinity: may name ${machineLabels.join(', ')}`,
    },
    {
      // The scheduler's own word comes as a binding, and nobody may change it.
      expression: "request.operation == 'UPDATE' || object.spec.?nodeName.orValue('') == ''",
      message: 'spec.nodeName: must be empty, the scheduler chooses the machine',
    },
    {
      expression: "object.spec.?priorityClassName.orValue('') == ''",
      message: 'spec.priorityClassName: must be empty, no tenant goes before another',
    },
  ],
};
