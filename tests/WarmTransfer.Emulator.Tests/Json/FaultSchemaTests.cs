using System.Text;
using System.Text.Json;

namespace WarmTransfer.Emulator.Tests.Json;

/// <summary>The schema users are shown says what the reader takes.</summary>
public sealed class FaultSchemaTests
{
    private static readonly JsonElement Schema = SchemaFile.Read("fault.schema.json");

    [Theory]
    [InlineData("")]
    [InlineData("error")]
    [InlineData("answer")]
    public void Properties_AreThoseTheReaderKnows(string of)
    {
        var schema = of.Length == 0 ? Schema : Schema.GetProperty("properties").GetProperty(of);
        var problems = new JsonProblems();

        // Like no name there is, so that the reader lists those it knows.
        var unknown = """{"xxxxxxxxxxxxxxxxxxxxxxxx":1}""";
        FaultReader.Read(Encoding.UTF8.GetBytes(of.Length == 0 ? unknown : $$"""{"{{of}}":{{unknown}}}"""), [], problems);

        Assert.Equal(SchemaFile.Names(schema), SchemaFile.NamesListed(problems));
    }

    [Fact]
    public void Codes_AreThoseOfTwirp() =>
        Assert.Equal(
            TwirpErrorWriter.Codes.Order(),
            Schema.GetProperty("properties").GetProperty("error").GetProperty("properties").GetProperty("code").GetProperty("enum").EnumerateArray().Select(code => code.GetString()).Order());
}
