import { guardedNamespace, jobTemplateLabel } from '../../base/namespaces/guarded-namespace';
import { listedByNamespace, celList, type AdmissionRule } from './admission-policy';

/** Environment variables with the event, which the receiver of webhooks adds to a Job (images/automation-hooks, src/job.ts). */
export const hookRunVariables = ['HOOK_EVENT', 'HOOK_PROJECT_ID', 'HOOK_TARGET', 'HOOK_IID', 'HOOK_NOTE_ID'];

const added = `each.name in ${celList(hookRunVariables)}`;

const byOwnAccount = "request.userInfo.username.startsWith('system:serviceaccount:' + request.namespace + ':')";
const owner = "object.metadata.?ownerReferences.orValue([]).filter(each, each.kind == 'CronJob')";
const template = 'params.spec.jobTemplate.spec.template.spec';
const pod = 'object.spec.template.spec';

const declared: AdmissionRule = {
  name: 'declared-jobs',
  because: 'A receiver of webhooks starts what its file declares, whatever it was talked into',
  resources: [{ group: 'batch', resources: ['jobs'] }],
  operations: ['CREATE'],
  when: { 'by-own-account': byOwnAccount },
  variables: { owners: owner, templates: listedByNamespace(guardedNamespace.jobTemplates) },
  validations: [
    {
      expression: 'size(variables.owners) == 1 && variables.owners[0].name in variables.templates',
      message: `metadata.ownerReferences: a job is made after one CronJob of ${guardedNamespace.jobTemplates}`,
    },
  ],
};

const likeTemplate: AdmissionRule = {
  name: 'jobs-like-their-template',
  because: 'A receiver of webhooks that somebody broke into runs no command of theirs, and as nobody else',
  resources: [{ group: 'batch', resources: ['jobs'] }],
  operations: ['CREATE'],
  params: { apiVersion: 'batch/v1', kind: 'CronJob', labels: jobTemplateLabel },
  when: { 'by-own-account': byOwnAccount },
  variables: {
    other: `!(${owner}.exists(each, each.name == params.metadata.name))`,
    run: `${pod}.containers[0]`,
    model: `${template}.containers[0]`,
  },
  validations: [
    {
      expression: `variables.other || (size(${pod}.containers) == 1 && size(${pod}.?initContainers.orValue([])) == 0)`,
      message: 'spec.template.spec.containers: a run has one container, like its template',
    },
    {
      expression: `variables.other || (${pod}.?serviceAccountName.orValue('') == ${template}.?serviceAccountName.orValue('') && !${pod}.?automountServiceAccountToken.orValue(true))`,
      message: 'spec.template.spec.serviceAccountName: a run is who its template is, without a token',
    },
    {
      expression: `variables.other || ${pod}.?volumes.orValue([]) == ${template}.?volumes.orValue([])`,
      message: 'spec.template.spec.volumes: a run has the volumes of its template',
    },
    {
      expression:
        'variables.other || (variables.run.image == variables.model.image && variables.run.?command.orValue([]) == variables.model.?command.orValue([]) && variables.run.?args.orValue([]) == variables.model.?args.orValue([]) && !has(variables.run.envFrom) && !has(variables.run.lifecycle))',
      message: 'spec.template.spec.containers: a run has the image and the command of its template',
    },
    {
      expression: `variables.other || (variables.run.?env.orValue([]).filter(each, !(${added})) == variables.model.?env.orValue([]) && variables.run.?env.orValue([]).filter(each, ${added}).all(each, !has(each.valueFrom)))`,
      message: `spec.template.spec.containers[0].env: a run adds ${hookRunVariables.join(', ')} and nothing else`,
    },
    {
      expression: `variables.other || (!has(${pod}.hostAliases) && !has(${pod}.dnsConfig) && ${pod}.?dnsPolicy.orValue('') == ${template}.?dnsPolicy.orValue(''))`,
      message: 'spec.template.spec: a run finds hosts as its template does',
    },
  ],
};

/** Rules for Jobs that a ServiceAccount creates in its own namespace: each is a copy of a declared CronJob's template. */
export const hookJobs: readonly AdmissionRule[] = [declared, likeTemplate];
