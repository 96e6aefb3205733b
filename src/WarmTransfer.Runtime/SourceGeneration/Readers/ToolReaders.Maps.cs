using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace WarmTransfer.SourceGeneration;

/// <content>Dictionaries.</content>
public static partial class ToolReaders
{
    /// <summary>Reads an object into a dictionary, or one of the interfaces a dictionary has. Of a key that is there twice, the last counts.</summary>
    /// <typeparam name="TMap">The parameter's type.</typeparam>
    /// <typeparam name="T">The values' type.</typeparam>
    /// <typeparam name="TReader">What reads a value.</typeparam>
    public readonly struct Map<TMap, T, TReader> : IToolValueReader<TMap>
        where TMap : class, IEnumerable<KeyValuePair<string, T>>
        where TReader : IToolValueReader<T>
    {
        /// <inheritdoc />
        public static string Expected => "an object, each value " + TReader.Expected;

        /// <inheritdoc />
        public static bool TryRead(in ToolValue value, ref ToolProblems problems, [MaybeNullWhen(false)] out TMap result)
        {
            if (value.Is(out result))
                return true;

            var before = problems.Count;
            Dictionary<string, T> entries = new(StringComparer.Ordinal);
            if (value.TryGetJsonObject(out JsonElement map))
            {
                foreach (JsonProperty property in map.EnumerateObject())
                    Add(entries, ToolValue.NameOf(property), new(property.Value), ref problems);
            }
            else if (value.Is<IEnumerable<KeyValuePair<string, object?>>>(out var pairs))
            {
                foreach ((var key, var item) in pairs)
                    Add(entries, key, new(item), ref problems);
            }
            else
            {
                problems.Add(Expected, value);
            }

            result = problems.Count == before ? (TMap)(object)entries : null;
            return result is not null;
        }

        /// <inheritdoc />
        public static bool TryReadExact(object? value, [MaybeNullWhen(false)] out TMap result)
            => ToolArguments.TryReadExact<TMap, Map<TMap, T, TReader>>(value, out result);

        /// <inheritdoc />
        public static bool TryReadExact(ref Utf8JsonReader json, [MaybeNullWhen(false)] out TMap result)
        {
            result = null;
            if (json.TokenType != JsonTokenType.StartObject)
                return false;

            Dictionary<string, T> entries = new(StringComparer.Ordinal);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var key = Text.ReadContent(ref json);
                json.Read();
                if (key is null || !TReader.TryReadExact(ref json, out T? value))
                    return false;
                entries[key] = value;
            }

            result = (TMap)(object)entries;
            return true;
        }

        private static void Add(Dictionary<string, T> entries, string? key, in ToolValue item, ref ToolProblems problems)
        {
            var before = problems.Count;
            if (key is null)
                problems.Add("keys of valid Unicode", "a key that is none");
            else if (TReader.TryRead(item, ref problems, out T? value))
                entries[key] = value;
            else
                problems.Locate(before, "." + key);
        }
    }
}
