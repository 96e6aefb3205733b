using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace WarmTransfer.SourceGeneration;

/// <content>Values that must be more than of a type.</content>
public static partial class ToolReaders
{
    /// <summary>Reads a value and refuses it when it does not meet its constraints.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <typeparam name="TReader">What reads it.</typeparam>
    /// <typeparam name="TConstraint">What it must be.</typeparam>
    public readonly struct Constrained<T, TReader, TConstraint> : IToolValueReader<T>
        where TReader : IToolValueReader<T>
        where TConstraint : IToolConstraint<T>
    {
        /// <inheritdoc />
        public static string Expected => TConstraint.Expected;

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, [MaybeNullWhen(false)] out T result)
        {
            var before = problems.Count;
            if (TReader.TryRead(value, ref problems, out result))
                return TConstraint.IsMet(result) || problems.Add(TConstraint.Expected, value);

            // One answer that says all of it, instead of the type now and the constraints after the next try.
            problems.Expect(before, TConstraint.Expected);
            return false;
        }

        /// <inheritdoc />
        public static bool TryReadExact(object? value, [MaybeNullWhen(false)] out T result)
            => TReader.TryReadExact(value, out result) && TConstraint.IsMet(result);

        /// <inheritdoc />
        public static bool TryReadExact(ref Utf8JsonReader json, [MaybeNullWhen(false)] out T result)
            => TReader.TryReadExact(ref json, out result) && TConstraint.IsMet(result);
    }
}
