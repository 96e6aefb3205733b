using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using WarmTransfer;
using Warm_Agent;

// The settings beside the program, wherever it is started from.
var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Services.AddLiveKit().AddSupportLine();
using var host = builder.Build();

var trunk = host.Services.GetRequiredService<IConfiguration>()["WarmTransfer:SipTrunkId"];
if (string.IsNullOrWhiteSpace(trunk))
{
    Console.Error.WriteLine("WarmTransfer:SipTrunkId is not set: put the id of an outbound trunk, ST_…, into appsettings.json.");
    return 1;
}

try
{
    var liveKit = host.Services.GetRequiredService<ILiveKitServer>();
    var found = await liveKit.ListSipOutboundTrunksAsync([trunk]);
    Console.WriteLine(found.Count > 0
        ? $"LiveKit at {liveKit.Url} has the trunk {found[0]}. Callers can be transferred."
        : $"LiveKit at {liveKit.Url} has no outbound trunk {trunk}: create it, or name another as WarmTransfer:SipTrunkId in appsettings.json.");
    return found.Count > 0 ? 0 : 1;
}
catch (Exception exception) when (exception is OptionsValidationException or LiveKitException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
