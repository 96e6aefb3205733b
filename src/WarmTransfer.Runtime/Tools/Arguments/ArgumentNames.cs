using Microsoft.Extensions.AI;

namespace WarmTransfer;

/// <summary>Finds an argument by its parameter's name, also when the model wrote the name in another style.</summary>
internal static class ArgumentNames
{
    /// <summary>Whatever the case, else with or without underscores; each only when one argument fits.</summary>
    public static bool TryFindInAnotherStyle(AIFunctionArguments arguments, string name, out object? value)
        => TryFindOnly(arguments, name, IsSameIgnoringCase, out value) || TryFindOnly(arguments, name, IsSameIgnoringStyle, out value);

    private static bool TryFindOnly(AIFunctionArguments arguments, string name, Func<string, string, bool> isSame, out object? value)
    {
        value = null;
        int found = 0;
        foreach (KeyValuePair<string, object?> argument in arguments)
        {
            if (!isSame(argument.Key, name))
                continue;
            value = argument.Value;
            found++;
        }

        return found == 1;
    }

    public static bool IsSameIgnoringCase(string key, string name) => key.Equals(name, StringComparison.OrdinalIgnoreCase);

    // account_number, accountNumber, Account_Number.
    public static bool IsSameIgnoringStyle(string key, string name)
    {
        int k = 0;
        int n = 0;
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
