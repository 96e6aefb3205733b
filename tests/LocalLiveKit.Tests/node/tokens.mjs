// Verifies a token that was made elsewhere, and makes some to be verified elsewhere.
import { AccessToken, TokenVerifier } from 'livekit-server-sdk';
import { apiKey, apiSecret, print } from './run.mjs';

const claims = await new TokenVerifier(apiKey, apiSecret).verify(process.argv[2]);
const forged = await new TokenVerifier(apiKey, apiSecret + '!').verify(process.argv[2]).then(() => 'taken', error => error.constructor.name);
const make = (secret, options) => {
  const token = new AccessToken(apiKey, secret, { identity: 'visitor', name: 'Visitor', ...options });
  token.addGrant({ roomJoin: true, room: 'lobby' });
  return token.toJwt();
};

print({
  claims, forged,
  good: await make(apiSecret), otherSecret: await make(apiSecret + '!'),
  expired: await make(apiSecret, { ttl: '-1h' }),
});
