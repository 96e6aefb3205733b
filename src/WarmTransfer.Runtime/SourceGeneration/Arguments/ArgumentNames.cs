using Microsoft.Extensions.AI;

namespace WarmTransfer.SourceGeneration;

/// <summary>Finds an argument by its parameter's name, also when the model wrote the name in another style.</summary>
internal static class ArgumentNames
{
    /// <summary>Whatever the case, else with or without underscores; each only when one argument fits.</summary>
    public static bool TryFindInAnotherStyle(AIFunctionArguments arguments, string name, out object? value)
        => TryFindOnly(arguments, name, IsSameIgnoringCase, out value) || TryFindOnly(arguments, name, IsSameIgnoringStyle, out value);

    private static bool TryFindOnly(AIFunctionArguments arguments, string name, Func<string, string, bool> isSame, out object? value)
    {
        string? only = null;
        var found = 0;

        // As the type they are, the keys are looked through without allocating: through its interfaces, the dictionary boxes what counts.
        if (arguments.Keys is Dictionary<string, object?>.KeyCollection keys)
        {
            foreach (var key in keys)
                Count(key);
        }
        else
        {
            foreach (var key in arguments.Keys)
                Count(key);
        }

        value = found == 1 ? arguments[only!] : null;
        return found == 1;

        void Count(string key)
        {
            if (!isSame(key, name))
                return;
            only = key;
            found++;
        }
    }

    /// <summary>Whatever the case, or with or without underscores.</summary>
    public static bool IsSameInAnotherStyle(ReadOnlySpan<char> key, string name)
        => key.Equals(name, StringComparison.OrdinalIgnoreCase) || IsSameIgnoringStyle(key, name);

    public static bool IsSameIgnoringCase(string key, string name) => key.Equals(name, StringComparison.OrdinalIgnoreCase);

    public static bool IsSameIgnoringStyle(string key, string name) => IsSameIgnoringStyle(key.AsSpan(), name);

    // account_number, accountNumber, Account_Number.
    private static bool IsSameIgnoringStyle(ReadOnlySpan<char> key, string name)
    {
        var k = 0;
        var n = 0;
        while (true)
        {
            while (k < key.Length && key[k] == '_')
                k++;
            while (n < name.Length && name[n] == '_')
                n++;
            if (k == key.Length || n == name.Length)
                return k == key.Length && n == name.Length;
            if (char.ToUpperInvariant(key[k++]) != char.ToUpperInvariant(name[n++]))
                return false;
        }
    }
}
