import { injectedVariables, manifestVariables, type ProvidedVariable } from '../../../model/kinds/provided-variables';

/** What a command of an automation finds. The receiver adds what it is told; see `images/automation-hooks/src/job.ts`. */
export const hookVariables: readonly ProvidedVariable[] = [
  ...manifestVariables('each run', ['HOOK_GITLAB', 'HOOK_NAME']),
  ...injectedVariables('each run', ['HOOK_EVENT', 'HOOK_PROJECT_ID', 'HOOK_TARGET', 'HOOK_IID', 'HOOK_NOTE_ID']),
];
