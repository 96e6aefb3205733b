using WarmTransfer.CodeFixes;

namespace WarmTransfer.Analyzers.Tests;

public sealed class TransferAgentNotPartialTests
{
    [Fact]
    public Task Agent_NotPartial_IsReportedAndMadePartial()
        => new RuleTest<TransferAgentNotPartialAnalyzer>()
            .WithSource("""
                /// <summary>Answers questions about bills.</summary>
                [TransferAgent(CallTo = "+15105550123")]
                public sealed class [|BillingDesk|](int floor)
                {
                    public int Floor => floor;
                }
                """)
            .WithMessage("The transfer agent 'BillingDesk' cannot be given its tools; add 'partial' to 'BillingDesk'")
            .WithFix<MakeTransferAgentPartialCodeFix>("""
                /// <summary>Answers questions about bills.</summary>
                [TransferAgent(CallTo = "+15105550123")]
                public sealed partial class BillingDesk(int floor)
                {
                    public int Floor => floor;
                }
                """)
            .RunAsync();

    [Fact]
    public Task Agent_InTypesThatAreNotPartial_NamesEachFromTheOutsideIn()
        => new RuleTest<TransferAgentNotPartialAnalyzer>()
            .WithSource("""
                // Every desk of the house.
                class Desks
                {
                    partial struct Ground
                    {
                        interface IBack
                        {
                            [TransferAgent] record [|BillingDesk|];
                        }
                    }
                }
                """)
            .WithMessage("The transfer agent 'BillingDesk' cannot be given its tools; add 'partial' to 'Desks' and to 'IBack' and to 'BillingDesk'")
            .WithFix<MakeTransferAgentPartialCodeFix>("""
                // Every desk of the house.
                partial class Desks
                {
                    partial struct Ground
                    {
                        partial interface IBack
                        {
                            [TransferAgent] partial record BillingDesk;
                        }
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Agents_SeveralInOneType_AreAllFixedAtOnce()
        => new RuleTest<TransferAgentNotPartialAnalyzer>()
            .WithSource("""
                public class Desks
                {
                    [TransferAgent]
                    public class [|BillingDesk|];

                    [TransferAgent]
                    public abstract class [|SalesDesk|]
                    {
                    }
                }

                [TransferAgent]
                internal class [|Reception|];
                """)
            .WithFix<MakeTransferAgentPartialCodeFix>("""
                public partial class Desks
                {
                    [TransferAgent]
                    public partial class BillingDesk;

                    [TransferAgent]
                    public abstract partial class SalesDesk
                    {
                    }
                }

                [TransferAgent]
                internal partial class Reception;
                """)
            .RunAsync();

    [Fact]
    public Task Agent_PartialInPartialTypes_IsNotReported()
        => new RuleTest<TransferAgentNotPartialAnalyzer>()
            .WithSource("""
                partial class Desks
                {
                    [TransferAgent]
                    partial class BillingDesk;
                }

                partial class Desks
                {
                    partial class BillingDesk
                    {
                        class Ledger;
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Class_WithAnAttributeOfTheSameName_IsNotReported()
        => new RuleTest<TransferAgentNotPartialAnalyzer>()
            .WithSource("""
                namespace Travel
                {
                    [AttributeUsage(AttributeTargets.Class)]
                    class TransferAgentAttribute : Attribute;

                    [TransferAgent]
                    class AirportShuttle;
                }
                """)
            .RunAsync();

    [Fact]
    public Task Class_DerivedFromAnAgent_IsNotReported()
        => new RuleTest<TransferAgentNotPartialAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk;

                class NightDesk : BillingDesk;
                """)
            .RunAsync();
}
