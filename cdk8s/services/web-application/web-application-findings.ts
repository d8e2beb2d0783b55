import { textSizeFindings } from '../../../model/kinds/size-rules';
import type { KindRuleContext } from '../../../model/kinds/kind-rule-context';
import { addressFindings } from '../../../model/kinds/secret-rules';
import { knownVariables, variableFindings, type ServiceVariables } from '../../../model/kinds/variable-rules';
import { findingIf, type Finding } from '../../../model/finding';
import { offeredVariables } from './address-variables';
import { applicationVariables, providedVariables } from './application-variables';
import { callFindings } from './call-findings';
import { claimFindings } from './claim-findings';
import { endpointFindings } from './endpoint-findings';
import { fileReferenceFindings } from './file-reference-findings';
import { portFindings } from './port-findings';
import { processFindings } from './process-findings';
import type { WebApplicationService } from './web-application-schema';

/** Findings on a web application that its schema cannot check. */
export function webApplicationFindings(service: WebApplicationService, around: KindRuleContext): readonly Finding[] {
  const { architecture, timeoutSeconds = 0, settings, files, workers } = service;
  const { architectures, idleTimeoutSeconds } = around;
  const variables = toServiceVariables(service);
  return [
    ...claimFindings(service),
    ...processFindings(service),
    ...endpointFindings(service, around),
    ...callFindings(service, around),
    ...portFindings(service),
    ...findingIf(
      idleTimeoutSeconds !== undefined && timeoutSeconds > idleTimeoutSeconds,
      ['timeoutSeconds'],
      `is more than the ${idleTimeoutSeconds ?? 0} seconds after which the load balancer cuts a silent connection`,
      'write less, or raise cluster.ingress.idleTimeoutSeconds of the environment',
    ),
    ...findingIf(
      architecture !== 'any' && !architectures.includes(architecture),
      ['architecture'],
      `no worker pool that takes any pod is ${architecture}`,
      `build the image for ${architectures.join(' and ')}, or add a pool`,
    ),
    ...variableFindings(variables),
    ...workers.flatMap((worker, index) => workerFindings(service, worker, index)),
    ...textSizeFindings({ settings, files, commands: [...variables.commands, ...variables.questions] }),
    ...addressFindings(service.secrets, settings, filesIn(files)),
    ...fileReferenceFindings(service, knownVariables(variables), [
      ...Object.values(applicationVariables).flat(),
      ...offeredVariables(service),
    ]),
  ];
}

/** The files of a web application, each with its path in the tenant's file. */
const filesIn = (files: WebApplicationService['files']) =>
  Object.entries(files).map(([file, text]) => ({ text, path: ['files', file] }));

/** Returns the environment variables of a web application, and the commands that may refer to them. */
function toServiceVariables(service: WebApplicationService): ServiceVariables {
  const { settings, secrets, health, command = [], args = [], migrate = [], schedule } = service;
  return {
    settings,
    secrets,
    provided: providedVariables(service),
    offered: offeredVariables(service).map(({ name }) => name),
    commands: [
      { words: command, path: ['command'] },
      { words: args, path: ['args'] },
      { words: migrate, path: ['migrate'] },
      ...schedule.map(({ command }, index) => ({ words: command, path: ['schedule', index, 'command'] })),
    ],
    questions:
      typeof health === 'object' && 'command' in health ? [{ words: health.command, path: ['health', 'command'] }] : [],
  };
}

type Worker = WebApplicationService['workers'][number];

/** Returns the variables of a worker and its commands: its own settings take the place of those of all processes. */
const toWorkerVariables = (
  service: WebApplicationService,
  { settings, command = [], alive }: Worker,
  index: number,
): ServiceVariables => ({
  ...toServiceVariables(service),
  settings: { ...service.settings, ...settings },
  commands: [{ words: command, path: ['workers', index, 'command'] }],
  questions: 'length' in alive ? [{ words: alive, path: ['workers', index, 'alive'] }] : [],
});

/** Findings on the variables and commands of a worker, without those on what all processes have. */
function workerFindings(service: WebApplicationService, worker: Worker, index: number): readonly Finding[] {
  const variables = toWorkerVariables(service, worker, index);
  const { settings, commands, questions } = variables;
  const all = [
    ...variableFindings(variables),
    ...textSizeFindings({ settings, commands: [...commands, ...questions] }),
  ];
  return all.flatMap((finding) => {
    const [list, name] = finding.path;
    if (list === 'workers') return [finding];
    return list === 'settings' && typeof name === 'string' && Object.hasOwn(worker.settings, name)
      ? [{ ...finding, path: ['workers', index, ...finding.path] }]
      : [];
  });
}
