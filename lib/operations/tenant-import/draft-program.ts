import { draftImage, draftWords } from './draft-process';
import type { DraftedVariables } from './draft-variables';
import type { ImportedProcess } from './imported-application';
import type { Notes } from './notes';

export interface DraftedProgramProps {
  readonly process: ImportedProcess;
  /** Image of the service, in full. */
  readonly serviceImage: string;
  readonly variables: DraftedVariables;
  /** Settings of the service, which the process has too. */
  readonly settings: Readonly<Record<string, string>>;
}

/** What a process starts besides the web process; undefined is what it has of its service, or what its image has. */
export interface DraftedProgram {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly settings?: Readonly<Record<string, string>>;
}

/** The program of a process besides the web process. It has its image in any case if it says no words. */
export function draftProgram(
  { process, serviceImage, variables, settings }: DraftedProgramProps,
  notes: Notes,
): DraftedProgram {
  const { image } = draftImage(process, notes);
  const command = draftWords(process.command, 'entrypoint', process, notes);
  const args = draftWords(process.args, 'command', process, notes);
  const own = Object.entries(variables.settings).filter(([key, value]) => settings[key] !== value);
  return {
    image: image === serviceImage && (command ?? args) !== undefined ? undefined : image,
    command,
    args,
    settings: own.length === 0 ? undefined : Object.fromEntries(own),
  };
}
