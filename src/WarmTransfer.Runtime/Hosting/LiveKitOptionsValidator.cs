using Microsoft.Extensions.Options;

namespace WarmTransfer;

/// <summary>Refuses options with which LiveKit cannot be reached, naming everything wrong at once.</summary>
internal sealed class LiveKitOptionsValidator : IValidateOptions<LiveKitOptions>
{
    public ValidateOptionsResult Validate(string? name, LiveKitOptions options)
    {
        var problems = LiveKitCredentialRules.FindProblems(options.Url, options.ApiKey, options.ApiSecret, LiveKitCredentialNames.Options);
        return problems.Count > 0 ? ValidateOptionsResult.Fail(LiveKitCredentialRules.Describe(problems)) : ValidateOptionsResult.Success;
    }
}
