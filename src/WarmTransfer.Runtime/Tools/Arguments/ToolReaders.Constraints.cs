using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace WarmTransfer;

/// <content>Values that must be more than of a type.</content>
public static partial class ToolReaders
{
    /// <summary>Reads a value and refuses it when it does not meet a rule.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <typeparam name="TReader">What reads it.</typeparam>
    /// <typeparam name="TRule">What it must be.</typeparam>
    public readonly struct Constrained<T, TReader, TRule> : IToolValueReader<T>
        where TReader : IToolValueReader<T>
        where TRule : IToolRule<T>
    {
        /// <inheritdoc />
        public static string Expected => TRule.Expected;

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, [MaybeNullWhen(false)] out T result)
        {
            int before = problems.Count;
            if (TReader.TryRead(value, ref problems, out result))
                return TRule.IsMet(result) || problems.Add(TRule.Expected, value);

            // One answer that says all of it, instead of the type now and the rule after the next try.
            problems.Expect(before, TRule.Expected);
            return false;
        }

        /// <inheritdoc />
        public static bool TryReadExact(object? value, [MaybeNullWhen(false)] out T result)
            => TReader.TryReadExact(value, out result) && TRule.IsMet(result);

        /// <inheritdoc />
        public static bool TryReadExact(ref Utf8JsonReader json, [MaybeNullWhen(false)] out T result)
            => TReader.TryReadExact(ref json, out result) && TRule.IsMet(result);
    }
}
