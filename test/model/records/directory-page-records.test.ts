import { directoryPageRecords } from '../../../model/records/directory-page-records';
import { load } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';

const { environment } = load(fullEnvironment);
const host = 'accounts.commons.example';

test('the web pages of the directory are an alias of their balancer, and not of the CDN', () => {
  const facts = {
    directoryBalancer: 'directory-1.elb.example',
    directoryCertificateRecords: { [`_3f2a.${host}`]: '_9c1b.acm-validations.aws' },
  };
  expect(directoryPageRecords(environment, facts)).toMatchObject([
    { host, type: 'CNAME', value: 'directory-1.elb.example.' },
    { host: `_3f2a.${host}`, type: 'CNAME', value: '_9c1b.acm-validations.aws.' },
  ]);
});

test('they wait for the balancer and its certificate', () => {
  expect(directoryPageRecords(environment, {})).toMatchObject([
    { host, waitsFor: ['directoryBalancer', 'directoryCertificateRecords'] },
  ]);
  expect(directoryPageRecords({ directory: undefined }, {})).toEqual([]);
});
