import { textSizeFindings } from '../../../model/kinds/size-rules';
import type { KindRuleContext } from '../../../model/kinds/kind-rule-context';
import { addressEndFindings } from '../../../model/kinds/address-ends';
import { addressFindings, type PlacedText } from '../../../model/kinds/secret-rules';
import { encodedFindings } from '../../../model/kinds/entered-secrets';
import { knownVariables, variableFindings, type ServiceVariables } from '../../../model/kinds/variable-rules';
import { findingIf, type Finding } from '../../../model/finding';
import { fileTexts } from '../../../model/schema/service-files';
import { offeredVariables } from './address-variables';
import { applicationVariables, providedVariables } from './application-variables';
import { callFindings } from './call-findings';
import { claimFindings } from './claim-findings';
import { endpointFindings } from './endpoint-findings';
import { enteredSecrets } from './entered-warnings';
import { fileReferenceFindings } from './file-reference-findings';
import { mailFindings } from './mail-findings';
import { serviceProcesses, type PlacedProcess } from './placed-processes';
import { portFindings } from './port-findings';
import { processFindings } from './process-findings';
import { programFolderFindings } from './program-folder-findings';
import type { WebApplicationService } from './web-application-schema';

/** Findings on a web application that its schema cannot check. */
export function webApplicationFindings(service: WebApplicationService, around: KindRuleContext): readonly Finding[] {
  const { architecture, timeoutSeconds = 0, settings, files } = service;
  const { architectures, idleTimeoutSeconds } = around;
  const variables = toServiceVariables(service, around);
  return [
    ...claimFindings(service),
    ...programFolderFindings(service),
    ...processFindings(service, around),
    ...endpointFindings(service, around),
    ...callFindings(service, around),
    ...mailFindings(service, around),
    ...portFindings(service),
    ...encodedFindings(enteredSecrets(service)),
    ...findingIf(
      idleTimeoutSeconds !== undefined && timeoutSeconds > idleTimeoutSeconds,
      ['timeoutSeconds'],
      `is more than the ${idleTimeoutSeconds ?? 0} seconds after which the load balancer cuts a silent connection`,
      'write less, or raise cluster.ingress.idleTimeoutSeconds of the environment',
    ),
    ...findingIf(
      architecture !== 'any' && !architectures.includes(architecture),
      ['architecture'],
      `no worker pool that accepts any pod is ${architecture}`,
      `build the image for ${architectures.join(' and ')}, or add a pool`,
    ),
    ...variableFindings(variables),
    ...serviceProcesses(service).flatMap((process) => ownVariableFindings(service, process, around)),
    ...textSizeFindings({
      settings,
      files: fileTexts(files),
      commands: [...variables.commands, ...variables.questions],
    }),
    ...addressFindings(service.secrets, settings, placedFiles(files)),
    ...addressEndFindings(variables.provided, settings, placedFiles(files)),
    ...fileReferenceFindings(service, knownVariables(variables), [
      ...Object.values(applicationVariables).flat(),
      ...offeredVariables(service),
    ]),
  ];
}

/** The texts of the files, each with its path in the tenant's file. */
const placedFiles = (files: WebApplicationService['files']): readonly PlacedText[] =>
  Object.entries(fileTexts(files)).map(([file, text]) => ({ text, path: ['files', file] }));

/** Returns the environment variables of a web application, and the commands of its web pods that may refer to them. */
const toServiceVariables = (service: WebApplicationService, { mail }: KindRuleContext): ServiceVariables => ({
  settings: service.settings,
  secrets: service.secrets,
  provided: providedVariables(service, mail),
  offered: offeredVariables(service).map(({ name }) => name),
  commands: [
    { words: service.command ?? [], path: ['command'] },
    { words: service.args ?? [], path: ['args'] },
  ],
  questions: healthCommands(service),
});

const healthCommands = ({ health }: Pick<WebApplicationService, 'health'>): ServiceVariables['questions'] =>
  typeof health === 'object' && 'command' in health ? [{ words: health.command, path: ['health', 'command'] }] : [];

/** Findings on the variables and commands of a process, without those on what all processes have. */
function ownVariableFindings(
  service: WebApplicationService,
  { at, settings: own, commands, questions }: PlacedProcess,
  around: KindRuleContext,
): readonly Finding[] {
  const settings = { ...service.settings, ...own };
  const all = [
    ...variableFindings({ ...toServiceVariables(service, around), settings, commands, questions }),
    ...textSizeFindings({ settings, commands: [...commands, ...questions] }),
  ];
  return all.flatMap((finding) => {
    const [list, name] = finding.path;
    if (at.every((step, index) => finding.path[index] === step)) return [finding];
    return list === 'settings' && typeof name === 'string' && Object.hasOwn(own, name)
      ? [{ ...finding, path: [...at, ...finding.path] }]
      : [];
  });
}
