using System.Diagnostics.CodeAnalysis;

namespace WarmTransfer.SourceGeneration;

/// <content>GUIDs and URIs.</content>
public static partial class ToolReaders
{
    /// <summary>Reads a GUID in any of its standard formats.</summary>
    public readonly struct Guid : IToolTextReader<Guid, System.Guid>
    {
        /// <inheritdoc />
        public static string Expected => "a UUID (0f8fad5b-d9cb-469f-a165-70867728950e)";

        static bool IToolTextReader<Guid, System.Guid>.TryParse(ReadOnlySpan<char> text, out System.Guid result) => System.Guid.TryParse(text, out result);
    }

    /// <summary>Reads an absolute URI. Any text is a relative one, so a relative one proves nothing.</summary>
    public readonly struct Uri : IToolTextReader<Uri, System.Uri>
    {
        /// <inheritdoc />
        public static string Expected => "an absolute URI (https://example.com/page)";

        // A path counts as a file's URI on some systems; the scheme has to be there.
        static bool IToolTextReader<Uri, System.Uri>.TryParse(ReadOnlySpan<char> text, [MaybeNullWhen(false)] out System.Uri result)
            => System.Uri.TryCreate(text.ToString(), UriKind.Absolute, out result) && text.StartsWith(result.Scheme + ":", StringComparison.OrdinalIgnoreCase);
    }
}
