using System.Text;

namespace WarmTransfer.Generators;

/// <summary>Collects source text, indented, with <c>\n</c> line ends on every machine.</summary>
internal sealed class SourceWriter
{
    private const int IndentSize = 4;

    private readonly StringBuilder _text = new();

    public int Indentation { get; set; }

    /// <summary>Writes the lines of a block, each at the current indentation.</summary>
    public void WriteLine(string block)
    {
        foreach (var line in block.Split('\n'))
        {
            var content = line.TrimEnd('\r');
            if (content.Length > 0)
                _text.Append(' ', Indentation * IndentSize).Append(content);
            _text.Append('\n');
        }
    }

    public void WriteLine() => _text.Append('\n');

    public void Open(string header)
    {
        WriteLine(header);
        WriteLine("{");
        Indentation++;
    }

    public void Close(string end = "}")
    {
        Indentation--;
        WriteLine(end);
    }

    public override string ToString() => _text.ToString();
}
