import type { DeclaredPort } from './kinds/declared-service';
import { outsideNodePort } from './outside-node-port';
import type { PathStep } from './problem';
import type { Tenant } from './tenant';

/** A port of a tenant's service that the internet reaches, with what follows from it. */
export interface OutsidePort extends Pick<DeclaredPort, 'name' | 'protocol' | 'worker'> {
  readonly tenant: string;
  readonly service: string;
  readonly outside: NonNullable<DeclaredPort['outside']>;
  readonly nodePort: number;
  /** Path of `outside` in the tenant's file. */
  readonly path: readonly PathStep[];
}

/** The ports to the outside of all tenants, in the order of their files. The CDK app and the cdk8s app both derive them here. */
export const outsidePorts = (tenants: readonly Pick<Tenant, 'name' | 'services'>[]): readonly OutsidePort[] =>
  tenants.flatMap((tenant) =>
    tenant.services.flatMap((service, index) =>
      (service.ports ?? []).flatMap(({ name, protocol, worker, outside, path }) =>
        outside === undefined
          ? []
          : [
              {
                tenant: tenant.name,
                service: service.name,
                worker,
                name,
                protocol,
                outside,
                nodePort: outsideNodePort(outside.port),
                path: ['services', index, ...path, 'outside'],
              },
            ],
      ),
    ),
  );
