import { z } from 'zod';
import { trustBundleFaults } from '../operations/install/trust-bundle';
import { objectsOfKind } from '../rendered';
import { describeObject } from './describe-object';
import type { RenderedRule } from './rendered-rule';

const configMapSchema = z.looseObject({ data: z.record(z.string(), z.string()).default({}) });

/** Key under which OpenShift and its operators look for certificates. */
const bundleKey = 'ca-bundle.crt';

/**
 * Trust bundles are readable and contain an authority: the network operator does not roll out the proxy with an unreadable
 * bundle, and one without an authority verifies nothing. Source:
 * openshift/cluster-network-operator:pkg/util/validation/trustbundle.go.
 */
export const trustBundlesRule: RenderedRule = {
  id: 'trust-bundles',
  holds: 'every trust bundle consists of readable certificate authorities',
  findings: ({ objects }) =>
    objectsOfKind(objects, '/ConfigMap').flatMap((object) => {
      const bundle = configMapSchema.parse(object).data[bundleKey];
      if (bundle === undefined) return [];
      return trustBundleFaults(bundle).map((reason) => ({
        place: describeObject(object),
        reason,
        remedy: 'use the certificate of the authority that signs, not that of the server',
      }));
    }),
};
