using System.Buffers;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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

    /// <param name="source">The agent's source.</param>
    /// <param name="typeName">The class to create.</param>
    /// <param name="optimize">Compile as a release is.</param>
    /// <param name="library">The source of another assembly, which the agent's refers to.</param>
    public static LoadedAgent Create(string source, string typeName = "Desk", bool optimize = false, string? library = null)
    {
        AssemblyLoadContext context = new(null, isCollectible: true);
        CSharpCompilation compilation = GeneratorHarness.Compile(source);
        if (optimize)
            compilation = compilation.WithOptions(compilation.Options.WithOptimizationLevel(OptimizationLevel.Release));
        if (library is not null)
        {
            using MemoryStream libraryImage = Emit(GeneratorHarness.Compile(library).WithAssemblyName("Library"));
            compilation = compilation.AddReferences(MetadataReference.CreateFromImage(libraryImage.ToArray()));
            context.LoadFromStream(libraryImage);
        }

        using MemoryStream image = Emit(compilation);
        Assembly assembly = context.LoadFromStream(image);
        return new((ITransferAgent)Activator.CreateInstance(assembly.GetType(typeName, throwOnError: true)!, nonPublic: true)!);
    }

    private static MemoryStream Emit(CSharpCompilation compilation)
    {
        GeneratorHarness.Add(compilation, out Compilation output);
        MemoryStream image = new();
        EmitResult emitted = output.Emit(image);
        GeneratorHarness.AssertSilent(emitted.Diagnostics);
        Assert.True(emitted.Success);
        image.Position = 0;
        return image;
    }

    public AIFunction Tool(string name) => Tools.Single(tool => tool.Name == name);

    public ValueTask<object?> CallAsync(string tool, AIFunctionArguments arguments, CancellationToken cancellationToken = default)
        => Tool(tool).InvokeAsync(arguments, cancellationToken);

    /// <summary>Calls a tool as a chat client does: with the properties of the JSON the model sent; of two with one name, the last.</summary>
    public ValueTask<object?> CallAsync(string tool, string json = "{}")
    {
        AIFunctionArguments arguments = [];
        foreach (JsonProperty property in JsonElement.Parse(json).EnumerateObject())
            arguments[property.Name] = property.Value;
        return CallAsync(tool, arguments);
    }

    /// <summary>Calls a tool with each argument in a form that only the slower reading takes, the one that also says what is wrong.</summary>
    public ValueTask<object?> CallSlowlyAsync(string tool, string json)
    {
        AIFunctionArguments arguments = [];
        foreach (JsonProperty property in JsonElement.Parse(json).EnumerateObject())
            arguments[property.Name] = JsonDocument.Parse(property.Value.GetRawText());
        return CallAsync(tool, arguments);
    }

    /// <summary>Calls a tool as a realtime model does: with the JSON itself. Gives the answer's JSON too.</summary>
    public async Task<(bool Succeeded, string Json)> CallUtf8Async(string tool, string json, IServiceProvider? services = null, CancellationToken cancellationToken = default)
    {
        ArrayBufferWriter<byte> result = new();
        var succeeded = await ((TransferTool)Tool(tool)).InvokeUtf8Async(Encoding.UTF8.GetBytes(json), result, services, cancellationToken);
        return (succeeded, Encoding.UTF8.GetString(result.WrittenSpan));
    }

    /// <summary>Calls a tool with the properties of the JSON and with the JSON itself, which must be answered alike, and gives the answer to the first.</summary>
    public async Task<object?> CallBothAsync(string tool, string json)
    {
        var answer = await CallAsync(tool, json);
        (var succeeded, var written) = await CallUtf8Async(tool, json);
        Assert.Equal(AsJson(answer), written);
        Assert.Equal(answer is not JsonElement { ValueKind: JsonValueKind.Object } failure || !failure.TryGetProperty("error", out _), succeeded);
        return answer;
    }

    private static string AsJson(object? answer) => answer switch
    {
        null => "null",
        JsonElement element => element.GetRawText(),
        _ => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(answer.ToString()!)}\"",
    };

    /// <summary>Calls a tool and gives its answer as text: JSON for what is JSON.</summary>
    public async Task<string?> AnswerAsync(string tool, string json = "{}") => (await CallAsync(tool, json))?.ToString();
}
