// What every script needs: where the server is, and how to tell the test what came of it.
export const [url, apiKey, apiSecret] = ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'].map(name => process.env[name]);
export const connection = [url, apiKey, apiSecret];

export const print = value => console.log(JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? item.toString() : item)));

/** The error as a client sees it, or nothing when there is none. */
export async function attempt(call) {
  try {
    await call();
    return null;
  } catch (error) {
    return { type: error.constructor.name, status: error.status, code: error.code, sipStatusCode: error.sipStatusCode, message: error.message };
  }
}

/** Looks again until there is something to see. */
export async function until(look) {
  for (let i = 0; i < 500; i++) {
    const seen = await look();
    if (seen) return seen;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error('It never came to that.');
}
