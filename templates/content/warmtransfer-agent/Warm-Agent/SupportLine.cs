using Microsoft.Extensions.DependencyInjection;

namespace Warm_Agent;

/// <summary>The services of the support line, for the program and its tests alike.</summary>
public static class SupportLine
{
    /// <summary>Adds them. A <c>LiveKitBackend</c> and an <c>IChatClient</c> come from elsewhere.</summary>
    public static IServiceCollection AddSupportLine(this IServiceCollection services)
        => services.AddSingleton<OrderBook>().AddSingleton<SupportDesk>().AddSingleton<CallHandler>();
}
