using System.ComponentModel;

namespace WarmTransfer;

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

    /// <summary>Says more of what was expected, in those added since that are about the value itself.</summary>
    /// <param name="count">The <see cref="Count"/> before the value was read.</param>
    /// <param name="expected">What was.</param>
    internal readonly void Expect(int count, string expected)
    {
        for (int i = count; i < Count; i++)
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
        for (int i = count; i < Count; i++)
            _problems![i] = _problems[i] with { Parameter = place + _problems[i].Parameter };
    }
}
