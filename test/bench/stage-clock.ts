import { writeFileSync } from 'node:fs';

/** Environment variable with the file that the stages are written to. */
export const stagesFile = 'COMMONS_BENCH_STAGES';

/** When a stage of a process ended. */
export interface StageEnd {
  readonly stage: string;
  /** Processor time of the process since its start. */
  readonly cpuSeconds: number;
}

/** Writes down what each stage of a process costs, where somebody asks for it. */
export class StageClock {
  private readonly ends: StageEnd[] = [];

  end(stage: string): void {
    const { user, system } = process.cpuUsage();
    this.ends.push({ stage, cpuSeconds: (user + system) / 1e6 });
  }

  write(): void {
    const file = process.env[stagesFile];
    if (file !== undefined) writeFileSync(file, JSON.stringify(this.ends));
  }
}
