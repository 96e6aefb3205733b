namespace WarmTransfer.Generators.Tests;

public sealed class ToolNameTests
{
    [Theory]
    [InlineData("ListOpenInvoicesAsync", "list_open_invoices")]
    [InlineData("Hello", "hello")]
    [InlineData("hello", "hello")]
    [InlineData("Async", "async")]
    [InlineData("GetURLFor", "get_url_for")]
    [InlineData("GetURL", "get_url")]
    [InlineData("Get2Items", "get2_items")]
    [InlineData("Call_Back", "call_back")]
    [InlineData("_Private", "_private")]
    [InlineData("IsIBAN", "is_iban")]
    public void FromMethod_OfAMethod_IsItsNameInSnakeCase(string method, string name) => Assert.Equal(name, ToolName.FromMethod(method));

    [Fact]
    public void FromMethod_InTurkish_IsTheSame()
    {
        System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("tr-TR");

        Assert.Equal("list_items", ToolName.FromMethod("ListItems"));
        Assert.Equal("invoice", ToolName.FromMethod("Invoice"));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("_a-B9", true)]
    [InlineData("", false)]
    [InlineData("9a", false)]
    [InlineData("-a", false)]
    [InlineData("a b", false)]
    [InlineData("a.b", false)]
    [InlineData("prüfe", false)]
    public void IsValid_OfAName_IsWhatEveryModelTakes(string name, bool valid) => Assert.Equal(valid, ToolName.IsValid(name));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void IsValid_OfALongName_EndsAt64(int length, bool valid) => Assert.Equal(valid, ToolName.IsValid(new('a', length)));
}
