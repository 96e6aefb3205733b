using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace WarmTransfer;

/// <summary>Finds each setting in the options, the agent's attribute, the configuration or the environment, in that order, and lists everything wrong at once.</summary>
internal sealed partial class TransferSettingsResolver
{
    public const string TrunkVariable = "LIVEKIT_SIP_OUTBOUND_TRUNK";
    public const string NumberVariable = "LIVEKIT_SIP_NUMBER";
    public const string ConfigurationSection = "WarmTransfer";

    /// <summary>The server waits no longer than this for an answer.</summary>
    private static readonly TimeSpan LongestRinging = TimeSpan.FromSeconds(80);

    private readonly WarmTransferOptions _options;
    private readonly TransferAgentDefinition _definition;
    private readonly ICallerLeg _caller;
    private readonly IConfigurationSection? _configuration;
    private readonly Func<string, string?> _environment;
    private readonly List<string> _problems = [];

    private TransferSettingsResolver(WarmTransferOptions options, TransferAgentDefinition definition, ICallerLeg caller, Func<string, string?> environment)
    {
        _options = options;
        _definition = definition;
        _caller = caller;
        _environment = environment;
        _configuration = (caller.Services?.GetService(typeof(IConfiguration)) as IConfiguration)?.GetSection(ConfigurationSection);
    }

    /// <exception cref="OptionsValidationException">Something is missing or wrong; all of it is listed.</exception>
    public static TransferSettings Resolve(WarmTransferOptions options, TransferAgentDefinition definition, ICallerLeg caller, Func<string, string?>? environment = null) =>
        new TransferSettingsResolver(options, definition, caller, environment ?? Environment.GetEnvironmentVariable).Resolve();

    private TransferSettings Resolve()
    {
        var (trunk, connection) = Trunk();
        var chatClient = _options.ChatClient ?? _caller.ChatClient;
        if (chatClient is null)
            _problems.Add("No chat client: set WarmTransferOptions.ChatClient, or use a caller leg that has one.");

        var (acceptDigit, declineDigit) = Digits();
        var settings = new TransferSettings
        {
            CallTo = CallTo() ?? "",
            SipTrunkId = trunk,
            SipConnection = connection,
            SipNumber = SipNumber(),
            SipHeaders = _options.SipHeaders,
            Dtmf = Dtmf(),
            AcceptDigit = acceptDigit,
            DeclineDigit = declineDigit,
            RingingTimeout = RingingTimeout(),
            ConsultTimeout = Limit(_options.ConsultTimeout, nameof(_options.ConsultTimeout), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)),
            SilenceTimeout = Limit(_options.SilenceTimeout, nameof(_options.SilenceTimeout), TimeSpan.FromSeconds(20), TimeSpan.FromHours(1)),
            MaxHoldTime = Limit(_options.MaxHoldTime, nameof(_options.MaxHoldTime), TimeSpan.FromMinutes(10), TimeSpan.FromHours(4)),
            MergeTimeout = Limit(_options.MergeTimeout, nameof(_options.MergeTimeout), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(5)),
            HoldAudio = _options.HoldAudio ?? HoldAudio.BuiltIn,
            RoomName = RoomName(),
            Instructions = (_options.Instructions ?? new()) with { Persona = _options.Instructions?.Persona ?? _definition.Persona },
            Greeting = _options.Greeting ?? Configured(nameof(_options.Greeting)),
            GreetingAudio = GreetingAudio(),
            CallerLeftSpeech = _options.CallerLeftSpeech ?? ConsultSpeech.CallerLeft,
            DeclinedSpeech = _options.DeclinedSpeech ?? ConsultSpeech.Declined,
            TimedOutSpeech = _options.TimedOutSpeech ?? ConsultSpeech.TimedOut,
            MergeFailedSpeech = _options.MergeFailedSpeech ?? ConsultSpeech.MergeFailed,
            MergeStrategy = Defined(_options.MergeStrategy ?? MergeStrategy.Auto, nameof(_options.MergeStrategy)),
            AfterMerge = Defined(_options.AfterMerge ?? AfterMerge.Leave, nameof(_options.AfterMerge)),
            Introduction = _options.Introduction ?? ConsultSpeech.Introduction,
            ChatClient = chatClient!,
            ChatOptions = _options.ChatOptions,
            Tools = Tools(),
            ApproveToolCall = _options.ApproveToolCall,
            Progress = _options.Progress,
        };

        return _problems.Count == 0 ? settings : throw new OptionsValidationException(ConfigurationSection, typeof(WarmTransferOptions), _problems);
    }

    private string? Configured(string key) => _configuration?[key] is { Length: > 0 } value ? value : null;

    private string? FromEnvironment(string name) => _environment(name) is { Length: > 0 } value ? value : null;

    private string? CallTo()
    {
        var callTo = _options.CallTo ?? _definition.CallTo ?? Configured(nameof(_options.CallTo));
        if (callTo is null)
            _problems.Add($"Nobody to call: set WarmTransferOptions.CallTo, [TransferAgent(CallTo = …)] on {_definition.Name}, or {ConfigurationSection}:CallTo in the configuration.");
        else if (!SipAddress.IsPhoneNumber(callTo) && !SipAddress.IsSipUri(callTo))
            _problems.Add($"CallTo \"{callTo}\" is neither a phone number in E.164 form, such as +15105550123 (plus sign, country code, digits only), nor a SIP URI, such as sip:desk@example.com.");
        return callTo;
    }

    /// <remarks>An inline connection given at one level rules out trunks found at the levels below it; both at one level is a contradiction.</remarks>
    private (string? Trunk, SipConnection? Connection) Trunk()
    {
        if (_options.SipTrunkId is not null && _options.SipConnection is not null)
            _problems.Add("Both WarmTransferOptions.SipTrunkId and WarmTransferOptions.SipConnection are set: a call goes through one or the other. Remove one of them.");

        if (_options.SipConnection is { } connection)
        {
            if (string.IsNullOrWhiteSpace(connection.Hostname) || connection.Hostname.Contains(':', StringComparison.Ordinal) && connection.Hostname.StartsWith("sip", StringComparison.OrdinalIgnoreCase))
                _problems.Add($"SipConnection.Hostname \"{connection.Hostname}\" is not a host name: give the host alone, such as sip.example.com or sip.example.com:5061, without \"sip:\".");
            return (null, connection);
        }

        var trunk = _options.SipTrunkId ?? _definition.SipTrunkId ?? Configured(nameof(_options.SipTrunkId)) ?? FromEnvironment(TrunkVariable);
        if (trunk is null)
            _problems.Add($"No SIP trunk to call through: set WarmTransferOptions.SipTrunkId (or [TransferAgent(SipTrunkId = …)], or {ConfigurationSection}:SipTrunkId in the configuration), WarmTransferOptions.SipConnection, or the environment variable {TrunkVariable}.");
        else if (!trunk.StartsWith("ST_", StringComparison.Ordinal) || trunk.Length < 4)
            _problems.Add($"SipTrunkId \"{trunk}\" is not a trunk id: LiveKit's begin with ST_. List them with ILiveKitServer.ListSipOutboundTrunksAsync.");
        return (trunk, null);
    }

    private string? SipNumber()
    {
        var number = _options.SipNumber ?? _definition.SipNumber ?? Configured(nameof(_options.SipNumber)) ?? FromEnvironment(NumberVariable);
        if (number is not null && !SipAddress.IsPhoneNumber(number))
            _problems.Add($"SipNumber \"{number}\" is not a phone number in E.164 form, such as +15105550100.");
        return number;
    }

    private string? Dtmf()
    {
        if (_options.Dtmf is { } dtmf && !SipAddress.IsDtmf(dtmf))
            _problems.Add($"Dtmf \"{dtmf}\" has characters that cannot be sent: use 0-9, A-D, * and #, and w for a pause of half a second.");
        return _options.Dtmf;
    }

    private (char? Accept, char? Decline) Digits()
    {
        var accept = Digit(nameof(_options.AcceptDigit), _options.AcceptDigit ?? _definition.AcceptDigit, "1");
        var decline = Digit(nameof(_options.DeclineDigit), _options.DeclineDigit ?? _definition.DeclineDigit, "2");
        if (accept is not null && accept == decline)
            _problems.Add($"AcceptDigit and DeclineDigit are both \"{accept}\": the human could not say which is meant. Give them different keys, or set one to \"\" for none.");
        return (accept, decline);
    }

    // Empty is a choice here, in the configuration too: no key does it.
    private char? Digit(string name, string? value, string unset)
    {
        value ??= _configuration?[name] ?? unset;
        if (value.Length == 0)
            return null;
        if (value.Length == 1 && SipAddress.IsKey(value[0]))
            return value[0];
        _problems.Add($"{name} \"{value}\" is not one key of a phone: use one of 0-9, A-D, * and #, or \"\" for none.");
        return null;
    }

    private AudioClip? GreetingAudio()
    {
        if ((_options.GreetingAudio ?? Configured(nameof(_options.GreetingAudio))) is not { } path)
            return null;
        try
        {
            return WavReader.Read(path);
        }
        catch (Exception exception) when (WavReader.IsOfTheFile(exception))
        {
            _problems.Add($"GreetingAudio \"{path}\" cannot be played: {exception.Message} Give the path of a WAV file.");
            return null;
        }
    }

    private TimeSpan RingingTimeout()
    {
        var timeout = _options.RingingTimeout ?? ConfiguredSpan(nameof(_options.RingingTimeout)) ?? TimeSpan.FromSeconds(30);
        if (timeout < TimeSpan.FromSeconds(1) || timeout > LongestRinging || timeout.Ticks % TimeSpan.TicksPerSecond != 0)
            _problems.Add($"RingingTimeout {Text(timeout)} is out of range: whole seconds from 1 to 80, since LiveKit waits no longer for an answer.");
        return timeout;
    }

    private TimeSpan Limit(TimeSpan? option, string name, TimeSpan unset, TimeSpan most)
    {
        var value = option ?? ConfiguredSpan(name) ?? unset;
        if (value <= TimeSpan.Zero || value > most)
            _problems.Add($"{name} {Text(value)} is out of range: more than zero, at most {Text(most)}.");
        return value;
    }

    private TimeSpan? ConfiguredSpan(string key)
    {
        if (Configured(key) is not { } text)
            return null;
        if (TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var value))
            return value;
        _problems.Add($"{ConfigurationSection}:{key} \"{text}\" is not a duration: write it as hh:mm:ss, such as 00:00:30.");
        return null;
    }

    private string RoomName()
    {
        var name = _options.RoomName ?? Configured(nameof(_options.RoomName));
        if (name is null)
            return _caller.Room.Name + "-human-agent";
        if (string.IsNullOrWhiteSpace(name))
            _problems.Add("RoomName is empty: leave it unset for the caller's room's name followed by -human-agent, or give a name.");
        else if (string.Equals(name, _caller.Room.Name, StringComparison.Ordinal))
            _problems.Add($"RoomName \"{name}\" is the caller's own room: the caller would hear the human being briefed. Give the consult room another name.");
        return name;
    }

    private IReadOnlyList<AIFunction> Tools()
    {
        if (_options.Tools is not { } tools || tools.Contains(null!))
        {
            _problems.Add("Tools is null, or has a function that is null: leave it unset for no tools.");
            return [];
        }

        foreach (var tool in tools.Where(tool => !ToolName().IsMatch(tool.Name)))
            _problems.Add($"Tools has a function named \"{tool.Name}\", which models refuse: a name has 1 to 64 letters, digits, underscores and hyphens, and begins with a letter or an underscore.");
        return [.. tools];
    }

    private T Defined<T>(T value, string name)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            _problems.Add($"{name} {value} is not one of {string.Join(", ", Enum.GetNames<T>())}.");
        return value;
    }

    private static string Text(TimeSpan value) => value.ToString("c", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[a-zA-Z_][a-zA-Z0-9_-]{0,63}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ToolName();
}
