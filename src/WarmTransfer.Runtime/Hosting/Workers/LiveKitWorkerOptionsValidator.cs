using Microsoft.Extensions.Options;

namespace WarmTransfer;

/// <summary>Refuses options no worker can run with, naming everything wrong at once.</summary>
internal sealed class LiveKitWorkerOptionsValidator : IValidateOptions<LiveKitWorkerOptions>
{
    public ValidateOptionsResult Validate(string? name, LiveKitWorkerOptions options) => options.FindProblems() is { Count: > 0 } problems
        ? ValidateOptionsResult.Fail(Describe(options, problems))
        : ValidateOptionsResult.Success;

    public static string Describe(LiveKitWorkerOptions options, IReadOnlyList<string> problems) =>
        $"The LiveKit worker '{options.AgentName}' cannot run. {string.Join(' ', problems)}";
}
