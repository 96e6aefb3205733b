using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace WarmTransfer.Analyzers;

/// <summary>The settings that say how the human is called, and where they stand in a configuration file.</summary>
internal static class TrunkSettings
{
    /// <summary>The outbound trunk, in the attribute, the options and the configuration section alike.</summary>
    public const string TrunkId = "SipTrunkId";

    /// <summary>A SIP server without a trunk, in the options alone: no configuration file is read for it.</summary>
    public const string Connection = "SipConnection";

    private const string TrunkKey = "WarmTransfer:" + TrunkId;

    /// <summary>Whether one of the files named <c>appsettings*.json</c> has a trunk.</summary>
    public static bool AreIn(ImmutableArray<AdditionalText> files, CancellationToken cancellationToken)
        => files.Any(file => IsAppSettings(file.Path) && Has(file, cancellationToken));

    /// <summary>Whether it is one of the files that .NET configuration reads by itself.</summary>
    public static bool IsAppSettings(string path)
    {
        var name = Path.GetFileName(path);
        return name.StartsWith("appsettings", StringComparison.OrdinalIgnoreCase)
            && name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
    }

    private static bool Has(AdditionalText file, CancellationToken cancellationToken)
        => file.GetText(cancellationToken) is { } text
            && JsonSettings.Read(text.ToString()).Any(setting =>
                string.Equals(setting.Key, TrunkKey, StringComparison.OrdinalIgnoreCase) && !string.IsNullOrWhiteSpace(setting.Value));
}
