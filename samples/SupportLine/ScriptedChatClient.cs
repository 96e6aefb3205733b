using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;

namespace SupportLine;

/// <summary>Not a language model: a deterministic stand-in that follows a few rules, so that the sample runs the same everywhere and needs no account.</summary>
/// <remarks>It plays both of the AI's parts and tells them apart by the functions it is offered. Use <c>--chat openai</c> for a real model.</remarks>
internal sealed partial class ScriptedChatClient(TimeProvider time) : IChatClient
{
    private static readonly TimeSpan PerWord = TimeSpan.FromMilliseconds(60);

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var conversation = messages.ToList();
        var reply = Offers(options, "transfer_to_human") ? ToCaller(conversation) : ToHuman(conversation, options);
        foreach (var word in Words().Matches(reply.Text).Select(match => match.Value))
        {
            await Task.Delay(PerWord, time, cancellationToken);
            yield return new ChatResponseUpdate(ChatRole.Assistant, word);
        }

        if (reply.Call is { } call)
            yield return new ChatResponseUpdate(ChatRole.Assistant, [call]);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private static Reply ToCaller(List<ChatMessage> conversation)
    {
        if (FunctionResult(conversation) is { } outcome)
            return new Reply(Apology(outcome.Result?.ToString() ?? ""));

        var said = LastWords(conversation);
        if (WantsPerson().IsMatch(said))
            return new Reply("Of course. I'll call our billing desk for you. Please hold the line.", Call("transfer_to_human"));
        return AccountNumber().Match(said) is { Success: true } account
            ? new Reply($"Thank you, I have your account {account.Value} here. The October bill is indeed much higher than usual.")
            : new Reply("I'm sorry to hear that. May I have your account number?");
    }

    // What the transfer's function answered is put into the caller's language.
    private static string Apology(string outcome)
    {
        var reason = Reason().Match(outcome) is { Success: true } match ? match.Groups["reason"].Value.TrimEnd('.') : null;
        return reason is null
            ? $"I'm sorry, it did not work out. {outcome.Split(". ")[0].TrimEnd('.')}. May I arrange a call back for you?"
            : $"I'm sorry, our billing desk cannot take the call: {reason}. May I arrange a call back for you?";
    }

    private static Reply ToHuman(List<ChatMessage> conversation, ChatOptions? options)
    {
        var instructions = conversation.FirstOrDefault(message => message.Role == ChatRole.System)?.Text ?? "";
        if (FunctionResult(conversation) is { } result)
            return result.Result?.ToString() is { } json && json.StartsWith('[') ? new Reply(Invoices(json)) : new Reply("");

        var said = LastWords(conversation);
        if (options?.Tools is not { Count: > 0 })
            return new Reply("Hello, this is the assistant of Brightwater Utilities. A caller is waiting for you. Can you hear me?");
        if (Mailbox().IsMatch(said))
            return new Reply("", Call("voicemail_detected"));
        if (Agrees().IsMatch(said))
            return new Reply("Thank you, connecting you now.", Call("connect_to_caller"));
        if (Declines().IsMatch(said))
            return new Reply("", Call("decline_transfer", ("reason", said)));
        if (AsksForInvoices().IsMatch(said))
            return new Reply("One moment, let me look.", Call("list_open_invoices", ("accountNumber", Account(instructions))));
        if (AsksToWait().IsMatch(said))
            return new Reply("Of course, take your time.");
        return new Reply(Brief(instructions));
    }

    private static string Brief(string instructions)
    {
        var concern = CallerLine().Match(instructions) is { Success: true } line ? line.Groups["said"].Value : "nothing has been said yet";
        return $"Hello, this is the assistant of Brightwater Utilities. I have a caller on hold, account {Account(instructions)}. In their words: {concern} Can you take the call?";
    }

    private static string Invoices(string json)
    {
        using var document = JsonDocument.Parse(json);
        var open = document.RootElement.EnumerateArray()
            .Select(invoice => string.Create(CultureInfo.InvariantCulture, $"{invoice.GetProperty("service").GetString()}, {invoice.GetProperty("amount").GetDecimal():0.00} euros"))
            .ToList();
        return open.Count == 0 ? "There are no open invoices." : $"There are {open.Count} open invoices: {string.Join("; ", open)}.";
    }

    private static string Account(string instructions) => AccountNumber().Match(instructions) is { Success: true } match ? match.Value : "unknown";

    private static bool Offers(ChatOptions? options, string name) => options?.Tools?.Any(tool => tool.Name == name) == true;

    private static string LastWords(List<ChatMessage> conversation) => conversation.LastOrDefault(message => message.Role == ChatRole.User)?.Text ?? "";

    private static FunctionResultContent? FunctionResult(List<ChatMessage> conversation) =>
        conversation is [.., { } last] && last.Role == ChatRole.Tool ? last.Contents.OfType<FunctionResultContent>().LastOrDefault() : null;

    private static FunctionCallContent Call(string name, params (string Name, object? Value)[] arguments) =>
        new($"call_{name}", name, arguments.ToDictionary(argument => argument.Name, argument => argument.Value, StringComparer.Ordinal));

    [GeneratedRegex(@"\S+\s*", RegexOptions.None, 1000)]
    private static partial Regex Words();

    [GeneratedRegex(@"\b(person|human|someone|colleague)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WantsPerson();

    [GeneratedRegex(@"\b[0-9]{6,10}\b", RegexOptions.None, 1000)]
    private static partial Regex AccountNumber();

    [GeneratedRegex(@"^Caller: (?<said>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CallerLine();

    [GeneratedRegex(@"Their reason: (?<reason>.*?) The caller is with you again", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reason();

    [GeneratedRegex(@"after the (tone|beep)|leave a message|mailbox", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mailbox();

    [GeneratedRegex(@"put (her|him|them) through|connect (us|me)|i'll take (it|the call|her|him|them)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Agrees();

    [GeneratedRegex(@"\b(can't|cannot|no time|not now)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Declines();

    [GeneratedRegex(@"\bhold on\b|\bone moment\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex AsksToWait();

    [GeneratedRegex(@"\b(invoices?|bills?|owe)\b.*\?", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AsksForInvoices();

    /// <summary>What the stand-in says, and the function it calls after it.</summary>
    private sealed record Reply(string Text, FunctionCallContent? Call = null);
}
