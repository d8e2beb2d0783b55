import type { InputNode } from './input-node';
import type { NotTakenOver } from './not-taken-over';
import type { Place } from './place';

/** Collects what is not taken over of one process, or of the whole input. */
export class Notes {
  private readonly all: NotTakenOver[] = [];

  constructor(private readonly process?: string) {}

  get left(): readonly NotTakenOver[] {
    return this.all;
  }

  add(at: Place, what: string, why: string, remedy?: string): void {
    this.all.push({ process: this.process, at, what, why, remedy });
  }

  /** The same for a key of the input. */
  addKey({ at }: InputNode, why: string, remedy?: string): void {
    this.add(at, at.path.replace(/^(services\.[^.]*\.|.*\bcontainers\[\d+\]\.)/, ''), why, remedy);
  }
}
