namespace WarmTransfer.Analyzers.Tests;

public sealed class InheritedToolLeftOutTests
{
    [Fact]
    public Task Tool_PrivateToABaseClass_IsReportedAtTheAgent()
        => new RuleTest<InheritedToolLeftOutAnalyzer>()
            .WithSource("""
                abstract class House
                {
                    [TransferTool]
                    private void Find()
                    {
                    }
                }

                [TransferAgent]
                partial class [|BillingDesk|] : House;
                """)
            .WithMessage("The AI is not offered the tool 'House.Find' by the transfer agent 'BillingDesk', which cannot call the method; make it protected, or give 'BillingDesk' a tool of that name")
            .RunAsync();

    [Fact]
    public Task Tool_PrivateToABaseAgent_IsReportedAtTheDerivedOne()
        => new RuleTest<InheritedToolLeftOutAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class House
                {
                    [TransferTool]
                    private void Find()
                    {
                    }
                }

                [TransferAgent]
                partial class [|BillingDesk|] : House;
                """)
            .RunAsync();

    [Fact]
    public Task Tool_HiddenByAMethodThatIsNone_IsReported()
        => new RuleTest<InheritedToolLeftOutAnalyzer>()
            .WithSource("""
                abstract class House
                {
                    [TransferTool]
                    public void Find(string id)
                    {
                    }
                }

                class Middle : House
                {
                    public new void Find(string id)
                    {
                    }
                }

                [TransferAgent]
                partial class [|BillingDesk|] : Middle;
                """)
            .WithMessage("The AI is not offered the tool 'House.Find' by the transfer agent 'BillingDesk', because a member of the same name is nearer; rename one of the two, override the method, or mark the nearer one with [TransferTool]")
            .RunAsync();

    [Fact]
    public Task Tool_ProtectedAndOverloaded_IsReported()
        => new RuleTest<InheritedToolLeftOutAnalyzer>()
            .WithSource("""
                abstract class House
                {
                    [TransferTool]
                    protected void Find(string id)
                    {
                    }
                }

                [TransferAgent]
                partial class [|BillingDesk|] : House
                {
                    private void Find(object id)
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tool_OfAnOpenTypeClosedWithOneNoModelCanSend_IsReportedForThatAgentAlone()
        => new RuleTest<InheritedToolLeftOutAnalyzer>()
            .WithSource("""
                abstract class House<T>
                {
                    [TransferTool]
                    protected void Find(T id)
                    {
                    }
                }

                [TransferAgent]
                partial class [|BillingDesk|] : House<Type>;

                [TransferAgent]
                partial class SalesDesk : House<int>;
                """)
            .WithMessage("The AI is not offered the tool 'House<Type>.Find' by the transfer agent 'BillingDesk', because it cannot be a tool with the types and the strictness it has there; give 'BillingDesk' a tool of that name")
            .RunAsync();

    [Fact]
    public Task Tool_ThatBecomesTooOpenForAStrictAgent_IsReported()
        => new RuleTest<InheritedToolLeftOutAnalyzer>()
            .WithSource("""
                abstract class House
                {
                    [TransferTool]
                    protected void Find(Dictionary<string, int> ids)
                    {
                    }
                }

                [TransferAgent(Strict = true)]
                partial class [|BillingDesk|] : House;
                """)
            .RunAsync();

    [Fact]
    public Task Tool_WrongForEveryAgent_IsReportedWhereItIsDeclared()
        => new RuleTest<UnsupportedToolParameterAnalyzer>()
            .WithSource("""
                abstract class House
                {
                    [TransferTool]
                    protected void Find(object [|id|])
                    {
                    }
                }

                [TransferAgent]
                partial class BillingDesk : House;
                """)
            .RunAsync();

    [Fact]
    public Task Tool_WrongForEveryAgent_IsNotReportedAgainAtTheAgent()
        => new RuleTest<InheritedToolLeftOutAnalyzer>()
            .WithSource("""
                abstract class House
                {
                    [TransferTool]
                    protected void Find(object id)
                    {
                    }
                }

                [TransferAgent]
                partial class BillingDesk : House;
                """)
            .RunAsync();

    [Fact]
    public Task Tools_ReplacedOverriddenOrWithinReach_AreNotReported()
        => new RuleTest<InheritedToolLeftOutAnalyzer>()
            .WithSource("""
                abstract class House
                {
                    [TransferTool]
                    private void Find()
                    {
                    }

                    [TransferTool]
                    protected virtual void Open()
                    {
                    }

                    [TransferTool]
                    public virtual void Close(string reason)
                    {
                    }
                }

                [TransferAgent]
                partial class BillingDesk : House
                {
                    [TransferTool(Name = "find")]
                    private void Search()
                    {
                    }

                    [TransferTool(Name = "start")]
                    protected override void Open()
                    {
                    }

                    public void Close(object reason)
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Tool_OfABaseClassThatIsNeitherMarkedNorAbstract_IsNotReportedHere()
        => new RuleTest<InheritedToolLeftOutAnalyzer>()
            .WithSource("""
                class House
                {
                    [TransferTool]
                    private void Find()
                    {
                    }
                }

                [TransferAgent]
                partial class BillingDesk : House;
                """)
            .RunAsync();

    [Fact]
    public Task Tool_WithTheNameOfABuiltInOneThatIsBack_IsReported()
        => new RuleTest<InheritedToolLeftOutAnalyzer>()
            .WithSource("""
                abstract class House
                {
                    [TransferTool(Name = "hang_up", Replaces = BuiltInTool.VoicemailDetected)]
                    public void HangUp()
                    {
                    }

                    [TransferTool]
                    public void VoicemailDetected()
                    {
                    }
                }

                [TransferAgent]
                partial class [|BillingDesk|] : House
                {
                    [TransferTool(Name = "hang_up")]
                    private void Stop()
                    {
                    }
                }
                """)
            .WithMessage("The AI is not offered the tool 'House.VoicemailDetected' by the transfer agent 'BillingDesk', which has a built-in tool of its name; replace that one by a tool with Replaces, or rename this one")
            .RunAsync();

    [Fact]
    public Task Tool_ThatIsReportedWhereItIsDeclared_IsNotReportedAgain()
        => new RuleTest<InheritedToolLeftOutAnalyzer>()
            .WithSource("""
                abstract class House
                {
                    [TransferTool]
                    public void VoicemailDetected()
                    {
                    }
                }

                [TransferAgent]
                partial class BillingDesk : House;
                """)
            .RunAsync();
}
