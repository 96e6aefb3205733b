using System.ComponentModel;

namespace WarmTransfer.SourceGeneration;

/// <summary>Collects what is wrong with the arguments of one call. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct ToolProblems
{
    // None until the first problem: a call that is right allocates nothing for what might be wrong.
    private List<ToolArgumentProblem>? _problems;

    /// <summary>Gets how many there are.</summary>
    public readonly int Count => _problems?.Count ?? 0;

    internal readonly IReadOnlyList<ToolArgumentProblem> All => _problems ?? [];

    /// <summary>Adds that a value is not what was expected.</summary>
    /// <param name="expected">What was.</param>
    /// <param name="value">What came.</param>
    /// <returns>Always false, for a reader to return.</returns>
    public bool Add(string expected, in ToolValue value) => Add(expected, value.Describe());

    internal bool Add(string expected, string received)
    {
        (_problems ??= []).Add(new("", expected, received));
        return false;
    }

    /// <summary>Adds that a name is none of those that are known, in whatever style it is written.</summary>
    /// <param name="key">The name; null when it holds half a character.</param>
    /// <param name="names">Those that are known.</param>
    /// <param name="separator">What stands before the name in its path.</param>
    internal void RejectUnknown(string? key, ReadOnlySpan<string> names, string separator = "")
    {
        foreach (var name in names)
        {
            if (key is not null && ArgumentNames.IsSameIgnoringStyle(key, name))
                return;
        }

        var before = Count;
        Add(names.IsEmpty ? "nothing of this name" : "nothing of this name; only: " + string.Join(", ", names!), "a value");
        Locate(before, separator + key);
    }

    /// <summary>Says more of what was expected, in those added since that are about the value itself.</summary>
    /// <param name="count">The <see cref="Count"/> before the value was read.</param>
    /// <param name="expected">What was.</param>
    internal readonly void Expect(int count, string expected)
    {
        for (var i = count; i < Count; i++)
        {
            if (_problems![i].Parameter.Length == 0)
                _problems[i] = _problems[i] with { Expected = expected };
        }
    }

    /// <summary>Puts the name of a parameter, or the place in a list, before those added since.</summary>
    /// <param name="count">The <see cref="Count"/> before the value was read.</param>
    /// <param name="place">A name, or <c>[index]</c>.</param>
    internal readonly void Locate(int count, string place)
    {
        // Written only here, when something is wrong, instead of carrying a path through every value that is right.
        for (var i = count; i < Count; i++)
            _problems![i] = _problems[i] with { Parameter = place + _problems[i].Parameter };
    }
}
