import type { Metrics } from './metrics';
import { Refusal } from './refusal';

/** How many uploads there may be at once: of all, and of one project, so that none can take the place of all others. */
export class UploadPlaces {
  private readonly byProject = new Map<string, number>();
  private readonly mostOfProject: number;

  constructor(
    private readonly most: number,
    private readonly metrics: Metrics,
  ) {
    this.mostOfProject = Math.ceil(most / 4);
  }

  /** @throws Refusal when there is no place for an upload of the project. */
  check(project: string): void {
    if (this.metrics.uploads >= this.most) throw new Refusal(503, 'too many uploads at once: try again later');
    if ((this.byProject.get(project) ?? 0) >= this.mostOfProject) {
      throw new Refusal(503, `too many uploads of ${project} at once: try again later`);
    }
  }

  /**
   * Takes a place; returns what gives it back.
   *
   * @throws Refusal when there is none.
   */
  take(project: string): () => void {
    this.check(project);
    this.change(project, 1);
    return () => this.change(project, -1);
  }

  private change(project: string, by: 1 | -1): void {
    this.metrics.uploads += by;
    const count = (this.byProject.get(project) ?? 0) + by;
    if (count === 0) this.byProject.delete(project);
    else this.byProject.set(project, count);
  }
}
