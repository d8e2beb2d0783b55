import { loadFixture } from '../../../support/fixture-home';
import type { Issuers } from '../../../../lib/operations/issuers/issuer-answer';
import { recordIssuers } from '../../../../lib/operations/issuers/record-issuers';
import { load } from '../../../support/environment-folder';

const { environment } = loadFixture('production');
const sso = environment.singleSignOn.issuer;
const gitlab = environment.access.ci?.issuer ?? '';
const answering = (...those: readonly string[]): Issuers & { readonly asked: string[] } => {
  const asked: string[] = [];
  return {
    asked,
    ask: (issuer) => {
      asked.push(issuer);
      return Promise.resolve(
        those.includes(issuer)
          ? { answers: true, keyIds: ['k'], certificateEnds: 0 }
          : { answers: false, because: 'it answers 503' },
      );
    },
  };
};

test('what answers is recorded, what does not is said, and no other fact changes', async () => {
  const recorded = await recordIssuers(environment, { infraId: 'commons-x7k2p' }, answering(sso));
  expect(recorded.facts).toEqual({ infraId: 'commons-x7k2p', answeringIssuers: [sso] });
  expect(recorded.asked).toEqual([{ issuer: sso }, { issuer: gitlab, because: 'it answers 503' }]);
});

test('a second run asks for the rest alone, and keeps what is silent for a moment', async () => {
  const issuers = answering(gitlab);
  const { facts } = await recordIssuers(environment, { answeringIssuers: [sso] }, issuers);
  expect(issuers.asked).toEqual([gitlab]);
  expect(facts).toEqual({ answeringIssuers: [sso, gitlab] });
});

test('an issuer that nobody is given a role by any more is taken out', async () => {
  const gone = 'https://old.commons.example';
  const { facts } = await recordIssuers(environment, { answeringIssuers: [gone, sso, gitlab] }, answering());
  expect(facts.answeringIssuers).toEqual([sso, gitlab]);
});

test('where every issuer is somebody else’s nobody is asked', async () => {
  const issuers = answering();
  expect(await recordIssuers(load().environment, {}, issuers)).toEqual({ facts: {}, asked: [] });
  expect(issuers.asked).toEqual([]);
});
