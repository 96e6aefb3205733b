using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.Extensions.AI;

namespace WarmTransfer.Generators.Tests;

/// <summary>An agent that was compiled with the generator, loaded and created, so that its tools can be called.</summary>
internal sealed class LoadedAgent
{
    private LoadedAgent(ITransferAgent agent)
    {
        Agent = agent;
        Tools = agent.CreateTools(Control);
    }

    public ITransferAgent Agent { get; }

    public RecordingControl Control { get; } = new();

    public IReadOnlyList<AIFunction> Tools { get; }

    public static LoadedAgent Create(string source, string typeName = "Desk")
    {
        GeneratorHarness.Generate(GeneratorHarness.Compile(source), out Compilation output);
        using MemoryStream image = new();
        EmitResult emitted = output.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;
        Assembly assembly = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image);
        return new((ITransferAgent)Activator.CreateInstance(assembly.GetType(typeName, throwOnError: true)!, nonPublic: true)!);
    }

    public AIFunction Tool(string name) => Tools.Single(tool => tool.Name == name);

    public ValueTask<object?> CallAsync(string tool, AIFunctionArguments arguments, CancellationToken cancellationToken = default)
        => Tool(tool).InvokeAsync(arguments, cancellationToken);

    /// <summary>Calls a tool as a chat client does: with the properties of the JSON the model sent.</summary>
    public ValueTask<object?> CallAsync(string tool, string json = "{}")
        => CallAsync(tool, new AIFunctionArguments(JsonElement.Parse(json).EnumerateObject().ToDictionary(property => property.Name, property => (object?)property.Value, StringComparer.Ordinal)));

    /// <summary>Calls a tool and gives its answer as text: JSON for what is JSON.</summary>
    public async Task<string?> AnswerAsync(string tool, string json = "{}") => (await CallAsync(tool, json))?.ToString();
}
