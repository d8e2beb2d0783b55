import { draftSize, draftWords } from './draft-process';
import type { ImportedProcess } from './imported-application';
import type { Notes } from './notes';

/** Jobs of the draft. */
export interface DraftedJobs {
  readonly migrate?: readonly string[];
  readonly schedule?: readonly object[];
}

/** Processes that run by the clock, and the one that runs before the others. */
export function draftJobs(
  jobs: readonly ImportedProcess[],
  nameFor: (process: ImportedProcess) => string,
  notesFor: (process: ImportedProcess) => Notes,
): DraftedJobs {
  const schedule = jobs.flatMap((job) => {
    if (typeof job.runs === 'string') return [];
    const command = jobWords(job, notesFor(job));
    if (command === undefined) return [];
    return [{ name: nameFor(job), at: job.runs.at, command, size: draftSize(job.size) }];
  });
  const once = jobs.filter(({ runs }) => runs === 'once');
  const migrations = once.filter(({ name, args = [], command = [] }) =>
    /migrat|upgrade|db/i.test([name, ...command, ...args].join(' ')),
  );
  // What runs after an upgrade is less than what runs before it.
  const [first, ...others] = [...migrations].sort(
    (a, b) => Number(a.name.includes('post')) - Number(b.name.includes('post')),
  );
  for (const job of once) {
    if (job === first) continue;
    const why = others.includes(job)
      ? 'there is one command before the others'
      : 'runs once, and only migrations run before the others';
    notesFor(job).add(
      job.at,
      `process ${job.name}`,
      why,
      'have the application do it when it starts, or run it by hand with oc rsh',
    );
  }
  return {
    migrate: first === undefined ? undefined : jobWords(first, notesFor(first)),
    schedule: schedule.length === 0 ? undefined : schedule,
  };
}

function jobWords(job: ImportedProcess, notes: Notes): readonly string[] | undefined {
  const words = draftWords([...(job.command ?? []), ...(job.args ?? [])], 'command', job, notes);
  if (words === undefined)
    notes.add(
      job.at,
      `process ${job.name}`,
      'says no command, or none that may be in the draft',
      'write the command that its image runs',
    );
  return words;
}
