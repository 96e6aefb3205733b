// Calls phones that answer, are busy, and never answer.
import { RoomServiceClient, SipClient } from 'livekit-server-sdk';
import { attempt, connection, print } from './run.mjs';

const rooms = new RoomServiceClient(...connection);
const sip = new SipClient(...connection);
const [room, answering, busy, silent] = process.argv.slice(2);
const trunk = await sip.createSipOutboundTrunk('Desk', 'sip.example.com', ['+15105550100'], { authUsername: 'u', authPassword: 'p' });
const dial = (number, options = {}) =>
  sip.createSipParticipant(trunk.sipTrunkId, number, room, { participantIdentity: `phone-${number.slice(-3)}`, waitUntilAnswered: true, ringingTimeout: 1, ...options });

const call = await dial(answering, { participantName: 'Dana', participantAttributes: { desk: '7' } });
const participant = await rooms.getParticipant(room, call.participantIdentity);
const updated = await rooms.updateParticipant(room, call.participantIdentity, { metadata: 'on the phone' });
const present = await rooms.listParticipants(room);
const busyError = await attempt(() => dial(busy));
const silentError = await attempt(() => dial(silent));
const unknownError = await attempt(() => dial('+15105559999'));
await rooms.removeParticipant(room, call.participantIdentity);
const trunkError = await attempt(() => sip.createSipParticipant('ST_missing', answering, room, {}));
const afterwards = await rooms.listParticipants(room);

const listed = await sip.listSipOutboundTrunk({ trunkIds: [trunk.sipTrunkId] });
const changed = await sip.updateSipOutboundTrunkFields(trunk.sipTrunkId, { name: 'Renamed' });
await sip.deleteSipTrunk(trunk.sipTrunkId);
const trunksLeft = await sip.listSipOutboundTrunk({ trunkIds: [trunk.sipTrunkId] });

print({
  call: { identity: call.participantIdentity, room: call.roomName, id: call.sipCallId },
  participant: { kind: participant.kind, name: participant.name, attributes: participant.attributes },
  metadata: updated.metadata, present: present.map(each => each.identity),
  busyError, silentError, unknownError, trunkError, afterwards: afterwards.length,
  trunks: { listed: listed.map(each => [each.name, each.numbers]), changed: changed.name, left: trunksLeft.length },
});
