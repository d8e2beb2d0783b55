import { injectedVariables, manifestVariables, type ProvidedVariable } from '../../../model/kinds/provided-variables';

/**
 * Environment variables of an automation's commands. The receiver adds those of the event, see
 * `images/automation-hooks/src/job.ts`.
 */
export const hookVariables: readonly ProvidedVariable[] = [
  ...manifestVariables('each run', ['HOOK_GITLAB', 'HOOK_NAME']),
  ...injectedVariables('each run', ['HOOK_EVENT', 'HOOK_PROJECT_ID', 'HOOK_TARGET', 'HOOK_IID', 'HOOK_NOTE_ID']),
];
