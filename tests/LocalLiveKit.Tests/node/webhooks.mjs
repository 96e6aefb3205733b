// Receives webhooks until a room is finished, and prints each that LiveKit's own receiver takes.
import { createServer } from 'node:http';
import { WebhookReceiver } from 'livekit-server-sdk';
import { apiKey, apiSecret, print } from './run.mjs';

const receiver = new WebhookReceiver(apiKey, apiSecret);
const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  try {
    const event = await receiver.receive(body, request.headers.authorization);
    const tampered = await receiver.receive(body + ' ', request.headers.authorization).then(() => 'taken', () => 'refused');
    print({ event: event.event, id: event.id, room: event.room?.name, participant: event.participant?.identity, tampered });
    response.writeHead(200).end(() => event.event === 'room_finished' && process.exit(0));
  } catch (error) {
    print({ error: error.message });
    response.writeHead(401).end();
  }
});
server.listen(0, '127.0.0.1', () => print({ port: server.address().port }));
