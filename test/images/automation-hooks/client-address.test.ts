import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { clientAddress } from '../../../images/automation-hooks/src/client-address';

/** Whom a request with this header is of. */
function addressFor(forwarded: string | undefined): string {
  const request = new IncomingMessage(new Socket());
  if (forwarded !== undefined) request.headers['x-forwarded-for'] = forwarded;
  return clientAddress(request);
}

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['192.0.2.1, 203.0.113.9', '203.0.113.9'],
  ['192.0.2.1,203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::6', '2001:db8:1:2'],
  ['2001:db8::6', '2001:db8:0:0'],
  ['2001:0DB8:0001::', '2001:db8:1:0'],
  ['::1', '0:0:0:0'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['no address at all', 'no address at all'],
  ['', ''],
  [undefined, ''],
])('of %j it is %j', (forwarded, address) => {
  expect(addressFor(forwarded)).toBe(address);
});
