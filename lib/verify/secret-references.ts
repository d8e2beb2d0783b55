import { z } from 'zod';
import { qualifiedKind, type RenderedObject } from '../rendered';

/**
 * A secret outside the cluster that an object reads or writes, with the key that it reads of it; all secrets below a path; or what no
 * list of names can say.
 */
export type SecretReference =
  | { readonly name: string; readonly property?: string }
  | { readonly below: string }
  | { readonly fault: string };

const remote = z.looseObject({ key: z.string(), property: z.string().optional() });
const store = z.looseObject({ kind: z.string().default('SecretStore') });
const source = z.looseObject({ storeRef: store.optional() }).optional();

const externalSchema = z.looseObject({
  spec: z.looseObject({
    secretStoreRef: store.optional(),
    data: z.array(z.looseObject({ remoteRef: remote.optional(), sourceRef: source })).default([]),
    dataFrom: z
      .array(
        z.looseObject({
          extract: remote.optional(),
          find: z.looseObject({ path: z.string().optional() }).optional(),
          sourceRef: source,
        }),
      )
      .default([]),
  }),
});

const pushSchema = z.looseObject({
  spec: z.looseObject({
    secretStoreRefs: z.array(store).default([]),
    data: z
      .array(z.looseObject({ match: z.looseObject({ remoteRef: z.looseObject({ remoteKey: z.string() }) }) }))
      .default([]),
  }),
});

/**
 * What an object of External Secrets asks for. A store of the whole cluster reads as one role for everybody, and `find` takes
 * whatever begins with a path. Source: external-secrets.io, API reference.
 */
export function secretReferences(object: RenderedObject): readonly SecretReference[] {
  switch (qualifiedKind(object)) {
    case 'external-secrets.io/ExternalSecret': {
      const { secretStoreRef, data, dataFrom } = externalSchema.parse(object).spec;
      const stores = [secretStoreRef, ...[...data, ...dataFrom].map(({ sourceRef }) => sourceRef?.storeRef)];
      return [
        ...stores.flatMap((each) => storeFault(each)),
        ...data.flatMap(({ remoteRef }) => (remoteRef === undefined ? [] : [named(remoteRef)])),
        ...dataFrom.flatMap(({ extract }) => (extract === undefined ? [] : [named(extract)])),
        ...dataFrom.flatMap(({ find }) => (find === undefined ? [] : [foundBelow(find.path)])),
      ];
    }
    case 'external-secrets.io/PushSecret': {
      const { secretStoreRefs, data } = pushSchema.parse(object).spec;
      return [
        ...secretStoreRefs.flatMap((each) => storeFault(each)),
        ...data.map(({ match }) => ({ name: match.remoteRef.remoteKey })),
      ];
    }
    default:
      return [];
  }
}

const named = ({ key, property }: z.output<typeof remote>): SecretReference => ({ name: key, property });

const storeFault = (of: z.output<typeof store> | undefined): readonly SecretReference[] =>
  of === undefined || of.kind === 'SecretStore'
    ? []
    : [{ fault: `reads through a ${of.kind}, whose role is not the tenant’s` }];

const foundBelow = (path: string | undefined): SecretReference =>
  path === undefined ? { fault: 'looks for secrets anywhere' } : { below: path };
