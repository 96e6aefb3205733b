using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace WarmTransfer.Analyzers;

/// <summary>The settings that say how the human is called, and where they stand in a configuration file.</summary>
internal static class TrunkSettings
{
    /// <summary>The outbound trunk, in the attribute, the options and the configuration section alike.</summary>
    public const string TrunkId = "SipTrunkId";

    /// <summary>A SIP server without a trunk, in the options and the configuration section.</summary>
    public const string Connection = "SipConnection";

    private const string TrunkKey = "WarmTransfer:" + TrunkId;
    private const string ConnectionHostKey = "WarmTransfer:" + Connection + ":Hostname";

    /// <summary>Whether one of the files named <c>appsettings*.json</c> has a trunk or a SIP server.</summary>
    public static bool AreIn(ImmutableArray<AdditionalText> files, CancellationToken cancellationToken)
        => files.Any(file => IsAppSettings(file.Path) && Has(file, cancellationToken));

    private static bool IsAppSettings(string path)
    {
        string name = Path.GetFileName(path);
        return name.StartsWith("appsettings", StringComparison.OrdinalIgnoreCase)
            && name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
    }

    private static bool Has(AdditionalText file, CancellationToken cancellationToken)
        => file.GetText(cancellationToken) is { } text
            && JsonSettings.Read(text.ToString()).Any(setting => IsTrunk(setting.Key) && !string.IsNullOrWhiteSpace(setting.Value));

    private static bool IsTrunk(string key)
        => string.Equals(key, TrunkKey, StringComparison.OrdinalIgnoreCase)
            || string.Equals(key, ConnectionHostKey, StringComparison.OrdinalIgnoreCase);
}
