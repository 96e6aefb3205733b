using WarmTransfer.CodeFixes;

namespace WarmTransfer.Analyzers.Tests;

public sealed class UnsupportedToolParameterTests
{
    [Fact]
    public Task Parameter_OfATypeTheAgentLeavesOpen_IsReported()
        => new RuleTest<UnsupportedToolParameterAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class Desk<T>
                {
                    [TransferTool]
                    void Save(T [|item|])
                    {
                    }
                }
                """)
            .WithMessage("The parameter 'item' of the tool 'Save' is of the type 'T', which the transfer agent 'Desk' leaves open, so nothing can say what a model should send; make 'Desk' abstract, take [TransferAgent] off it, and mark a class derived from it that says what 'T' is")
            .RunAsync();

    [Fact]
    public Task Parameter_OfATypeAnAbstractClassLeavesOpen_IsNotReported()
        => new RuleTest<UnsupportedToolParameterAnalyzer>()
            .WithSource("""
                abstract class Desk<T>
                {
                    [TransferTool]
                    protected void Save(T item, List<T> others, [FromServices] IComparer<T> order)
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Parameter_ThatIsAStream_IsReported()
        => new RuleTest<UnsupportedToolParameterAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Send(string account, System.IO.Stream [|invoice|])
                    {
                    }
                }
                """)
            .WithMessage("The parameter 'invoice' of the tool 'Send' cannot be read from what a model sends, because of the type 'System.IO.Stream'; use string, bool, a number, an enum, a date or time, or an array, list, set, dictionary, record or class of these")
            .RunAsync();

    [Fact]
    public Task Parameter_ThatIsAListOfDelegates_NamesTheDelegate()
        => new RuleTest<UnsupportedToolParameterAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Send(List<Action> [|steps|])
                    {
                    }
                }
                """)
            .WithMessage("The parameter 'steps' of the tool 'Send' cannot be read from what a model sends, because of the type 'System.Action'; a model cannot send code; call it from the method instead")
            .RunAsync();

    [Fact]
    public Task Parameter_ThatIsAnObject_IsReported()
        => new RuleTest<UnsupportedToolParameterAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Send(object [|invoice|])
                    {
                    }
                }
                """)
            .WithMessage("The parameter 'invoice' of the tool 'Send' cannot be read from what a model sends, because of the type 'object'; a model has to be told what is expected; declare the type that is meant")
            .RunAsync();

    [Fact]
    public Task Parameters_OnTheStackOrByAddress_AreReported()
        => new RuleTest<UnsupportedToolParameterAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    unsafe void Send(ReadOnlySpan<char> [|text|], int* [|count|])
                    {
                    }
                }
                """)
            .WithMessage("The parameter 'text' of the tool 'Send' cannot be read from what a model sends, because of the type 'System.ReadOnlySpan<char>'; it lives on its caller's stack, and there is no caller; use string or an array")
            .RunAsync();

    [Fact]
    public Task Parameters_PassedByReference_AreReported()
        => new RuleTest<UnsupportedToolParameterAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Find(in int [|account|], ref int [|page|], out int [|count|], ref readonly int [|size|]) => count = 0;
                }
                """)
            .WithMessage("The parameter 'account' of the tool 'Find' is passed by 'in', but a model only sends values; remove 'in' and return what the AI is to know")
            .RunAsync();

    [Fact]
    public Task Parameters_ThatLookLikeServices_AreReportedAndTakenFromTheServices()
        => new RuleTest<UnsupportedToolParameterAnalyzer>()
            .WithSource("""
                interface IInvoiceStore;

                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Find(IInvoiceStore [|store|], string account, [System.ComponentModel.Description("Old.")] IInvoiceStore [|archive|])
                    {
                    }

                    [TransferTool]
                    void Send(
                        // Where it is.
                        IInvoiceStore? [|store|] = null)
                    {
                    }
                }
                """)
            .WithMessage("The parameter 'store' of the tool 'Find' is of type 'IInvoiceStore', which looks like a service; mark the parameter with [FromServices] or take it in the constructor of the class")
            .WithFix<TakeFromServicesCodeFix>("""
                interface IInvoiceStore;

                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Find([FromServices] IInvoiceStore store, string account, [System.ComponentModel.Description("Old.")][FromServices] IInvoiceStore archive)
                    {
                    }

                    [TransferTool]
                    void Send(
                        // Where it is.
                        [FromServices] IInvoiceStore? store = null)
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Parameter_ThatLooksLikeAService_InAFileWithoutTheNamespace_GetsItsUsing()
        => new RuleTest<UnsupportedToolParameterAnalyzer>()
            .WithoutGlobalUsings()
            .WithSource("""
                using System;

                interface IInvoiceStore;

                [WarmTransfer.TransferAgent]
                partial class BillingDesk
                {
                    [WarmTransfer.TransferTool]
                    void Find(IInvoiceStore [|store|], String account)
                    {
                    }
                }
                """)
            .WithFix<TakeFromServicesCodeFix>("""
                using System;
                using WarmTransfer;

                interface IInvoiceStore;

                [WarmTransfer.TransferAgent]
                partial class BillingDesk
                {
                    [WarmTransfer.TransferTool]
                    void Find([FromServices] IInvoiceStore store, String account)
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Parameter_ThatIsNoService_IsNotTakenFromTheServices()
        => new RuleTest<UnsupportedToolParameterAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Send(System.IO.Stream [|invoice|], ref int [|page|])
                    {
                    }
                }
                """)
            .WithoutFix<TakeFromServicesCodeFix>()
            .RunAsync();

    [Fact]
    public Task Parameters_ThatAModelCanSend_AreNotReported()
        => new RuleTest<UnsupportedToolParameterAnalyzer>()
            .WithSource("""
                record Line(string Product, Line[] Parts);

                enum Currency
                {
                    Euro,
                    Dollar,
                }

                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Find(string account, int? page, decimal amount, bool open, Currency currency, string[] tags, Guid id, DateOnly day, TimeSpan? span, byte[] photo, Uri site, Dictionary<string, int[]> counts, HashSet<char> keys, Line line, IReadOnlyList<int>? years = null)
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Parameters_FromServices_AreNotReported()
        => new RuleTest<UnsupportedToolParameterAnalyzer>()
            .WithSource("""
                using Microsoft.Extensions.DependencyInjection;

                interface IInvoiceStore;

                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Find([FromServices] IInvoiceStore store, [FromKeyedServices("archive")] IInvoiceStore archive)
                    {
                    }
                }
                """)
            .RunAsync();

    [Theory]
    [InlineData("(int Page, string Account)", "(int Page, string Account)", "declare each of its values as a parameter of its own")]
    [InlineData("Invoice", "Invoice", "give it one public constructor, or properties with public setters, all of types a model can send, and no two names that differ only by case")]
    [InlineData("Invoice[]", "Invoice", "give it one public constructor, or properties with public setters, all of types a model can send, and no two names that differ only by case")]
    [InlineData("Order", "System.IO.Stream", "take it out with [JsonIgnore] or declare what is meant: use string, bool, a number, an enum, a date or time, or an array, list, set, dictionary, record or class of these")]
    [InlineData("Queue<string>", "System.Collections.Generic.Queue<string>", "use an array, List, HashSet, or Dictionary with string keys")]
    [InlineData("Dictionary<int, string>", "System.Collections.Generic.Dictionary<int, string>", "use an array, List, HashSet, or Dictionary with string keys")]
    [InlineData("int[,]", "int[*,*]", "use an array, List, HashSet, or Dictionary with string keys")]
    [InlineData("Version", "System.Version", "use string and parse it in the method")]
    [InlineData("dynamic", "dynamic", "a model has to be told what is expected; declare the type that is meant")]
    public Task Parameter_ThatCannotBeRead_NamesTheTypeAndWhatToWriteInstead(string type, string culprit, string remedy)
        => new RuleTest<UnsupportedToolParameterAnalyzer>()
            .WithSource($$"""
                class Invoice;

                record Order(System.IO.Stream Paper);

                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Send({{type}} [|value|])
                    {
                    }
                }
                """)
            .WithMessage($"The parameter 'value' of the tool 'Send' cannot be read from what a model sends, because of the type '{culprit}'; {remedy}")
            .RunAsync();

    [Fact]
    public Task Parameters_ThatTheCallSupplies_AreNotReported()
        => new RuleTest<UnsupportedToolParameterAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    [TransferTool]
                    void Find(TransferControl control, IServiceProvider services, Microsoft.Extensions.AI.AIFunctionArguments arguments, CancellationToken cancellationToken)
                    {
                    }
                }
                """)
            .RunAsync();

    [Fact]
    public Task Parameter_OfAMethodThatIsNoTool_IsNotReported()
        => new RuleTest<UnsupportedToolParameterAnalyzer>()
            .WithSource("""
                [TransferAgent]
                partial class BillingDesk
                {
                    void Send(System.IO.Stream invoice, out int count) => count = 0;
                }
                """)
            .RunAsync();
}
