using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators.Tests;

public sealed partial class SnapshotTests
{
    [Fact]
    public void Agent_WithServicesAndRecords_IsAsApproved() => Verify("BillingDesk", """
        using WarmTransfer;

        namespace Samples.Billing;

        public sealed record Invoice(string Number, decimal Amount, DateOnly Due, InvoiceState State, IReadOnlyList<string> Lines);

        public enum InvoiceState { Open, Overdue }

        public interface IInvoiceStore
        {
            Task<IReadOnlyList<Invoice>> OpenAsync(string accountNumber, CancellationToken cancellationToken);
        }

        [TransferAgent(CallTo = "+15105550123", SipTrunkId = "ST_billing")]
        public sealed partial class BillingDesk(IInvoiceStore invoices)
        {
            /// <summary>Lists the caller's open invoices.</summary>
            /// <param name="accountNumber">Account number, digits only.</param>
            /// <returns>The oldest first.</returns>
            [TransferTool]
            public Task<IReadOnlyList<Invoice>> ListOpenInvoicesAsync(string accountNumber, CancellationToken cancellationToken)
                => invoices.OpenAsync(accountNumber, cancellationToken);
        }
        """);

    [Fact]
    public void Agent_NestedAndPrivate_IsAsApproved() => Verify("Nested", """
        using WarmTransfer;

        namespace Samples;

        public partial class Outer
        {
            internal partial record struct Middle
            {
                [TransferAgent]
                private sealed partial record Desk
                {
                    private enum Mood { Calm, Angry }

                    private sealed record Note(string Text, Mood Mood);

                    [TransferTool]
                    private static Note Remember(string text, Mood mood = Mood.Calm) => new(text, mood);
                }
            }
        }
        """);

    [Fact]
    public void Agent_GenericAndDerived_IsAsApproved() => Verify("Generic", """
        using WarmTransfer;

        namespace Samples;

        public abstract class DeskBase<T>
        {
            [TransferTool] protected static string Save(T item) => "saved " + item;
            [TransferTool] public string Find(string id) => id;
        }

        public partial class House<TOrder>
        {
            [TransferAgent]
            public partial class Desk<T> : DeskBase<int>
            {
                public sealed record Note(string Text);

                [TransferTool] private Note Keep(Note note) => note;

                public string Find(object id) => "" + id;
            }
        }
        """);

    [Fact]
    public void Agent_ReplacingBuiltIns_IsAsApproved() => Verify("Replaces", """
        using WarmTransfer;

        namespace Samples;

        [TransferAgent(SipNumber = "+15105550100", Persona = "You work for \"Acme\".\nBe brief.")]
        public partial class Desk
        {
            [TransferTool(Replaces = BuiltInTool.DeclineTransfer, Description = "Hands the call back.")]
            public string HandBack(string reason, TransferControl control) => control.Decline(reason);

            [TransferTool(Name = "take_call", Replaces = BuiltInTool.ConnectToCaller)]
            public Task<string> TakeAsync(TransferControl control, CancellationToken cancellationToken) => control.ConnectToCallerAsync(cancellationToken);
        }
        """);

    [Fact]
    public void Agent_InTheGlobalNamespaceWithOddNames_IsAsApproved() => Verify("OddNames", """
        using WarmTransfer;

        [TransferAgent]
        public partial class @class
        {
            private sealed class StopTool;

            [TransferTool]
            public void Stop() { _ = new StopTool(); }

            [TransferTool]
            public string @event(string @string, int reader, bool agent, string control, string arguments) => @string + reader + agent + control + arguments;

            [TransferTool(Name = "Get-URL_2")]
            public string GetURLFor(@enum @default = @enum.@new) => @default.ToString();

            [TransferTool]
            public override string ToString() => "desk";
        }

        public enum @enum { @new, Old }
        """);

    [Fact]
    public void Agent_WithEveryTypeAndDefault_IsAsApproved() => Verify("Types", """
        #nullable enable
        using System.ComponentModel;
        using System.Text.Json.Serialization;
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;
        using WarmTransfer;

        namespace Samples;

        public enum Priority { [JsonStringEnumMemberName("not-so-urgent")] Low, High = 5 }

        [TransferAgent]
        public partial class Desk
        {
            [TransferTool, Description("Takes numbers.")]
            public int Numbers(sbyte a, ulong b, float c, double d, decimal e, [Description("Perhaps.")] int? f, long g = -7, double h = double.NaN, [DefaultValue(typeof(decimal), "1.50")] decimal i = 1.5m)
                => a + (int)b + (int)c + (int)d + (int)e + (f ?? 0) + (int)g + (int)i;

            [TransferTool]
            public async Task Words(string a, string? b, string c = "say \"hi\"", bool d = true, Priority e = Priority.High, Priority? f = null, string g = null!) => await Task.CompletedTask;

            [TransferTool]
            public ValueTask<List<string?>> Lists(string[] a, List<int?> b, IReadOnlyList<Priority> c, IEnumerable<int[]>? d) => new(new List<string?>());

            [TransferTool]
            public static string Special(IServiceProvider services, AIFunctionArguments arguments, [FromServices] IComparable<string>? service, [FromKeyedServices("north")] IDisposable keyed) => "";
        }
        """);

    [Fact]
    public void Agent_ReadingObjects_IsAsApproved() => Verify("Objects", """
        using WarmTransfer;

        namespace Samples;

        /// <param name="Product">What was bought.</param>
        public sealed record Line(string Product, int Count = 1);

        public sealed class Order
        {
            /// <summary>The number on the paper.</summary>
            public required string Id { get; init; }
            public IReadOnlyList<Line> Lines { get; init; } = [];
            public string? Note { get; set; }
            public Order? Replaces { get; init; }
        }

        [TransferAgent]
        public partial class Desk
        {
            [TransferTool] public void Send(Order order, Line? gift) { }
        }
        """);

    [Fact]
    public void Agent_WithConstraints_IsAsApproved() => Verify("Constraints", """
        using System.ComponentModel.DataAnnotations;
        using WarmTransfer;

        namespace Samples;

        public sealed record Line([Length(2, 40)] string Product, [Range(typeof(decimal), "0.01", "100", MaximumIsExclusive = true)] decimal Amount);

        [TransferAgent]
        public partial class Desk
        {
            [TransferTool]
            public void Send([EmailAddress, StringLength(80)] string to, [RegularExpression("[A-Z]{2}")] string? country, [MinLength(1)] IReadOnlyList<Line> lines, [Range(1, 9)] int copies = 1) { }
        }
        """);

    [Fact]
    public void Results_OfEveryKind_AreAsApproved() => Verify("Results", """
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using WarmTransfer;

        namespace Samples;

        public class Person
        {
            public string Name { get; set; } = "";
            [JsonPropertyName("born")] public DateOnly? BirthDate { get; set; }
            [JsonIgnore] public Func<int>? Secret { get; set; }
            public Person? Manager { get; init; }
            public Dictionary<string, int> Scores { get; } = [];
            public static int Count => 0;
            public int this[int index] => index;
        }

        public sealed class Clerk : Person
        {
            public Guid Id { get; init; }
            public Uri? Page { get; init; }
            public TimeSpan Shift { get; init; }
            public DateTimeOffset Since { get; init; }
            public JsonElement Extra { get; init; }
        }

        [TransferAgent]
        public partial class Desk
        {
            [TransferTool] public Clerk Find() => new();
            [TransferTool] public ValueTask<Person[]> FindAll() => new([]);
            [TransferTool] public Task<int?> Count() => Task.FromResult<int?>(null);
            [TransferTool] public JsonElement Raw() => default;
        }
        """);

    [Fact]
    public void FirstDifference_OfEqualTexts_IsNone() => Assert.Null(Snapshot.FirstDifference("a\nb", "a\nb"));

    [Fact]
    public void FirstDifference_OfTextsThatDiffer_NamesTheLine()
        => Assert.Equal("line 2\n  approved: b\n  actual:   <end of file>", Snapshot.FirstDifference("a\nb", "a"));

    private static void Verify(string name, string source)
    {
        StringBuilder text = new();
        foreach (GeneratedSourceResult file in GeneratorHarness.Generate(source))
            text.Append("// ").Append(file.HintName).Append('\n').Append(file.SourceText);
        Snapshot.Verify(name, Version().Replace(text.ToString(), "${name}, \"(version)\""));
    }

    // A release would otherwise rewrite every snapshot.
    [GeneratedRegex("""(?<name>"WarmTransfer\.Generators"), "[^"]+"(?=\)])""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();
}
