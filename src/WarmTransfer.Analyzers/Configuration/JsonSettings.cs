using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace WarmTransfer.Analyzers;

/// <summary>Reads a JSON file the way .NET configuration does: as keys like <c>Section:Name</c> with a text each.</summary>
/// <remarks>
/// A compiler host does not promise a JSON library to analyzers, hence this one. Comments and trailing commas are allowed,
/// as in configuration. What a broken file says before the mistake still counts: the file is somebody else's to complain about.
/// </remarks>
internal sealed class JsonSettings
{
    /// <summary>Deeper than the 64 levels configuration itself accepts, nothing is looked for.</summary>
    private const int MaxDepth = 64;

    private readonly string _text;
    private readonly List<KeyValuePair<string, string?>> _settings = [];
    private readonly List<JsonName> _names = [];
    private int _position;

    private JsonSettings(string text) => _text = text;

    /// <summary>The settings in the order of the file. A <c>null</c> is a null text.</summary>
    public static IReadOnlyList<KeyValuePair<string, string?>> Read(string text) => ReadAll(text)._settings;

    /// <summary>The names in the order of the file, of sections and settings alike, and where each is written.</summary>
    public static IReadOnlyList<JsonName> ReadNames(string text) => ReadAll(text)._names;

    private static JsonSettings ReadAll(string text)
    {
        var reader = new JsonSettings(text);
        reader.ReadValue("", depth: 0);
        return reader;
    }

    private char Current => _position < _text.Length ? _text[_position] : '\0';

    /// <summary>Reads one value. False when the text is broken, and reading stops there.</summary>
    private bool ReadValue(string key, int depth)
    {
        if (depth > MaxDepth)
            return false;

        SkipSpace();
        switch (Current)
        {
            case '{':
                return ReadObject(key, depth);
            case '[':
                return ReadArray(key, depth);
            case '"':
                if (ReadString() is not { } value)
                    return false;

                _settings.Add(new(key, value));
                return true;
            default:
                return ReadLiteral(key);
        }
    }

    private bool ReadObject(string key, int depth)
    {
        _position++;
        while (true)
        {
            SkipSpace();
            if (Take('}'))
                return true;

            var start = _position;
            if (Current != '"' || ReadString() is not { } name)
                return false;

            _names.Add(new(Join(key, name), TextSpan.FromBounds(start, _position)));
            SkipSpace();
            if (!Take(':') || !ReadValue(Join(key, name), depth + 1))
                return false;

            SkipSpace();
            if (!Take(',') && Current != '}')
                return false;
        }
    }

    private bool ReadArray(string key, int depth)
    {
        _position++;
        for (var index = 0; ; index++)
        {
            SkipSpace();
            if (Take(']'))
                return true;

            if (!ReadValue(Join(key, index.ToString(CultureInfo.InvariantCulture)), depth + 1))
                return false;

            SkipSpace();
            if (!Take(',') && Current != ']')
                return false;
        }
    }

    /// <summary>Reads a number, <c>true</c>, <c>false</c> or <c>null</c>.</summary>
    private bool ReadLiteral(string key)
    {
        var start = _position;
        while (char.IsLetterOrDigit(Current) || Current is '-' or '+' or '.')
            _position++;

        if (_position == start)
            return false;

        var literal = _text.Substring(start, _position - start);
        _settings.Add(new(key, literal is "null" ? null : literal));
        return true;
    }

    private string? ReadString()
    {
        var value = new StringBuilder();
        for (_position++; _position < _text.Length; _position++)
        {
            switch (Current)
            {
                case '"':
                    _position++;
                    return value.ToString();
                case '\\':
                    _position++;
                    if (ReadEscape() is not { } escaped)
                        return null;

                    value.Append(escaped);
                    break;
                default:
                    value.Append(Current);
                    break;
            }
        }

        return null;
    }

    /// <summary>Reads what follows a backslash and stays on its last character.</summary>
    private char? ReadEscape()
    {
        if (Current != 'u')
        {
            return Current switch
            {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\b',
                'f' => '\f',
                '"' or '\\' or '/' => Current,
                _ => null,
            };
        }

        if (_position + 4 >= _text.Length
            || !ushort.TryParse(_text.Substring(_position + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            return null;

        _position += 4;
        return (char)unit;
    }

    private void SkipSpace()
    {
        while (_position < _text.Length)
        {
            if (char.IsWhiteSpace(Current) || Current == '\uFEFF')
                _position++;
            else if (At("//"))
                SkipTo("\n");
            else if (At("/*"))
                SkipTo("*/");
            else
                return;
        }
    }

    private bool At(string text) => string.CompareOrdinal(_text, _position, text, 0, text.Length) == 0;

    private void SkipTo(string end)
    {
        var found = _text.IndexOf(end, _position, StringComparison.Ordinal);
        _position = found < 0 ? _text.Length : found + end.Length;
    }

    private bool Take(char expected)
    {
        if (Current != expected)
            return false;

        _position++;
        return true;
    }

    private static string Join(string section, string name) => section.Length == 0 ? name : section + ":" + name;
}

/// <summary>A name in a JSON file.</summary>
/// <param name="Key">The name with those of the sections around it: <c>Section:Name</c>.</param>
/// <param name="Span">The name alone, with its quotation marks.</param>
internal readonly record struct JsonName(string Key, TextSpan Span);
