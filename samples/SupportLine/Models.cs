using System.ClientModel;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using OpenAI;

namespace SupportLine;

/// <summary>The model behind the AI.</summary>
internal static class Models
{
    private const string DefaultModel = "gpt-4o-mini";

    /// <summary>Makes the model that the options name, without function invocation: the session calls tools itself.</summary>
    /// <exception cref="InvalidOperationException">There is no API key.</exception>
    public static IChatClient Create(SampleOptions options, TimeProvider time, ILoggerFactory logs)
    {
        if (!options.OpenAI)
            return new ScriptedChatClient(time);

        var key = Variable("OPENAI_API_KEY") ?? throw new InvalidOperationException("--chat openai needs an API key: set OPENAI_API_KEY (any text for a local server that asks for none) and, for another endpoint, OPENAI_BASE_URL.");
        var client = new OpenAIClientOptions();
        if (Variable("OPENAI_BASE_URL") is { } url)
            client.Endpoint = Uri.TryCreate(url, UriKind.Absolute, out var endpoint) ? endpoint : throw new InvalidOperationException($"OPENAI_BASE_URL \"{url}\" is not an absolute URL, such as http://127.0.0.1:11434/v1.");
        return new OpenAIClient(new ApiKeyCredential(key), client).GetChatClient(Variable("OPENAI_MODEL") ?? DefaultModel).AsIChatClient()
            .AsBuilder().UseOpenTelemetry(logs).UseLogging(logs).Build();
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
