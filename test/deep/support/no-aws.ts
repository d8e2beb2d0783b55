import { noAccount } from './variables';

// Clients that a test makes without an endpoint fail at once instead of finding an account of whoever runs the tests.
for (const name of Object.keys(process.env)) {
  if (/^AWS_|^(https?|all)_proxy$/i.test(name)) Reflect.deleteProperty(process.env, name);
}
Object.assign(process.env, noAccount, { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' });
