import { draftSize } from './draft-process';
import { draftProgram, type DraftedProgram, type DraftedProgramProps } from './draft-program';
import type { ImportedProcess } from './imported-application';
import type { Notes } from './notes';
import type { PlannedJobs } from './plan-jobs';

/** Jobs of the draft; undefined values are left out. */
export interface DraftedJobs {
  readonly before?: readonly object[];
  readonly migrate?: object;
  readonly schedule?: readonly object[];
}

export interface JobDraftProps {
  readonly nameFor: (process: ImportedProcess) => string;
  readonly notesFor: (process: ImportedProcess) => Notes;
  readonly programFor: (process: ImportedProcess) => DraftedProgramProps;
  /** Names of the volumes of the service that a process mounts; undefined if the service has none. */
  readonly volumesFor: (process: ImportedProcess) => readonly string[] | undefined;
}

/** Drafts the jobs of a service; one that would start what the web process does is told. */
export function draftJobs(
  { before, migration, scheduled }: PlannedJobs,
  { nameFor, notesFor, programFor, volumesFor }: JobDraftProps,
): DraftedJobs {
  const toProgram = (job: ImportedProcess) => jobProgram(job, programFor(job), notesFor(job));
  const first = before.flatMap((job) => {
    const program = toProgram(job);
    return program === undefined ? [] : [{ name: nameFor(job), ...program, size: draftSize(job.size) }];
  });
  const schedule = scheduled.flatMap((job) => {
    const program = toProgram(job);
    if (program === undefined || typeof job.runs === 'string') return [];
    const { at } = job.runs;
    return [{ name: nameFor(job), at, ...program, volumes: volumesFor(job), size: draftSize(job.size) }];
  });
  return {
    before: first.length === 0 ? undefined : first,
    migrate: migration === undefined ? undefined : toProgram(migration),
    schedule: schedule.length === 0 ? undefined : schedule,
  };
}

/** What a job starts. Without its words it would run what its image starts by itself, which may have no end. */
function jobProgram(job: ImportedProcess, props: DraftedProgramProps, notes: Notes): DraftedProgram | undefined {
  const program = draftProgram(props, notes);
  const isWhole =
    (job.command === undefined || program.command !== undefined) &&
    (job.args === undefined || program.args !== undefined);
  const isOther =
    (program.command ?? program.args ?? program.settings) !== undefined || program.image !== props.serviceImage;
  if (isWhole && isOther) return program;
  notes.add(
    job.at,
    `process ${job.name}`,
    'says no command, or none that may be in the draft',
    'write the command that its image runs',
  );
  return undefined;
}
