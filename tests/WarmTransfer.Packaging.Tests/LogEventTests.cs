using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using WarmTransfer.Emulator;

namespace WarmTransfer.Packaging.Tests;

/// <summary>Every message the packages log: its id tells it from all others, and nothing in it is a secret.</summary>
public sealed partial class LogEventTests
{
    private const BindingFlags Declared = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // What a placeholder may not be named for: credentials, and what callers, humans and applications say.
    private static readonly string[] Secrets = ["token", "secret", "key", "password", "credential", "authorization", "metadata", "transcript", "speech", "arguments", "phone"];

    private static readonly Assembly[] Packages = [typeof(WarmTransferTask).Assembly, typeof(LiveKitEmulator).Assembly, typeof(RtcRoomConnector).Assembly];

    private static readonly LogEvent[] Events = [.. Packages.SelectMany(EventsOf)];

    [Fact]
    public void Events_EveryPackage_LogsSome()
        => Assert.Equal(Packages, Events.Select(entry => entry.Method.Module.Assembly).Distinct());

    [Fact]
    public void Ids_OfAllPackages_AreUnique()
        => Assert.Empty(Events.GroupBy(entry => entry.Id).Where(group => group.Count() > 1).Select(Describe));

    // The name is what a log is searched by; and extension methods of one name could not be told apart.
    [Fact]
    public void Names_OfAllPackages_AreUnique()
        => Assert.Empty(Events.GroupBy(entry => entry.Method.Name).Where(group => group.Count() > 1).Select(Describe));

    [Fact]
    public void Areas_OfIds_BelongToOneClassEach()
        => Assert.Empty(Events.GroupBy(entry => entry.Area).Where(group => group.Key == 0 || group.Select(entry => entry.Method.DeclaringType).Distinct().Count() > 1).Select(Describe));

    [Fact]
    public void Classes_OfEvents_HaveOneArea()
        => Assert.Empty(Events.GroupBy(entry => entry.Method.DeclaringType).Where(group => group.Select(entry => entry.Area).Distinct().Count() > 1).Select(Describe));

    [Fact]
    public void Methods_OfEvents_AreExtensionsInALogClass()
        => Assert.All(Events, entry =>
        {
            Assert.EndsWith("Log", entry.Method.DeclaringType!.Name, StringComparison.Ordinal);
            Assert.True(entry.Method.IsDefined(typeof(ExtensionAttribute)), $"{entry} is no extension method.");
        });

    [Fact]
    public void Messages_Placeholders_NameNoSecret()
        => Assert.Empty(Events.SelectMany(entry => SecretsIn(entry.Message)));

    [Theory]
    [InlineData("The server refused {AccessToken}", "AccessToken")]
    [InlineData("Job {Job} has {JobMetadata:l}", "JobMetadata")]
    [InlineData("Check the API key of {Agent}", null)]
    public void Secrets_InAMessage_AreFoundByThePlaceholdersName(string message, string? expected)
        => Assert.Equal(expected, SecretsIn(message).SingleOrDefault());

    private static IEnumerable<LogEvent> EventsOf(Assembly package) =>
        from type in package.GetTypes()
        from method in type.GetMethods(Declared)
        let attribute = method.GetCustomAttribute<LoggerMessageAttribute>()
        where attribute is not null
        select new LogEvent(method, attribute.EventId, attribute.Message);

    private static IEnumerable<string> SecretsIn(string message) =>
        Placeholder().Matches(message).Select(match => match.Groups["name"].Value).Where(name => Secrets.Any(secret => name.Contains(secret, StringComparison.OrdinalIgnoreCase)));

    private static string Describe<TKey>(IGrouping<TKey, LogEvent> group) => $"{group.Key}: {string.Join(", ", group)}";

    [GeneratedRegex(@"\{(?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    private sealed record LogEvent(MethodInfo Method, int Id, string Message)
    {
        /// <summary>Gets the area, of 50 ids; none of them is the first.</summary>
        public int Area => Id / 50;

        public override string ToString() => $"{Method.DeclaringType!.Name}.{Method.Name} ({Id})";
    }
}
