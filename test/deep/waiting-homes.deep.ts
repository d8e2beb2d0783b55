import { verify } from '../../lib/verify/verify';
import { factsFileSchema } from '../../model/facts';
import { everyKind } from '../support/every-kind';
import { renderedHome, type RenderedHome } from '../support/rendered-home';

/** A home with every kind and option on its way: as it is written, installed, and before what runs in it has answered. */
const waitingHomes: Readonly<Record<string, () => Promise<RenderedHome>>> = {
  'no fact at all': () => renderedHome(everyKind, factsFileSchema.shape.facts.keyof().options),
  'no issuer of its tokens': () => renderedHome(everyKind, ['serviceAccountIssuer']),
  'no zones': () => renderedHome(everyKind, ['clusterZoneId', 'clusterPrivateZoneId']),
  'no cluster': () => renderedHome(everyKind, ['infraId', 'machineConfigServerCa', 'controlPlane', 'cacheHosts']),
  'nothing that only the running cluster tells': () =>
    renderedHome(everyKind, ['answeringIssuers', 'operatorVersions']),
};

test.each(Object.entries(waitingHomes))('every rule holds while there is %s', async (_, home) => {
  const { rendered, known } = await home();
  expect(verify(rendered, known)).toEqual([]);
});
