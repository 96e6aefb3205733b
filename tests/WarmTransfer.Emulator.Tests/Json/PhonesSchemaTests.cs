using System.Text;
using System.Text.Json;

namespace WarmTransfer.Emulator.Tests.Json;

/// <summary>The schema users are shown says what the reader takes.</summary>
public sealed class PhonesSchemaTests
{
    private static readonly JsonElement Schema = SchemaFile.Read("phones.schema.json");

    [Theory]
    [InlineData("", "U")]
    [InlineData("$defs/phone", """{"phones":[U]}""")]
    [InlineData("$defs/phone/properties/when/items", """{"phones":[{"when":[U]}]}""")]
    [InlineData("$defs/phone/properties/credentials", """{"phones":[{"credentials":U}]}""")]
    [InlineData("$defs/actions/items", """{"phones":[{"does":[U]}]}""")]
    public void Properties_AreThoseTheReaderKnows(string of, string text)
    {
        var schema = of.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(Schema, (element, name) => element.GetProperty(name));
        var problems = new JsonProblems();

        // Like no name there is, so that the reader lists those it knows.
        PhonesFile.Read(Encoding.UTF8.GetBytes(text.Replace("U", """{"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx":1}""", StringComparison.Ordinal)), problems);

        Assert.Equal(SchemaFile.Names(schema), SchemaFile.NamesListed(problems));
    }

    [Theory]
    [InlineData("behaviour")]
    [InlineData("transfer")]
    public void Choices_AreThoseTheReaderTakes(string member)
    {
        var problems = new JsonProblems();

        PhonesFile.Read(Encoding.UTF8.GetBytes($$"""{"phones":[{"number":"1","{{member}}":"xxxxxxxxxxxxxxxxxxxxxxxxxxxx"}]}"""), problems);

        var choices = Schema.GetProperty("$defs").GetProperty("phone").GetProperty("properties").GetProperty(member).GetProperty("enum").EnumerateArray();
        Assert.EndsWith($"expected one of {string.Join(", ", choices.Select(choice => choice.GetRawText()))}.", Assert.Single(problems.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void Example_OfTheSample_IsTaken()
    {
        var book = PhoneBook.Load(Repository.File("samples", "LocalLiveKit", "phones.json"));

        Assert.True(book.Has("+15105550123"));
    }
}
