import { forEach } from './stand-in';
import { setStatus } from './status';

/** Stands in for the cloud's controller, which makes a balancer for each service that asks for one. */
export const balancers = forEach('balancers', ['v1', 'Service'], async (service, api) => {
  if (service.spec?.type === 'LoadBalancer')
    await setStatus(api, service, {
      loadBalancer: { ingress: [{ hostname: `${service.metadata.name}.elb.example` }] },
    });
});
