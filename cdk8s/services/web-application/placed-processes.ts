import type { PlacedCommand } from '../../../model/kinds/variable-rules';
import type { Settings } from '../../../model/ordered-settings';
import type { PathStep } from '../../../model/problem';
import { toMigration } from '../../../model/schema/service-processes';
import type { WebApplicationService } from './web-application-schema';

/** A process of a web application besides the one that answers, and where it stands in the tenant's file. */
export interface PlacedProcess {
  /** Its path, relative to the service. */
  readonly at: readonly PathStep[];
  /** Settings of its own. */
  readonly settings: Settings;
  /** Whether it says what to start: an image, a command or arguments. */
  readonly isSaid: boolean;
  readonly commands: readonly PlacedCommand[];
  /** Commands of its probes. */
  readonly questions: readonly PlacedCommand[];
}

type Service = Pick<WebApplicationService, 'before' | 'migrate' | 'workers' | 'schedule'>;

/** The processes of a web application besides the one that answers. */
export function serviceProcesses({ before, migrate, workers, schedule }: Service): readonly PlacedProcess[] {
  const migration = migrate === undefined ? [] : [toMigration(migrate)];
  return [
    ...before.map((job, index) => toPlaced(job, ['before', index])),
    ...migration.map((each) => ({
      ...toPlaced(each, ['migrate']),
      // A migration that is a command alone has no key for it.
      ...(migrate !== undefined && 'length' in migrate ? { commands: [{ words: migrate, path: ['migrate'] }] } : {}),
    })),
    ...workers.map((worker, index) => ({
      ...toPlaced(worker, ['workers', index]),
      questions: 'length' in worker.alive ? [{ words: worker.alive, path: ['workers', index, 'alive'] }] : [],
    })),
    ...schedule.map((job, index) => toPlaced(job, ['schedule', index])),
  ];
}

type Declared = Partial<Pick<WebApplicationService['schedule'][number], 'image' | 'command' | 'args' | 'settings'>>;

const toPlaced = ({ image, command, args, settings = {} }: Declared, at: readonly PathStep[]): PlacedProcess => ({
  at,
  settings,
  isSaid: [image, command, args].some((part) => part !== undefined),
  commands: [
    ...(command === undefined ? [] : [{ words: command, path: [...at, 'command'] }]),
    ...(args === undefined ? [] : [{ words: args, path: [...at, 'args'] }]),
  ],
  questions: [],
});
