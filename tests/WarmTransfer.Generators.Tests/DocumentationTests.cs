using Microsoft.CodeAnalysis;

namespace WarmTransfer.Generators.Tests;

public sealed class DocumentationTests
{
    // A project that writes no documentation file compiles with None.
    [Theory]
    [InlineData(DocumentationMode.None)]
    [InlineData(DocumentationMode.Parse)]
    [InlineData(DocumentationMode.Diagnose)]
    public void Descriptions_FromXmlDocs_DoNotNeedADocumentationFile(DocumentationMode mode)
    {
        var generated = Generate("""
            /// <summary>
            /// Lists the <c>open</c> invoices of <paramref name="account"/>,
            /// see <see cref="System.Collections.Generic.List{T}"/> &amp; <see langword="null"/>.
            /// <para>Oldest first.</para>
            /// </summary>
            /// <param name="account">Digits "only".</param>
            /// <returns>The text.</returns>
            [TransferTool] public string List(string account) => account;
            """, mode);

        Assert.Contains("Description => \"Lists the open invoices of account, see List & null. Oldest first.\"", generated, StringComparison.Ordinal);
        Assert.Contains("""{"description":"Digits \"only\".","type":"string"}""", generated, StringComparison.Ordinal);
        Assert.Contains("""{"description":"The text.","type":"string"}""", generated, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DocumentationMode.None)]
    [InlineData(DocumentationMode.Parse)]
    public void Descriptions_FromBlockComments_AreRead(DocumentationMode mode)
        => Assert.Contains("\"Says hello twice.\"", Generate("""
            /**
             * <summary>Says hello
             * twice.</summary>
             */
            [TransferTool] public void Hello() { }
            """, mode), StringComparison.Ordinal);

    [Fact]
    public void Descriptions_FromTheAttribute_WinOverTheOthers()
        => Assert.Contains("Description => \"One.\"", Generate("""
            /// <summary>Three.</summary>
            [TransferTool(Description = "One."), System.ComponentModel.Description("Two.")] public void Hello() { }
            """), StringComparison.Ordinal);

    [Fact]
    public void Descriptions_FromDescription_WinOverXmlDocs()
    {
        var generated = Generate("""
            /// <summary>Three.</summary>
            /// <param name="name">Four.</param>
            [TransferTool, System.ComponentModel.Description("Two.")] public void Hello([System.ComponentModel.Description("Five.")] string name) { }
            """);

        Assert.Contains("Description => \"Two.\"", generated, StringComparison.Ordinal);
        Assert.Contains("\"description\":\"Five.\"", generated, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("// <summary>No.</summary>")]
    [InlineData("//// <summary>No.</summary>")]
    [InlineData("/* <summary>No.</summary> */")]
    [InlineData("/// <summary>No.</summ>")]
    [InlineData("/// <summary> </summary>")]
    public void Descriptions_FromWhatIsNotDocumentation_AreEmpty(string comment)
        => Assert.Contains("Description => \"\"", Generate(comment + "\n[TransferTool] public void Hello() { }"), StringComparison.Ordinal);

    [Fact]
    public void Descriptions_OfPartialMethods_AreFoundOnEitherPart()
        => Assert.Contains("Description => \"Yes.\"", Generate("""
            [TransferTool] public partial void Hello();
            /// <summary>Yes.</summary>
            public partial void Hello() { }
            """), StringComparison.Ordinal);

    private static string Generate(string members, DocumentationMode mode = DocumentationMode.None)
        => GeneratorHarness.Generate($$"""
            using WarmTransfer;

            [TransferAgent]
            internal partial class Desk
            {
            {{members}}
            }
            """, mode)[0].SourceText.ToString();
}
