// An agent worker: registers, asks for itself in a room, takes the job it is offered, and prints what it was given for it.
import { AgentServer, ServerOptions, defineAgent, initializeLogger } from '@livekit/agents';
import { AgentDispatchClient } from 'livekit-server-sdk';
import { fileURLToPath } from 'node:url';
import { apiKey, apiSecret, connection, print, url } from './run.mjs';

export default defineAgent({
  // Runs in a process of its own. Joining the room would take WebRTC; the token says that it could.
  entry: async context => {
    const { id, agentName, metadata, room } = context.job;
    print({ id, agentName, metadata, room: room?.name, token: context.info.token });
  },
});

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  initializeLogger({ pretty: false, level: 'silent' });
  const [name, room] = process.argv.slice(2);
  const server = new AgentServer(new ServerOptions({
    agent: fileURLToPath(import.meta.url), agentName: name, wsURL: url, apiKey, apiSecret, host: '127.0.0.1',
    numIdleProcesses: 1, initializeProcessTimeout: 30_000,
    // The load of the machine that runs the tests is none of their business.
    loadFunc: async () => 0,
    requestFunc: request => request.accept('Clerk', 'clerk-1', 'm', { desk: '7' }),
  }));
  server.event.on('worker_registered', async (id, info) => {
    print({ registered: id, version: info.version });
    await new AgentDispatchClient(...connection).createDispatch(room, name, { metadata: 'about the invoice' });
  });
  await server.run();
}
