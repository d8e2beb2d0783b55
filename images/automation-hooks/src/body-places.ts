/** A body that is being received. */
export interface BodyPlace {
  readonly hook: string;
  /** Address of the client; see `clientAddress`. */
  readonly address: string;
  /** Called when this body is ended in favour of another. */
  readonly giveWay: () => void;
}

export interface BodyPlacesProps {
  /** Largest number of bodies of one hook at the same time. */
  readonly mostOfHook: number;
  /** Largest number of bytes of all bodies together; bodies are in memory. */
  readonly mostBytes: number;
}

type Weight = (place: BodyPlace) => number;

/**
 * Limits the bodies that are being received. A new body is never refused: if there are too many, the oldest body of the
 * address that has the most is ended. So a client that sends many slow bodies only ends its own. A delivery of GitLab
 * arrives at once, before it could become the oldest.
 */
export class BodyPlaces {
  /** Bytes received so far by body, the oldest body first. */
  private readonly bytes = new Map<BodyPlace, number>();

  constructor(private readonly props: BodyPlacesProps) {}

  take(place: BodyPlace): void {
    this.bytes.set(place, 0);
    const ofHook = [...this.bytes.keys()].filter(({ hook }) => hook === place.hook);
    if (ofHook.length > this.props.mostOfHook) this.end(ofHook, () => 1);
  }

  /** Counts further bytes of a body. */
  grow(place: BodyPlace, by: number): void {
    const before = this.bytes.get(place);
    if (before === undefined) return;
    this.bytes.set(place, before + by);
    while (this.total() > this.props.mostBytes) {
      const weight: Weight = (each) => this.bytes.get(each) ?? 0;
      const ofHook = heaviest([...this.bytes.keys()], ({ hook }) => hook, weight);
      this.end(ofHook, weight);
    }
  }

  leave(place: BodyPlace): void {
    this.bytes.delete(place);
  }

  private end(places: readonly BodyPlace[], weight: Weight): void {
    const [oldest] = heaviest(places, ({ address }) => address, weight);
    if (oldest === undefined) return;
    this.leave(oldest);
    oldest.giveWay();
  }

  private total(): number {
    return [...this.bytes.values()].reduce((sum, each) => sum + each, 0);
  }
}

/** The places of the group with the largest sum of weights, in their order. */
function heaviest(
  places: readonly BodyPlace[],
  groupOf: (place: BodyPlace) => string,
  weight: Weight,
): readonly BodyPlace[] {
  const groups = new Map<string, readonly BodyPlace[]>();
  for (const place of places) groups.set(groupOf(place), [...(groups.get(groupOf(place)) ?? []), place]);
  const weightOf = (group: readonly BodyPlace[]) => group.reduce((sum, place) => sum + weight(place), 0);
  return [...groups.values()].reduce<readonly BodyPlace[]>(
    (most, group) => (most.length === 0 || weightOf(group) > weightOf(most) ? group : most),
    [],
  );
}
