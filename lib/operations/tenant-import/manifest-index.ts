import type { InputNode } from './input-node';

/** Objects of manifests by their kind and name. */
export class ManifestIndex {
  readonly objects: readonly InputNode[];

  /** Items of a `List` are objects like others. */
  constructor(documents: readonly InputNode[]) {
    this.objects = documents.flatMap((document) =>
      document.textAt('kind')?.endsWith('List') === true ? (document.find('items')?.items ?? []) : [document],
    );
  }

  ofKind(...kinds: readonly string[]): readonly InputNode[] {
    return this.objects.filter((object) => kinds.includes(object.textAt('kind') ?? ''));
  }

  find(kind: string, name: string | undefined): InputNode | undefined {
    return this.ofKind(kind).find((object) => objectName(object) === name);
  }

  /** Services that lead to pods with these labels. */
  servicesFor(labels: InputNode | undefined): readonly InputNode[] {
    const own = new Map((labels?.entries ?? []).map(([key, { text }]) => [key, text]));
    return this.ofKind('Service').filter((service) => {
      const selector = service.find('spec', 'selector')?.entries ?? [];
      return selector.length > 0 && selector.every(([key, { text }]) => own.get(key) === text);
    });
  }
}

/** The name of an object. */
export const objectName = (object: InputNode): string => object.textAt('metadata', 'name') ?? 'unnamed';
