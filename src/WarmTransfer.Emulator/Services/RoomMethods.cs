using Google.Protobuf.WellKnownTypes;
using WarmTransfer.Protocol;

namespace WarmTransfer.Emulator;

/// <summary>The methods of <c>livekit.RoomService</c> and the grants each asks for.</summary>
internal static class RoomMethods
{
    public static TwirpService Create(RoomDirectory rooms) => new TwirpService("livekit.RoomService")
        .Add<Protocol.CreateRoomRequest>("CreateRoom", (request, grants) =>
        {
            TokenGrants.Require(grants.RoomCreate);
            return rooms.CreateRoom(request);
        })
        .Add<ListRoomsRequest>("ListRooms", (request, grants) =>
        {
            TokenGrants.Require(grants.RoomList);
            return new ListRoomsResponse { Rooms = { rooms.ListRooms(request.Names) } };
        })
        .Add<DeleteRoomRequest>("DeleteRoom", (request, grants) =>
        {
            TokenGrants.Require(grants.RoomCreate);
            rooms.DeleteRoom(request.Room);
            return new DeleteRoomResponse();
        })
        .Add<UpdateRoomMetadataRequest>("UpdateRoomMetadata", (request, grants) =>
        {
            grants.RequireAdmin(request.Room);
            return rooms.UpdateRoomMetadata(request.Room, request.Metadata);
        })
        .Add<ListParticipantsRequest>("ListParticipants", (request, grants) =>
        {
            grants.RequireAdmin(request.Room);
            return new ListParticipantsResponse { Participants = { rooms.ListParticipants(request.Room) } };
        })
        .Add<RoomParticipantIdentity>("GetParticipant", (request, grants) =>
        {
            grants.RequireAdmin(request.Room);
            return rooms.GetParticipant(request.Room, request.Identity);
        })
        .Add<RoomParticipantIdentity>("RemoveParticipant", (request, grants) =>
        {
            grants.RequireAdmin(request.Room);
            rooms.RemoveParticipant(request.Room, request.Identity);
            return new RemoveParticipantResponse();
        })
        .Add<Protocol.UpdateParticipantRequest>("UpdateParticipant", (request, grants) =>
        {
            grants.RequireAdmin(request.Room);
            return rooms.UpdateParticipant(request);
        })
        .AddAsync<MoveParticipantRequest>("MoveParticipant", async (request, grants, _) =>
        {
            grants.RequireAdmin(request.Room);
            TokenGrants.Require(grants.DestinationRoom == request.DestinationRoom);
            await rooms.MoveParticipantAsync(request.Room, request.Identity, request.DestinationRoom);
            return new MoveParticipantResponse();
        })
        .AddAsync<ForwardParticipantRequest>("ForwardParticipant", async (request, grants, _) =>
        {
            grants.RequireAdmin(request.Room);
            TokenGrants.Require(grants.DestinationRoom == request.DestinationRoom);
            await rooms.ForwardParticipantAsync(request.Room, request.Identity, request.DestinationRoom);
            return new Empty();
        })
        .AddAsync<MuteRoomTrackRequest>("MutePublishedTrack", async (request, grants, _) =>
        {
            grants.RequireAdmin(request.Room);
            return new MuteRoomTrackResponse { Track = await rooms.MuteTrackAsync(request) };
        })
        .AddAsync<UpdateSubscriptionsRequest>("UpdateSubscriptions", async (request, grants, _) =>
        {
            grants.RequireAdmin(request.Room);
            await rooms.UpdateSubscriptionsAsync(request);
            return new UpdateSubscriptionsResponse();
        })
        .AddAsync<SendDataRequest>("SendData", async (request, grants, _) =>
        {
            grants.RequireAdmin(request.Room);
            await rooms.SendDataAsync(request);
            return new SendDataResponse();
        });
}
