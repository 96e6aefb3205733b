using System.Reflection;
using WarmTransfer.Emulator;

namespace WarmTransfer.Packaging.Tests;

/// <summary>The public API is what was approved in <c>PublicAPI.txt</c>, so that none of it changes by accident.</summary>
/// <remarks>Run with <c>UPDATE_SNAPSHOTS=1</c> to write the files again, and read the difference before it is committed.</remarks>
public sealed class PublicApiTests
{
    private const string UpdateVariable = "UPDATE_SNAPSHOTS";
    private const int DifferencesShown = 10;

    [Fact]
    public Task Runtime_PublicApi_IsAsApproved() => VerifyAsync(typeof(WarmTransferTask).Assembly);

    [Fact]
    public Task Emulator_PublicApi_IsAsApproved() => VerifyAsync(typeof(LiveKitEmulator).Assembly);

    [Fact]
    public Task Rtc_PublicApi_IsAsApproved() => VerifyAsync(typeof(RtcRoomConnector).Assembly);

    [Fact]
    public void Listing_Type_ShowsWhatOthersCanReach()
        => Assert.Equal(
            """
            abstract class PublicApiTests.Sample<T> : IDisposable
              const string Word = "word"
              protected Sample(int count = 3, string? name = null)
              protected IReadOnlyDictionary<string, T>? Cache { get; }
              required IReadOnlyList<string?> Names { get; init; }
              event EventHandler? Changed
              void Dispose()
              abstract Task<string?> FindAsync(DateTimeOffset? since, in int start, out string found, CancellationToken cancellationToken = default)
              protected virtual void Rest<TOther>(params TOther[] others)
              override string ToString()
              [Flags] enum PublicApiTests.Sample<T>.Kind
                First = 1
                Second = 2
              record PublicApiTests.Sample<T>.Point
                Point(int X, PublicApiTests.Sample<T>.Kind Kind, StringComparison How = StringComparison.Ordinal)
                StringComparison How { get; init; }
                PublicApiTests.Sample<T>.Kind Kind { get; init; }
                int X { get; init; }

            """,
            ApiListing.Of(typeof(Sample<>)));

    [Fact]
    public void Differences_OfTwoListings_AreTheLinesOnOneSide()
        => Assert.Equal(["- b", "+ c", "+ c"], Differences("a\nb\nd\n", "a\nc\nd\nc\n"));

    private static async Task VerifyAsync(Assembly assembly)
    {
        string path = Repository.File("src", assembly.GetName().Name!, "PublicAPI.txt");
        string actual = ApiListing.Of(assembly);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            await File.WriteAllTextAsync(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"There is no {path}. Run the tests with {UpdateVariable}=1 to write it.");
        string approved = await File.ReadAllTextAsync(path);
        if (approved == actual)
            return;

        List<string> differences = Differences(approved, actual);
        string shown = differences.Count == 0 ? "(the order of the lines)" : string.Join('\n', differences.Take(DifferencesShown));
        Assert.Fail($"The public API of {assembly.GetName().Name} is not as approved in {path}; {UpdateVariable}=1 approves it anew.\n{shown}{(differences.Count > DifferencesShown ? "\n…" : "")}");
    }

    /// <summary>The lines approved that are gone (-), then those not approved that are there (+).</summary>
    private static List<string> Differences(string approved, string actual)
    {
        return [.. Missing(approved, actual).Select(line => "- " + line), .. Missing(actual, approved).Select(line => "+ " + line)];

        static List<string> Missing(string lines, string from)
        {
            List<string> left = [.. lines.Split('\n')];
            foreach (string line in from.Split('\n'))
                left.Remove(line);
            return left;
        }
    }

    public abstract class Sample<T> : IDisposable
    {
        public const string Word = "word";

        protected Sample(int count = 3, string? name = null) => _ = (count, name);

        public event EventHandler? Changed;

        public required IReadOnlyList<string?> Names { get; init; }

        protected IReadOnlyDictionary<string, T?>? Cache { get; private set; }

        internal int Hidden { get; set; }

        [Flags]
        public enum Kind
        {
            First = 1,
            Second = 2,
        }

        public abstract Task<string?> FindAsync(DateTimeOffset? since, in int start, out string found, CancellationToken cancellationToken = default);

        public void Dispose()
        {
            Cache = null;
            Changed?.Invoke(this, EventArgs.Empty);
            GC.SuppressFinalize(this);
        }

        public override string ToString() => Word;

        protected virtual void Rest<TOther>(params TOther[] others) => Hidden = others.Length;

        public record Point(int X, Kind Kind, StringComparison How = StringComparison.Ordinal);
    }
}
