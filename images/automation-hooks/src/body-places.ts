/** A body on its way in. */
export interface BodyPlace {
  readonly hook: string;
  /** Whom it is of; see `clientAddress`. */
  readonly address: string;
  /** Called when it has to make room for another. */
  readonly giveWay: () => void;
}

export interface BodyPlacesProps {
  /** Bodies of one hook at the same time. */
  readonly mostOfHook: number;
  /** Bytes of all bodies together, which are in memory as a whole. */
  readonly mostBytes: number;
}

type Weight = (place: BodyPlace) => number;

/**
 * Room for bodies. Nobody is refused because it is full: the oldest body of the address that has most makes room, so that whoever
 * fills it ends what is his own. A delivery of GitLab is there at once, and gone before it could be the oldest.
 */
export class BodyPlaces {
  /** Bytes that have come, the oldest body first. */
  private readonly bytes = new Map<BodyPlace, number>();

  constructor(private readonly props: BodyPlacesProps) {}

  take(place: BodyPlace): void {
    this.bytes.set(place, 0);
    const ofHook = [...this.bytes.keys()].filter(({ hook }) => hook === place.hook);
    if (ofHook.length > this.props.mostOfHook) this.end(ofHook, () => 1);
  }

  /** More of a body has come. */
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

/** Those of the group that weighs most together, in their order. */
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
