using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace WarmTransfer.SourceGeneration;

/// <content>What arrays, lists and sets have in common.</content>
public static partial class ToolReaders
{
    private static class Items<T, TReader>
        where TReader : IToolValueReader<T>
    {
        public static string Expected => "an array, each item " + TReader.Expected;

        public static bool TryRead<TItems>(in ToolValue value, ref ToolProblems problems, Func<List<T>, TItems> create, [MaybeNullWhen(false)] out TItems result)
        {
            if (value.Is(out result))
                return true;

            var before = problems.Count;
            List<T> list = [];
            if (value.TryGetJsonArray(out JsonElement array))
            {
                foreach (JsonElement item in array.EnumerateArray())
                    Add(list, new(item), ref problems);
            }
            else if (value.Kind == JsonValueKind.Array && value.Is<IEnumerable>(out var items))
            {
                foreach (var item in items)
                    Add(list, new(item), ref problems);
            }
            else
            {
                problems.Add(Expected, value);
            }

            if (problems.Count > before)
                return false;
            result = create(list);
            return true;
        }

        public static bool TryReadExact(ref Utf8JsonReader json, ref ItemBuffer<T> items)
        {
            if (json.TokenType != JsonTokenType.StartArray)
                return false;
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                if (!TReader.TryReadExact(ref json, out T? item))
                    return false;
                items.Add(item);
            }

            return true;
        }

        private static void Add(List<T> list, in ToolValue item, ref ToolProblems problems)
        {
            var before = problems.Count;
            TReader.TryRead(item, ref problems, out T? value);
            if (problems.Count > before)
                problems.Locate(before, string.Create(CultureInfo.InvariantCulture, $"[{list.Count}]"));

            // Added also when it is wrong, so that the next one's place is right.
            list.Add(value!);
        }
    }
}
