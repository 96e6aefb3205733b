// Makes, lists, changes and deletes a room, and asks for an agent in it.
import { AgentDispatchClient, RoomServiceClient } from 'livekit-server-sdk';
import { attempt, connection, print } from './run.mjs';

const rooms = new RoomServiceClient(...connection);
const dispatches = new AgentDispatchClient(...connection);
const name = process.argv[2];

const created = await rooms.createRoom({ name, emptyTimeout: 60, metadata: 'first' });
const again = await rooms.createRoom({ name, metadata: 'second' });
const listed = await rooms.listRooms([name]);
const updated = await rooms.updateRoomMetadata(name, 'third');
const moving = await attempt(() => rooms.moveParticipant(name, 'nobody', 'elsewhere'));
const missing = await attempt(() => rooms.getParticipant(name, 'nobody'));

const dispatch = await dispatches.createDispatch(name, 'support-line', { metadata: 'about' });
const dispatched = await dispatches.listDispatch(name);
const found = await dispatches.getDispatch(dispatch.id, name);
await dispatches.deleteDispatch(dispatch.id, name);
const left = await dispatches.listDispatch(name);

await rooms.deleteRoom(name);
const gone = await attempt(() => rooms.deleteRoom(name));

print({
  created: created.metadata, sidIsKept: created.sid === again.sid, emptyTimeout: created.emptyTimeout,
  listed: listed.map(room => room.name), updated: updated.metadata, moving, missing,
  dispatched: dispatched.map(each => [each.id === dispatch.id, each.agentName, each.metadata]),
  found: found?.id === dispatch.id, left: left.length, gone,
  afterwards: (await rooms.listRooms([name])).length,
});
