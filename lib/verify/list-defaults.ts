import { qualifiedKind } from '../rendered';
import { valuesAt } from './walk-values';
import { describeObject } from './describe-object';
import type { RenderedRule } from './rendered-rule';

interface ListDefault {
  /** Path of the elements of a list. */
  readonly elements: string;
  /** Fields that the API server adds to each element that leaves them out, from the CustomResourceDefinition. */
  readonly defaults: Readonly<Record<string, string | number | boolean>>;
}

const plugin = { enabled: true, isWALArchiver: false } as const;
const remoteRef = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' } as const;

/**
 * Defaults of CustomResourceDefinitions inside lists that are compared as a whole, by kind. Sources: the definitions in
 * cloudnative-pg/cloudnative-pg:config/crd/bases, percona/percona-xtradb-cluster-operator:config/crd/bases, and
 * external-secrets/external-secrets:config/crds/bases (those of `remoteRef` up to release 0.20).
 * `test/rules/definitions.test.ts` compares this table with the definitions that it can read.
 */
export const listDefaults: Readonly<Record<string, readonly ListDefault[]>> = {
  'postgresql.cnpg.io/Cluster': [
    { elements: 'spec.plugins[]', defaults: plugin },
    { elements: 'spec.externalClusters[].plugin', defaults: plugin },
    { elements: 'spec.managed.roles[]', defaults: { ensure: 'present', inherit: true, connectionLimit: -1 } },
    { elements: 'spec.managed.services.additional[]', defaults: { updateStrategy: 'patch' } },
    { elements: 'spec.tablespaces[]', defaults: { temporary: false } },
  ],
  'postgresql.cnpg.io/Database': [
    { elements: 'spec.extensions[]', defaults: { ensure: 'present' } },
    { elements: 'spec.schemas[]', defaults: { ensure: 'present' } },
    { elements: 'spec.fdws[]', defaults: { ensure: 'present' } },
    { elements: 'spec.servers[]', defaults: { ensure: 'present' } },
  ],
  'pxc.percona.com/PerconaXtraDBCluster': ['pxc', 'haproxy', 'proxysql'].map((part) => ({
    elements: `spec.${part}.sidecars[].ports[]`,
    defaults: { protocol: 'TCP' },
  })),
  'external-secrets.io/ExternalSecret': [
    { elements: 'spec.data[].remoteRef', defaults: remoteRef },
    { elements: 'spec.dataFrom[].extract', defaults: remoteRef },
    { elements: 'spec.dataFrom[].find', defaults: { conversionStrategy: 'Default', decodingStrategy: 'None' } },
    { elements: 'spec.target.template.templateFrom[]', defaults: { target: 'Data' } },
  ],
  'external-secrets.io/PushSecret': [
    { elements: 'spec.data[]', defaults: { conversionStrategy: 'None' } },
    { elements: 'spec.secretStoreRefs[]', defaults: { kind: 'SecretStore' } },
  ],
};

/**
 * Objects write out defaults inside lists. Argo CD compares a list without keys as a whole, so a default that the API server adds
 * to an element is a lasting difference, and Argo CD writes the object again and again.
 */
export const listDefaultsRule: RenderedRule = {
  id: 'list-defaults',
  holds: 'defaults of definitions inside lists are written out',
  findings: ({ objects }) =>
    objects.flatMap((object) =>
      (listDefaults[qualifiedKind(object)] ?? []).flatMap(({ elements, defaults }) =>
        Object.entries(defaults).flatMap(([field, value]) => {
          const without = valuesAt(object, elements).filter((element) => lacks(element, field));
          return without.length === 0
            ? []
            : [
                {
                  place: describeObject(object),
                  reason: `${elements}.${field} is left out ${without.length} times, and the API server adds it inside a list`,
                  remedy: `write out ${field}: ${String(value)}`,
                },
              ];
        }),
      ),
    ),
};

const lacks = (element: unknown, field: string): boolean =>
  typeof element === 'object' && element !== null && !(field in element);
